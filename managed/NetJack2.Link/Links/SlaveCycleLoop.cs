// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.Link.Cycles;
using NetJack2.Link.Datagrams;
using NetJack2.Link.Midi;
using NetJack2.Link.Ports;
using NetJack2.Link.Takes;
using NetJack2.Link.Timelines;
using NetJack2.Protocol;
using NetJack2.RealTime;
using NetJack2.Statistics.Takes;

namespace NetJack2.Link.Links;

/// <summary>The loop of a net driver's thread: the master's cycles while they come, silent ones of its own while they do not.</summary>
/// <remarks>The server's clients are served in every case; nothing that a master does or omits stops them.</remarks>
/// <param name="clock">The clock of the cycles.</param>
/// <param name="waiter">Where they wait.</param>
/// <param name="transport">The server's transport, if it can be shared.</param>
/// <param name="server">The server's cycles, for the record of takes; null: there is none.</param>
public sealed class SlaveCycleLoop(
    IMonotonicClock clock, IWaiter waiter, ISlaveTransport? transport = null, IServerCycles? server = null)
{
    // How long nothing may be received before a silent cycle is inserted: not after a hiccup of either host, but after an audible pause.
    private const long LeastGraceNs = 20_000_000;
    private const int GracePeriods = 3;

    private readonly Handover<SlaveState> _state = new(null);

    // Notes that are on in the clients; they outlive the session that began them.
    private readonly NoteSet _held = new(PortSet.Capacity);
    private volatile bool _isStopping;
    private SlaveState? _used;
    private long _lastStart;
    private long _work;
    private long _pausedUntil = long.MinValue;
    private bool _isSilent = true;
    private bool _isCycleOpen;
    private ServerCycle _cycle;

    /// <summary>Records what is played wrongly while the server's transport rolls.</summary>
    public TakeRecorder Take { get; } = new();

    /// <summary>
    /// Puts another state in place; what the previous one refers to is not used any more when this returns. Control thread.
    /// </summary>
    /// <param name="next">What the next cycle uses.</param>
    /// <param name="wake">Ends a wait of the cycle thread.</param>
    /// <returns>False if a cycle does not end: the channel of the session before is abandoned.</returns>
    public bool Replace(SlaveState? next, Action wake)
    {
        next?.Link?.Channel.Midi.Share(_held);
        if (server is not null)
            next?.Link?.Channel.Record(Take);
        bool isFree = _state.TryReplace(next, wake, out SlaveState? previous);
        if (!isFree)
            previous!.Link?.Channel.Abandon();
        return isFree;
    }

    /// <summary>Makes a present or the next <see cref="Wait"/> return false; the waiter is woken by the caller. Any thread.</summary>
    public void Stop() => _isStopping = true;

    /// <summary>Waits for the next cycle. Cycle thread.</summary>
    /// <returns>False where the thread is to end.</returns>
    [RealTimeSafe]
    public bool Wait()
    {
        // Packets that arrived with the cycle before have been read; reading the socket again at once would be a call for nothing.
        bool mayHaveArrived = false;
        while (true)
        {
            _used = _state.Enter();
            if (_isStopping)
            {
                _isStopping = false;
                _state.Leave();
                return false;
            }
            long now = clock.Now;
            if (_used is not { } state)
            {
                waiter.Wait(null, LeastGraceNs);
                continue;
            }
            long until = long.MaxValue;
            bool isPaused = now < _pausedUntil;
            if (state.Link is { } link && !isPaused)
            {
                if (mayHaveArrived)
                {
                    link.Receive(now);
                    _work += clock.Now - now;
                }
                if (link.IsReady(now, afterSilence: _isSilent, out until, _lastStart))
                {
                    _isSilent = false;
                    _lastStart = now;
                    return true;
                }
            }
            long silent = SilentCycleAt(state, now);
            // A peer that has sent later cycles is not silent while earlier ones are still awaited.
            if (until != long.MaxValue)
                silent = Math.Max(silent, until);
            if (now >= silent && state.Link is not null && !mayHaveArrived)
            {
                mayHaveArrived = true; // the thread may have been held up, and not the master
                continue;
            }
            if (now >= silent)
            {
                _isSilent = true;
                _lastStart = silent;
                return true;
            }
            long next = Math.Min(Math.Min(silent, until), isPaused ? long.MaxValue : state.Link?.AskAt ?? long.MaxValue);
            waiter.Wait(isPaused ? null : state.Link?.Channel.Socket, next - now);
            mayHaveArrived = true;
        }
    }

    /// <summary>Whether the present cycle is a silent one, inserted while nothing arrives from a master. Cycle thread.</summary>
    public bool IsSilent => _isSilent;

    /// <summary>The number that the present cycle has for all slaves of the master; <see cref="CommonCycle.None"/> where there is none.
    /// Cycle thread, after <see cref="Read"/>.</summary>
    public uint Common => !_isSilent && _used is { Link: { } link } ? link.Common : CommonCycle.None;

    /// <summary>The network latency of the present cycle, in cycles; 0 where there is no session.
    /// Cycle thread, after <see cref="Read"/>.</summary>
    public int Latency => !_isSilent && _used is { Link: { } link } ? link.Channel.Latency : 0;

    /// <summary>Fills the capture ports. Cycle thread.</summary>
    /// <returns>Whether samples of the cycle are missing, other than by the master's absence.</returns>
    [RealTimeSafe]
    public bool Read(IPortBuffers ports)
    {
        EndTakeCycle();
        if (_used is not { } state)
            return false;
        if (!_isSilent && state.Link is { } link)
        {
            long begin = clock.Now;
            bool isIncomplete = link.Begin(transport);
            link.Read(ports);
            _work += clock.Now - begin;
            return isIncomplete;
        }
        if (state.Link is { } silent)
        {
            silent.ReadNothing(ports);
            return false;
        }
        transport?.Release();
        Take.Connect(CyclePorts.IncomingConnected(ports, state.CaptureAudio), hasMidi: state.CaptureMidi != 0);
        Take.AddAll(TakeMark.Absent);
        Silence(state, ports);
        return false;
    }

    /// <summary>Sends the playback ports, where there is a master's cycle to answer. Cycle thread.</summary>
    [RealTimeSafe]
    public void Write(IPortBuffers ports)
    {
        if (!_isSilent && _used is { Link: { } link })
        {
            long begin = clock.Now;
            link.Write(ports);
            link.Channel.Counters.CountProcess(_work + clock.Now - begin);
        }
        else if (_used is { Link: { } silent })
        {
            silent.WriteNothing(ports);
        }
        _work = 0;
        _state.Leave();
    }

    /// <summary>In place of <see cref="Read"/> and <see cref="Write"/> where the server does not run the cycle:
    /// the master is answered, by silence.</summary>
    [RealTimeSafe]
    public void Skip()
    {
        if (!_isSilent && _used is { Link: { } link })
            link.Skip();
        Take.Skip(_cycle, clock.Now);
        _isCycleOpen = false;
        _work = 0;
        _state.Leave();
    }

    /// <summary>In place of <see cref="Write"/> where the cycle is dropped: what it used may be replaced. Cycle thread.</summary>
    [RealTimeSafe]
    public void Drop()
    {
        _work = 0;
        _state.Leave();
    }

    /// <summary>
    /// After an exception in <see cref="Read"/>: the capture ports become silent, the cycle is not answered, and the next one goes on.
    /// Cycle thread, before <see cref="Write"/> or <see cref="Drop"/>.
    /// </summary>
    [RealTimeSafe]
    public void Abandon(IPortBuffers ports)
    {
        if (_used is not { } state)
            return;
        if (!_isSilent)
            state.Link?.Abandon();
        _isSilent = true;
        Silence(state, ports);
        Take.AddAll(TakeMark.Failed);
    }

    /// <summary>
    /// After an exception in <see cref="Wait"/>: a silent cycle begins now, and for one period the session is left alone, so that one
    /// that fails each time does not keep the processor busy. Cycle thread.
    /// </summary>
    [RealTimeSafe]
    public void AbandonWait()
    {
        _isSilent = true;
        _lastStart = clock.Now;
        _pausedUntil = _lastStart + (_used?.PeriodNs ?? LeastGraceNs);
    }

    // What clients saw of the transport in a cycle is known when the next one begins.
    [RealTimeSafe]
    private void EndTakeCycle()
    {
        if (server is null)
            return;
        if (_isCycleOpen)
        {
            server.ReadCycle(out _cycle);
            Take.EndCycle(_cycle, clock.Now);
        }
        _isCycleOpen = true;
    }

    [RealTimeSafe]
    private void Silence(SlaveState state, IPortBuffers ports)
    {
        for (int port = 0; port < state.CaptureAudio; port++)
            ports.Incoming(port).Clear();
        for (int port = 0; port < state.CaptureMidi; port++)
            ports.ClearIncomingMidi(port);
        IncomingMidi.Silence(_held, ports, state.CaptureMidi);
    }

    [RealTimeSafe]
    private long SilentCycleAt(SlaveState state, long now)
    {
        long period = state.PeriodNs;
        int gracePeriods = GracePeriods + (state.Link?.Channel.IncomingParameters.Copies ?? 0);
        // A packet that may still be late is no silence, nor is a delay within the network latency, which the user has chosen.
        long late = Math.Max(period + (state.Link?.Pacer.Patience ?? 0), state.Link?.Pacer.ToleratedNs ?? 0);
        long grace = Math.Max(Math.Max(LeastGraceNs, gracePeriods * period), late);
        long next = _lastStart + (_isSilent || state.Link is null ? period : grace);
        // A thread that was stopped for a while does not make up for the cycles that it missed.
        return now - next > gracePeriods * period ? now : next;
    }
}
