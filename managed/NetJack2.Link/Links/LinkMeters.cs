// SPDX-License-Identifier: GPL-2.0-or-later
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using NetJack2.Link.Ports;
using NetJack2.Protocol;
using NetJack2.RealTime;
using NetJack2.Statistics;

namespace NetJack2.Link.Links;

/// <summary>The levels of a session's audio ports: measured in cycles, read by a control thread.</summary>
/// <param name="sessionId">The session's number.</param>
/// <param name="outgoing">Audio ports that are sent.</param>
/// <param name="incoming">Audio ports that are received.</param>
public sealed class LinkMeters(uint sessionId, int outgoing, int incoming) : IDisposable
{
    // A page is updated five times a second.
    private const int UpdatesHeld = 5;

    // The incoming ports are behind the outgoing ones.
    private readonly NativeArray<Level> _levels = new(outgoing + incoming, isCleared: true);
    private int _updates;

    /// <summary>Bytes of the levels of so many ports.</summary>
    public static int SizeFor(int ports) => ports * Unsafe.SizeOf<Level>();

    /// <summary>Measures the samples of a port that is sent. Real-time safe; the thread that runs the cycles.</summary>
    [RealTimeSafe]
    public void MeasureOutgoing(int port, ReadOnlySpan<float> samples) => Measure(ref _levels.Span[port], samples);

    /// <summary>Measures the samples of ports that are played, in which losses are concealed. Real-time safe; that thread.</summary>
    [RealTimeSafe]
    public void MeasureIncoming(PortSet connected, IPortBuffers ports)
    {
        for (int port = connected.NextFrom(0); port >= 0; port = connected.NextFrom(port + 1))
            Measure(ref _levels.Span[outgoing + port], ports.Incoming(port));
    }

    /// <summary>Reads all levels, and resets the peaks. Control thread: once for each update of a page. Allocates nothing.</summary>
    /// <param name="meters">Receives them.</param>
    public void Take(ref SessionMeters meters)
    {
        bool isOver = ++_updates % UpdatesHeld == 0;
        (meters.SessionId, meters.OutgoingCount, meters.IncomingCount) = (sessionId, outgoing, incoming);
        for (int port = 0; port < outgoing; port++)
            meters.Outgoing[port] = Take(ref _levels.Span[port], isOver);
        for (int port = 0; port < incoming; port++)
            meters.Incoming[port] = Take(ref _levels.Span[outgoing + port], isOver);
    }

    /// <inheritdoc/>
    public void Dispose() => _levels.Dispose();

    private static PortMeter Take(ref Level level, bool isOver)
    {
        // The cycle may put the peak back that it has just compared with. Then it counts for the next update too.
        float peak = BitConverter.Int32BitsToSingle(Interlocked.Exchange(ref level.PeakBits, 0));
        peak = peak <= PortMeter.Most ? peak : PortMeter.Most; // also of what is no number
        level.Held = Math.Max(level.Held, peak);
        var meter = new PortMeter
        {
            Peak = peak, Held = Math.Max(level.Held, level.HeldBefore), Clipped = Volatile.Read(ref level.Clipped),
        };
        if (isOver)
            (level.HeldBefore, level.Held) = (level.Held, 0);
        return meter;
    }

    [RealTimeSafe]
    private static void Measure(ref Level level, ReadOnlySpan<float> samples)
    {
        int peak = SampleLevels.PeakOf(samples);
        if (peak > Volatile.Read(ref level.PeakBits))
            Volatile.Write(ref level.PeakBits, peak);
        if (SampleLevels.IsClipped(peak))
            Volatile.Write(ref level.Clipped, level.Clipped + SampleLevels.ClippedIn(samples));
    }

    [StructLayout(LayoutKind.Sequential)]
    private struct Level
    {
        // Written by the cycle. The bits of a peak have the order of its value.
        public long Clipped;
        public int PeakBits;

        // Of the control thread.
        public float Held, HeldBefore;
    }
}
