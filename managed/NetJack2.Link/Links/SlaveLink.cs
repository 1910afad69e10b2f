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
public sealed class SlaveLink : ILateCycles
{
    private readonly LinkChannel _channel;
    private readonly CyclePacer _pacer;
    private readonly int _answerableCycles;
    private readonly bool _sharesCycles;
    private readonly bool _isAutomatic;
    private readonly SlaveTimeline? _timeline;
    private uint _answerable;
    private bool _isLeftBehind;
    private CycleSlot? _slot;
    private PortSet _wanted;
    private uint _cycle;
    private uint _numbered;

    /// <summary>The slave's end of a session that begins.</summary>
    public SlaveLink(LinkChannel channel)
    {
        _channel = channel;
        SessionParameters session = channel.Session;
        _pacer = new CyclePacer(session);
        channel.Window.LateCycles = this;
        // jack2's and PipeWire's masters take one answer a cycle from a queue. PipeWire's goes on where there is none: one that is too
        // late makes the queue longer for good. jack2's stands still until the answer that is due has come.
        _answerableCycles = session.UsesCyclePackets || session.Latency == 0 ? int.MaxValue : session.Latency;
        _sharesCycles = session.SharesCycles;
        _isAutomatic = session.IsLatencyAutomatic;
        if (session.SharesTransport)
            _timeline = new SlaveTimeline(session);
    }

    /// <summary>The channel of the session's cycles.</summary>
    public LinkChannel Channel => _channel;

    /// <summary>How many cycles a window of the slave's end holds: the master may be this far ahead of a server that was held up.</summary>
    public static int WindowCycles(SessionParameters session) => WindowCycles(session.MostLatency);

    /// <summary>The number that the cycle which has begun has for all slaves of the master; <see cref="CommonCycle.None"/> where there is
    /// none.</summary>
    public uint Common { get; private set; } = CommonCycle.None;

    /// <summary>What decides when the master's next cycle is run.</summary>
    public CyclePacer Pacer => _pacer;

    /// <summary>Whether the master's next cycle is to be run now.</summary>
    /// <param name="now">The link's clock.</param>
    /// <param name="afterSilence">Cycles that have not come since were replaced by silent ones: they are not waited for.</param>
    /// <param name="until">When to ask again if nothing arrives, in nanoseconds of the link's clock.</param>
    /// <param name="lastSilence">When the last of those silent ones began: clients of an asynchronous server may still be in it.</param>
    [RealTimeSafe]
    public bool IsReady(long now, bool afterSilence, out long until, long lastSilence = 0) =>
        _pacer.IsReady(_channel.Window, _channel.IncomingFormat, now, afterSilence, out until, lastSilence);

    /// <summary>Receives the packets that have arrived, and requests those that are missing.</summary>
    /// <param name="now">The link's clock.</param>
    [RealTimeSafe]
    public void Receive(long now)
    {
        _channel.Receive(now);
        if (_isAutomatic)
            CatchUp();
        if (_channel.Repair is not { } repair)
            return;
        repair.Update(_channel.Window.Oldest, overdue: _channel.Window.Oldest, now);
        repair.Ask(_channel.Socket);
    }

    /// <summary>When a missing packet is to be asked for, if it does not come before: <see cref="Receive"/> does that.</summary>
    public long AskAt => _channel.Repair?.NextAt ?? long.MaxValue;

    /// <summary>Begins the cycle that is ready.</summary>
    /// <param name="transport">The server's transport, if it can be shared.</param>
    /// <returns>Whether something of it is missing.</returns>
    [RealTimeSafe]
    public bool Begin(ISlaveTransport? transport = null)
    {
        bool isIncomplete = BeginCycle();
        if (transport is not null)
            _timeline?.Begin(_cycle, _slot, transport);
        return isIncomplete;
    }

    /// <summary>Answers the cycle that is ready with silence: the server does not run it, for it freewheels.</summary>
    [RealTimeSafe]
    public void Skip()
    {
        _ = BeginCycle();
        _channel.Forget();
        _timeline?.Skip(_cycle, _slot);
        _slot = null;
        _channel.Window.MoveTo(_cycle + 1);
        _channel.OutgoingFormat.EndNotes();
        Common = CommonCycle.None;
        Send(QuietPorts.Instance, active: default, _wanted);
    }

    /// <summary>The cycle that is ready has failed: it is over, and the next one begins anew.</summary>
    [RealTimeSafe]
    public void Abandon()
    {
        _slot = null;
        _channel.Forget();
        _channel.Window.MoveTo(_channel.Window.Oldest + 1);
    }

    [RealTimeSafe]
    private bool BeginCycle()
    {
        ReceiveWindow window = _channel.Window;
        _cycle = window.Oldest;
        _pacer.CountCycle();
        _slot = window.Find(_cycle);
        if (_slot is { Latency: > 0 } slot)
            Follow(slot.Latency);
        CountMargin();
        _channel.Counters.Values.Cycles++;
        long incomplete = _channel.Counters.Values.IncompleteCycles;
        _channel.Close(_slot);
        bool isIncomplete = _channel.Counters.Values.IncompleteCycles != incomplete;
        CountCommon();
        if (!isIncomplete)
            return false;
        window.MarkIncomplete(_cycle);
        _channel.Margins.Miss(_cycle);
        return true;
    }

    /// <inheritdoc/>
    [RealTimeSafe]
    public void AddLate(uint cycle, int lateness, long now)
    {
        if (!_channel.Margins.IsMissed(cycle, out bool isFirst))
            return;
        long late = now - _pacer.LastStart + ((lateness - 1) * _pacer.PeriodNs);
        _channel.Margins.AddLate(-late, _pacer.LatencyFor(_pacer.LongestWait + late), isFirst, now);
    }

    [RealTimeSafe]
    private static int WindowCycles(int latency) => latency + 4;

    // A server that was held up is not to run all that came meanwhile, too late to be played: the window has room for the greatest
    // latency, but the server is as far behind as with the present one where that stays. What it waits for is left to its patience.
    [RealTimeSafe]
    private void CatchUp()
    {
        ReceiveWindow window = _channel.Window;
        uint room = (uint)WindowCycles(_channel.Latency);
        uint oldest = window.Oldest;
        while (oldest - window.Oldest < (uint)window.Length && window.Find(oldest + room) is not null
            && window.Find(oldest) is { } slot && _channel.IncomingFormat.IsComplete(slot))
            oldest++;
        if (oldest != window.Oldest)
            window.MoveTo(oldest);
    }

    // How much longer the cycle would have been waited for: from when it was known to be there, or to be missing.
    [RealTimeSafe]
    private void CountMargin()
    {
        _channel.Margins.CountCycle();
        if (_slot is not { } slot || !_channel.IncomingFormat.IsComplete(slot))
            return;
        long wait = Math.Max(slot.LastArrival - slot.FirstArrival, slot.FirstArrival - _channel.Window.FirstArrivalFrom(_cycle));
        _channel.Margins.Add(_pacer.LongestWait - wait, _pacer.LatencyFor(wait), _pacer.LastStart);
    }

    [RealTimeSafe]
    private void Follow(int latency)
    {
        if (latency == _channel.Latency)
            return;
        _channel.Follow(latency);
        _pacer.Follow(latency);
    }

    // A lost cycle has the number that follows.
    [RealTimeSafe]
    private void CountCommon()
    {
        if (!_sharesCycles)
            return;
        if (_slot is { Packets.Received: > 0 } slot)
            Common = slot.Frames;
        else if (Common != CommonCycle.None)
            Common += _cycle - _numbered;
        _numbered = _cycle;
    }

    /// <summary>Fills the capture ports. Cycle thread.</summary>
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
        _channel.DeliverNothing(ports, CyclePorts.IncomingConnected(ports, _channel.IncomingParameters.Audio));
    }

    /// <summary>Sends the playback ports as the answer to the cycle.</summary>
    /// <remarks>
    /// The answer has the number of the cycle that it answers, in asynchronous servers too: a lost cycle then costs itself
    /// and not the latency.
    /// </remarks>
    [RealTimeSafe]
    public void Write(IPortBuffers ports)
    {
        _wanted = CyclePorts.IncomingConnected(ports, _channel.IncomingParameters.Audio);
        PortSet active = CyclePorts.OutgoingActive(ports, _channel.OutgoingParameters.Audio, _channel.PeerWants);
        Send(ports, active, _wanted);
    }

    /// <summary>The playback ports of a cycle of the server's own go nowhere, but the notes that end in it must end at the
    /// master.</summary>
    [RealTimeSafe]
    public void WriteNothing(IPortBuffers ports) => _channel.OutgoingFormat.Skip(ports);

    [RealTimeSafe]
    private void Send(IPortBuffers ports, PortSet active, PortSet wanted)
    {
        // The answer to the oldest cycle is due in the newest one, unless the master has gone on without it.
        int age = (int)(_channel.Window.Newest - _cycle);
        bool isAfterGap = _cycle != _answerable + 1;
        _answerable = _cycle;
        _isLeftBehind = age > _answerableCycles || (age == _answerableCycles && (_isLeftBehind || isAfterGap));
        if (_isLeftBehind)
        {
            _channel.OutgoingFormat.Skip(ports);
            return;
        }
        if (_timeline is not null && _timeline.Prepare(out TransportReport report))
            _channel.Report(report);
        _channel.Send(new OutgoingCycle(_cycle, active, wanted), ports);
    }
}
