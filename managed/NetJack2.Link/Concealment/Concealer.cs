// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.Link.Cycles;
using NetJack2.Link.Ports;
using NetJack2.Link.Takes;
using NetJack2.Protocol;
using NetJack2.RealTime;
using NetJack2.Statistics.Takes;

namespace NetJack2.Link.Concealment;

/// <summary>The audio ports of one direction: conceals losses.</summary>
/// <remarks>
/// Received audio is not delayed, and changed only for a few milliseconds behind a gap; while nothing is lost it costs a copy.
/// Made when a session begins; used by the one thread that runs the link's cycles.
/// </remarks>
public sealed class Concealer : IDisposable
{
    private readonly WaveMatch _match;
    private readonly NativeArray<float> _memory;
    private readonly PortConcealer[] _ports;
    private PortSet _followed;

    /// <summary>For the incoming ports of a direction.</summary>
    public Concealer(DirectionParameters direction, int sampleRate)
    {
        var times = new ConcealmentTimes(sampleRate);
        int size = PortConcealer.SizeFor(times);
        _memory = new NativeArray<float>((direction.Audio * size) + WaveMatch.SizeFor(times), isCleared: true);
        _match = new WaveMatch(times, _memory, direction.Audio * size);
        _ports = [.. Enumerable.Range(0, direction.Audio).Select(port => new PortConcealer(times, _match, _memory, port * size))];
    }

    /// <inheritdoc/>
    public void Dispose() => _memory.Dispose();

    /// <summary>Conceals the losses of a cycle that has just been put into the ports.</summary>
    /// <param name="slot">The packets of it that have arrived; null: none.</param>
    /// <param name="format">The format of its packets.</param>
    /// <param name="connected">Incoming ports that are connected; the others are not touched.</param>
    /// <param name="ports">The port buffers, with silence where samples are missing.</param>
    /// <param name="counters">Counts the samples that are concealed.</param>
    /// <param name="take">Records where samples are not as they were sent.</param>
    [RealTimeSafe]
    public void Process(
        CycleSlot? slot, ICycleFormat format, PortSet connected, IPortBuffers ports, LinkCounters counters, TakeRecorder? take)
    {
        _match.BeginCycle();
        for (int port = connected.NextFrom(0); port >= 0; port = connected.NextFrom(port + 1))
        {
            PortConcealer concealer = Follow(port);
            Span<float> samples = ports.Incoming(port);
            int position = 0;
            while (position < samples.Length)
            {
                FrameRange gap = format.FindGap(slot, port, position);
                if (gap.IsEmpty)
                    break;
                if (gap.Start > position)
                    counters.Values.ConcealedFrames += Receive(port, concealer, samples[position..gap.Start], position, take);
                counters.Values.ConcealedFrames += concealer.Conceal(samples[gap.Start..gap.End]);
                take?.Add(TakeMark.Concealed, port, gap.Start, gap.End);
                position = gap.End;
            }
            if (position < samples.Length)
                counters.Values.ConcealedFrames += Receive(port, concealer, samples[position..], position, take);
        }
        _followed = connected;
    }

    /// <summary>Fills the ports in a cycle that the peer does not have: the last sound fades out.</summary>
    [RealTimeSafe]
    public void Fade(PortSet connected, IPortBuffers ports, LinkCounters counters)
    {
        _match.BeginCycle();
        for (int port = connected.NextFrom(0); port >= 0; port = connected.NextFrom(port + 1))
            counters.Values.ConcealedFrames += Follow(port).Conceal(ports.Incoming(port));
        _followed = connected;
    }

    /// <summary>The ports contain sound that would have been played, and is left out: the next sound is faded in from its beginning.
    /// </summary>
    /// <param name="connected">Incoming ports that are connected; the others are not touched.</param>
    /// <param name="ports">The port buffers.</param>
    [RealTimeSafe]
    public void Leave(PortSet connected, IPortBuffers ports)
    {
        for (int port = connected.NextFrom(0); port >= 0; port = connected.NextFrom(port + 1))
            Follow(port).Leave(ports.Incoming(port));
    }

    /// <summary>Forgets the last sound: the next one fades in.</summary>
    [RealTimeSafe]
    public void Forget() => _followed = default;

    [RealTimeSafe]
    private static int Receive(int port, PortConcealer concealer, Span<float> samples, int start, TakeRecorder? take)
    {
        int changed = concealer.Receive(samples);
        if (changed != 0)
            take?.Add(TakeMark.Faded, port, start, start + concealer.Faded);
        return changed;
    }

    // The past of a port that was not connected was not audible.
    [RealTimeSafe]
    private PortConcealer Follow(int port)
    {
        if (!_followed.Contains(port))
            _ports[port].Forget();
        return _ports[port];
    }
}
