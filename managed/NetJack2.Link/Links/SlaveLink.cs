// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.Link.Cycles;
using NetJack2.Link.Ports;
using NetJack2.Link.Timelines;
using NetJack2.Protocol;
using NetJack2.Protocol.Session;
using NetJack2.Protocol.Transport;
using NetJack2.RealTime;

namespace NetJack2.Link.Links;

/// <summary>The slave's end of a session: decides when a cycle of the master is run, and runs it.</summary>
public sealed class SlaveLink
{
    // Each of them makes up for a quarter of a period; waiting in vain takes half of one.
    private const int SpreadCycles = 3;

    // Longer than this no server stands still for its master, whatever the network latency would bear.
    private const long MostBearable = 200_000_000;

    private readonly LinkChannel _channel;
    private readonly long _periodTime;
    private readonly long _leastPatience;
    private readonly long _mostPatience;
    private readonly bool _canSpread;
    private readonly uint _bearableCycles;
    private readonly SlaveTimeline? _timeline;
    private int _spreadCycles;
    private long _lastStart;
    private long _patience;
    private uint _awaited;
    private long _awaitedSince;
    private CycleSlot? _slot;
    private PortSet _wanted;
    private uint _cycle;

    /// <summary>The slave's end of a session that begins.</summary>
    public SlaveLink(LinkChannel channel)
    {
        _channel = channel;
        SessionParameters session = channel.Session;
        _periodTime = 1_000_000_000L * session.Period / session.SampleRate;
        // Where answers bear no number of a cycle, the fastest of them tell how far a counter is behind: they are not kept back.
        _bearableCycles = session.UsesCyclePackets ? (uint)Math.Max(0, session.Latency - 1) : 0;
        // Half of a period; more than that from a latency of 5 on, unless that is what copies take.
        _leastPatience = Math.Max(_periodTime / (session.Latency == 0 ? 4 : 2), session.Copies == 0 ? _periodTime * _bearableCycles / 8 : 0);
        _mostPatience = Math.Max(_leastPatience, _periodTime * (session.Latency - 1) / 2);
        _patience = _leastPatience;
        if (session.SharesTransport)
            _timeline = new SlaveTimeline(session);
        _canSpread = !session.SlaveSync && session.Latency != 0;
        Bearable = Math.Min(_periodTime * session.Latency, MostBearable);
    }

    /// <summary>What the session's cycles travel on.</summary>
    public LinkChannel Channel => _channel;

    /// <summary>How many cycles a window of the slave's end holds: the master may be this far ahead of a server that was held up.</summary>
    public static int WindowCycles(SessionParameters session) => session.Latency + 4;

    /// <summary>Duration of a cycle in nanoseconds.</summary>
    public long PeriodTime => _periodTime;

    /// <summary>How long after a cycle's start the next one may begin and its answer still be in time, in nanoseconds; 0.2 s at most.</summary>
    public long Bearable { get; }

    /// <summary>How long what is missing is waited for, in nanoseconds.</summary>
    public long Patience => _patience;

    /// <summary>Whether the master's next cycle is to be run now.</summary>
    /// <param name="now">The link's clock.</param>
    /// <param name="afterSilence">Cycles that have not come since were replaced by silent ones: they are not waited for.</param>
    /// <param name="until">When to ask again if nothing comes.</param>
    /// <param name="lastSilence">When the last of those silent ones began: clients of an asynchronous server may still be in it.</param>
    [RealTimeSafe]
    public bool IsReady(long now, bool afterSilence, out long until, long lastSilence = 0)
    {
        until = long.MaxValue;
        ReceiveWindow window = _channel.Window;
        AdaptPatience(window);
        CycleSlot? first = window.FindFirst();
        if (first is null)
            return false;
        if (afterSilence)
        {
            window.MoveTo(first.Cycle);
            _spreadCycles = _canSpread ? SpreadCycles + 1 : 0;
            _lastStart = lastSilence;
        }
        // Something that is missing is given a little time: packets may overtake each other.
        bool isComplete = first.Cycle == window.Oldest && _channel.IncomingFormat.IsComplete(first);
        LearnFromWaiting(first, window.Oldest, isComplete, now);
        until = Math.Max(isComplete ? 0 : GiveUpAt(first, window), EarliestStart(window));
        if (now < until)
            return false;
        _lastStart = now;
        _spreadCycles = isComplete ? _spreadCycles - 1 : _canSpread && _patience < 2 * _leastPatience ? SpreadCycles : 0;
        return true;
    }

    /// <summary>Begins the cycle that is ready.</summary>
    /// <param name="transport">The server's transport, if it can be shared.</param>
    /// <returns>Whether something of it is missing.</returns>
    [RealTimeSafe]
    public bool Begin(ISlaveTransport? transport = null)
    {
        bool isIncomplete = Take();
        if (transport is not null)
            _timeline?.Begin(_cycle, _slot, transport);
        return isIncomplete;
    }

    /// <summary>Answers the cycle that is ready with silence: the server does not run it, for it freewheels.</summary>
    [RealTimeSafe]
    public void Skip()
    {
        _ = Take();
        _channel.Concealer.Forget();
        _timeline?.Skip(_cycle, _slot);
        _slot = null;
        _channel.Window.MoveTo(_cycle + 1);
        Send(QuietPorts.Instance, active: default, _wanted);
    }

    /// <summary>The cycle that is ready has failed: it is over, and the next one begins anew.</summary>
    [RealTimeSafe]
    public void Abandon()
    {
        _slot = null;
        _channel.Concealer.Forget();
        _channel.Window.MoveTo(_channel.Window.Oldest + 1);
    }

    [RealTimeSafe]
    private bool Take()
    {
        ReceiveWindow window = _channel.Window;
        _cycle = window.Oldest;
        _patience = Math.Max(_leastPatience, _patience - (_patience >> 14));
        _slot = window.Find(_cycle);
        _channel.Counters.Values.Cycles++;
        long incomplete = _channel.Counters.Values.IncompleteCycles;
        _channel.Close(_slot);
        return _channel.Counters.Values.IncompleteCycles != incomplete;
    }

    /// <summary>Fills the capture ports.</summary>
    [RealTimeSafe]
    public void Read(IPortBuffers ports)
    {
        PortSet connected = CyclePorts.IncomingConnected(ports, _channel.IncomingParameters.Audio);
        _channel.Deliver(_cycle, _slot, ports, connected);
        _slot = null;
        _channel.Window.MoveTo(_cycle + 1);
    }

    /// <summary>Fills the capture ports in a cycle of the server's own, while the master's do not come.</summary>
    [RealTimeSafe]
    public void ReadNothing(IPortBuffers ports)
    {
        DirectionParameters direction = _channel.IncomingParameters;
        _channel.Concealer.Fade(CyclePorts.IncomingConnected(ports, direction.Audio), ports, _channel.Counters);
        if (direction.Midi != 0)
            _channel.Midi.PlayNothing(ports);
    }

    /// <summary>Sends the playback ports as the answer to the cycle.</summary>
    /// <remarks>
    /// The answer bears the number of the cycle that it answers, in asynchronous servers too: a lost cycle then costs itself
    /// and not the latency.
    /// </remarks>
    [RealTimeSafe]
    public void Write(IPortBuffers ports)
    {
        _wanted = CyclePorts.IncomingConnected(ports, _channel.IncomingParameters.Audio);
        PortSet active = CyclePorts.OutgoingActive(ports, _channel.OutgoingParameters.Audio, _channel.PeerWants);
        Send(ports, active, _wanted);
    }

    [RealTimeSafe]
    private void Send(IPortBuffers ports, PortSet active, PortSet wanted)
    {
        if (_timeline is not null && _timeline.Prepare(out TransportReport report))
            _channel.Report(report);
        _channel.Send(new OutgoingCycle(_cycle, active, wanted), ports);
    }

    // What is lost is sent again in the next cycles, as often as was agreed: it is given up when the last copy must have come.
    [RealTimeSafe]
    private long GiveUpAt(CycleSlot first, ReceiveWindow window)
    {
        long patient = first.FirstArrival + _patience;
        int copies = _channel.IncomingParameters.Copies;
        if (copies == 0)
            return patient;
        // Of a cycle that came in copies only, it is not known by itself when it should have come.
        long due = first.FirstArrival - ((first.Cycle - window.Oldest) * _periodTime);
        if (window.Find(window.Newest) is { } newest)
            due = Math.Min(due, newest.FirstArrival - ((newest.Cycle - window.Oldest) * _periodTime));
        return Math.Max(due + _patience, due + (copies * _periodTime) + _leastPatience);
    }

    // After a cycle that was late, the next ones are there already. An asynchronous server that ran them at once would not let its
    // clients finish the one before; so the delay is made up for over some cycles, the faster the more of the network latency it takes up.
    // None of them is later than the first was, so this needs no more network latency. Who is behind by more than that hurries.
    [RealTimeSafe]
    private long EarliestStart(ReceiveWindow window)
    {
        uint behind = window.Newest - window.Oldest;
        uint waitedFor = CyclesToSpread;
        if (!_canSpread || behind >= Math.Max(waitedFor, _bearableCycles))
            return 0;
        bool isFarBehind = behind >= waitedFor && 2 * behind >= _bearableCycles;
        return _lastStart + (isFarBehind ? _periodTime / 2 : _periodTime * 3 / 4);
    }

    // The one that was waited for, and as many as have come meanwhile: it waited for copies, for packets that are known to be late, or in vain.
    private uint CyclesToSpread
    {
        get
        {
            int copies = _channel.IncomingParameters.Copies;
            long waited = _patience < 2 * _leastPatience || _bearableCycles == 0 ? 0 : (_patience + _leastPatience) / _periodTime;
            return copies != 0 ? (uint)copies + 2 : waited != 0 ? 1 + (uint)waited : _spreadCycles > 0 ? 2u : 0u;
        }
    }

    // What was waited for and came tells how late the next one may be.
    [RealTimeSafe]
    private void LearnFromWaiting(CycleSlot first, uint oldest, bool isComplete, long now)
    {
        if (_channel.IncomingParameters.Copies != 0)
            return; // they come late by themselves
        bool isAwaited = _awaitedSince != 0 && _awaited == oldest;
        if (isComplete && isAwaited)
        {
            _patience = Math.Clamp(now - _awaitedSince + _leastPatience, _patience, Math.Max(_patience, _mostPatience));
            _awaitedSince = 0;
        }
        else if (!isComplete && !isAwaited)
        {
            _awaited = oldest;
            _awaitedSince = first.FirstArrival;
        }
    }

    // Waiting for what was lost delays the answer; not waiting for what is late loses it. So it waits as long as packets have
    // really been late, never more than the network latency can bear, and forgets over thousands of cycles.
    [RealTimeSafe]
    private void AdaptPatience(ReceiveWindow window)
    {
        if (window.Lateness == 0)
            return;
        _patience = Math.Clamp(_patience + (window.Lateness * _periodTime), _leastPatience, _mostPatience);
        window.Lateness = 0;
    }
}
