// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.Link.Cycles;
using NetJack2.Link.Datagrams;
using NetJack2.Link.Midi;
using NetJack2.Link.Ports;
using NetJack2.Link.Resend;
using NetJack2.Link.Timelines;
using NetJack2.Protocol;
using NetJack2.Protocol.Session;
using NetJack2.Protocol.Transport;
using NetJack2.RealTime;
using NetJack2.Statistics.Takes;

namespace NetJack2.Link.Links;

/// <summary>The master's end of a session: one call in each cycle of the JACK client that stands for the slave.</summary>
public sealed partial class MasterLink : ILateCycles
{
    private const int PatienceCycles = 3;

    private readonly LinkChannel _channel;
    private readonly IMonotonicClock _clock;
    private readonly IWaiter _waiter;
    private readonly AnswerAligner? _aligner;
    private readonly OpeningExchanges? _opening;
    private readonly MasterTimeline? _timeline;
    private readonly bool _sharesCycles;
    private readonly long _periodNs;
    private readonly long[] _sentAt;
    private readonly AnswerDelays _delays;
    private uint _answered;
    private long _waited;
    private long _pacedAt;
    private readonly uint _before;
    private uint _cycle;
    private uint _common = CommonCycle.None;
    private int _unanswered;
    private bool _isDue;
    private bool _hasBegun;
    private bool _isMeasured;
    private bool _isFirstReading;

    /// <summary>The master's end of a session that begins.</summary>
    /// <param name="channel">What the session's cycles travel on.</param>
    /// <param name="clock">The link's clock.</param>
    /// <param name="waiter">Waits for an answer within the cycle.</param>
    /// <param name="before">The number before that of the first cycle.</param>
    public MasterLink(LinkChannel channel, IMonotonicClock clock, IWaiter waiter, uint before = 0)
    {
        _channel = channel;
        _cycle = _before = before;
        _clock = clock;
        _waiter = waiter;
        SessionParameters session = channel.Session;
        // Netmanager's ports are JACK's; an asynchronous jack2 peer can only be a net driver, whose ports are JACK's too.
        if (channel.Jack2Format is { } format)
            format.PeerAcceptsRemainder = !session.SlaveSync;
        _sharesCycles = session.SharesCycles;
        if (session.SharesTransport)
            _timeline = new MasterTimeline(session);
        _periodNs = Durations.SecondNs * session.Period / session.SampleRate;
        if (!session.UsesCyclePackets)
        {
            _aligner = new AnswerAligner(session.SampleRate / session.Period, session.Latency);
            // Up to one cycle, an answer in time is as fast as can be: there is nothing to find out.
            if (session.Latency > 1)
                _opening = new OpeningExchanges(_periodNs, session.Latency);
        }
        channel.Window.MoveTo(before + 1 - (uint)session.Latency);
        channel.Window.LateCycles = this;
        _answered = before + 1 - (uint)session.Latency;
        // As far back as an answer that is still taken in may lie.
        _sentAt = new long[2 * channel.Window.Length];
        _delays = new AnswerDelays(session);
        if (session.IsLatencyAutomatic)
            _control = new LatencyControl(session);
    }

    /// <summary>How many cycles a window of the master's end holds: those under way and, from jack2 peers, some out of step.</summary>
    public static int WindowCycles(SessionParameters session) =>
        session.MostLatency + (session.UsesCyclePackets ? 2 : 6);

    /// <summary>The channel of the session's cycles.</summary>
    public LinkChannel Channel => _channel;

    /// <summary>The transport that both servers share, where they do.</summary>
    public MasterTimeline? Timeline => _timeline;

    /// <summary>The counters of the link. Any thread.</summary>
    public LinkCounters Counters => _channel.Counters;

    // jack2's asynchronous slave numbers its answers by a counter of its own, which loses step when a cycle is lost; PipeWire's
    // does not number them at all.
    private bool AnswersAreCounted => !_channel.Session.SlaveSync || _channel.Window.CountsCycles;

    /// <summary>Sends this cycle's data and fills the ports with the answer to the cycle that is the network latency ago.</summary>
    /// <param name="ports">The client's port buffers.</param>
    /// <param name="deadline">Until when a session without network latency may wait for its answer, by the link's clock.</param>
    /// <param name="common">The number that the cycle has for all slaves, where the session shares it.</param>
    [RealTimeSafe]
    public void Process(IPortBuffers ports, long deadline, uint common = CommonCycle.None)
    {
        long begin = _clock.Now;
        _waited = 0;
        PortSet connected = CyclePorts.IncomingConnected(ports, _channel.Session.ReturnAudio);
        PortSet active = CyclePorts.OutgoingActive(ports, _channel.Session.SendAudio, _channel.PeerWants);
        _common = _sharesCycles ? common : CommonCycle.None;
        CycleSlot? slot = Exchange(ports, active, connected, deadline, isFreewheeling: false, out uint answer);
        if (_isHeld)
        {
            _channel.DeliverNothing(ports, connected);
        }
        else
        {
            _channel.DeliverAudio(answer, slot, ports, connected);
            Advance(ref answer, ref slot, ports, connected);
            _channel.DeliverMidi(answer, slot, ports);
        }
        _channel.Window.MoveTo(answer + 1);
        Counters.CountProcess(_clock.Now - begin - _waited);
    }

    /// <summary>A cycle of a server that runs without a clock:
    /// silence on both sides, and for the slave cycles at their usual pace.</summary>
    /// <param name="ports">The client's port buffers.</param>
    [RealTimeSafe]
    public void Freewheel(IPortBuffers ports)
    {
        PortSet connected = CyclePorts.IncomingConnected(ports, _channel.Session.ReturnAudio);
        CyclePorts.Silence(_channel.IncomingParameters, ports, connected);
        _channel.Miss(connected, TakeMark.Freewheel);
        _channel.Forget();
        IncomingMidi.Silence(_channel.Midi.Held, ports, _channel.IncomingParameters.Midi);
        long now = _clock.Now;
        // Nothing shows whether less would be enough when the server is back.
        _control?.AddNeed(_channel.Latency, now);
        if (now - _pacedAt < _periodNs)
            return;
        // What was missed is not made up for; what is a little late does not add up.
        _pacedAt = Math.Max(_pacedAt + _periodNs, now - _periodNs);
        _channel.OutgoingFormat.EndNotes();
        _common = CommonCycle.None;
        _ = Exchange(QuietPorts.Instance, active: default, connected, deadline: 0, isFreewheeling: true, out uint answer);
        _channel.Window.MoveTo(answer + 1);
    }

    /// <summary>The cycle has failed: its answer is passed over, and the next cycle begins anew. The caller silences the ports.</summary>
    [RealTimeSafe]
    public void Abandon()
    {
        _channel.Forget();
        _channel.Window.MoveTo(_cycle - (uint)_channel.Latency - (uint)(_aligner?.Shift ?? 0) + 1);
    }

    /// <summary>Whether the slave is ready for the transport to roll from here, or is not to be waited for.</summary>
    /// <param name="state">The transport's state in the cycle that begins.</param>
    /// <param name="frame">Its frame.</param>
    [RealTimeSafe]
    public bool IsReadyToRoll(TransportState state, uint frame) =>
        _timeline is null || _unanswered * _periodNs > Durations.AbsenceNs || _timeline.IsReady(state, frame);

    // One cycle with the slave. What comes of it is the answer to the cycle that is the network latency ago, or nothing where that is
    // held back.
    [RealTimeSafe]
    private CycleSlot? Exchange(IPortBuffers ports, PortSet active, PortSet connected, long deadline, bool isFreewheeling, out uint answer)
    {
        int latency = _channel.Latency;
        long received = Counters.Values.Received + Counters.Values.Late;
        _channel.Counters.Values.Cycles++;
        bool isOpening = _opening is { IsOver: false };
        if (isOpening && !IsNextDue(_opening!))
        {
            answer = _cycle - (uint)latency;
            CountUnanswered(received);
            return null;
        }
        _cycle++;
        bool isWithinCycle = latency == 0;
        _isMeasured = !isFreewheeling;
        answer = _cycle - (uint)latency - (uint)(_aligner?.Shift ?? 0);
        _channel.Window.LatestPossible = isWithinCycle ? _cycle : _cycle - 1;
        // Read before sending: an answer to this cycle cannot be there, so that each takes one cycle at least, however fast the peer is.
        if (!isWithinCycle)
            Receive(answer, deadline: 0);
        _delays.CountCycle();
        if (_hasBegun)
            _channel.Repair?.Update(first: answer + 1, _cycle - _delays.OverdueAt(latency), _clock.Now);
        if (_timeline is not null && _timeline.Prepare(isFreewheeling, out TransportReport report))
            _channel.Report(report);
        if (_control is not null && _control.IsReportDue())
            _channel.ReportLatency();
        _sentAt[_cycle & (uint)(_sentAt.Length - 1)] = _clock.Now;
        _channel.Send(new OutgoingCycle(_cycle, active, connected, _common), ports);
        // A peer that has stopped answering is not waited for: the other clients of this server need their time.
        if (isWithinCycle)
            Receive(answer, _unanswered < PatienceCycles ? deadline : 0);
        CountUnanswered(received);
        // What is played while the session opens would have no constant latency.
        if (isOpening && !_opening!.IsOver)
            return null;
        if (_aligner is not null && AnswersAreCounted)
            _aligner.Update(_channel.Window, _cycle, isWithinCycle ? 0 : PeriodsSince(_channel.Window.LastReceived + (uint)_aligner.Shift));
        CycleSlot? slot = _channel.Window.Find(answer);
        ReceiveTransport(_channel.Window.Find(_channel.Window.Newest), isFreewheeling);
        ReceiveTransport(slot, isFreewheeling);
        // An answer is missing only after there has been one, and none is due before the first cycle was sent.
        _isDue |= (int)(answer - _before) > 0;
        _hasBegun |= Counters.Values.Received != 0 && _isDue;
        if (TryHold(answer, slot))
        {
            answer--;
            return null;
        }
        if (_isDue && Counters.Values.Received + Counters.Values.Late != 0)
            CountMiss(answer, slot);
        if (_hasBegun)
            _channel.Close(slot);
        else if (slot is not null)
            _ = _channel.IncomingFormat.FillGaps(slot);
        return slot;
    }

    [RealTimeSafe]
    private void CountUnanswered(long received) =>
        _unanswered = Counters.Values.Received + Counters.Values.Late != received ? 0 : _unanswered + 1;

    // While the session opens, not each cycle of this server is one of the session.
    [RealTimeSafe]
    private bool IsNextDue(OpeningExchanges opening)
    {
        ReceiveWindow window = _channel.Window;
        uint last = window.LastReceived;
        window.LatestPossible = _cycle;
        Receive(_cycle, deadline: 0);
        bool isNew = window.LastReceived != last;
        if (isNew && !AnswersAreCounted)
        {
            opening.End();
            return true;
        }
        bool isDue = opening.MaySend(isNew, _clock.Now);
        if (opening.IsOver)
            _aligner!.Begin(window, _cycle, opening.Fastest);
        return isDue;
    }

    [RealTimeSafe]
    private int PeriodsSince(uint cycle)
    {
        long time = _sentAt[cycle & (uint)(_sentAt.Length - 1)];
        return _cycle - cycle >= (uint)_sentAt.Length || time == 0 ? 0 : (int)((_clock.Now - time + (_periodNs / 2)) / _periodNs);
    }

    [RealTimeSafe]
    private void ReceiveTransport(CycleSlot? slot, bool isFreewheeling)
    {
        if (_timeline is not null && slot is { HasTransport: true })
            _timeline.Receive(slot.Cycle, slot.Transport, isFreewheeling);
    }

    [RealTimeSafe]
    private void Receive(uint answer, long deadline)
    {
        _isFirstReading = true;
        while (true)
        {
            long now = _clock.Now;
            _channel.Receive(now);
            CountAnswers(answer, deadline, now);
            _isFirstReading = false;
            CycleSlot? slot = _channel.Window.Find(answer);
            if (now >= deadline || (slot is not null && _channel.IncomingFormat.IsComplete(slot)))
                return;
            long until = deadline;
            if (_channel.Repair is { } repair)
            {
                repair.Update(answer, overdue: answer, now);
                repair.Ask(_channel.Socket);
                until = Math.Min(until, repair.NextAt);
            }
            long begin = _clock.Now;
            _waiter.Wait(_channel.Socket, until - now);
            _waited += _clock.Now - begin;
        }
    }
}
