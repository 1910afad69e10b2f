// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.Protocol.Session;
using NetJack2.Protocol.Transport;
using NetJack2.RealTime;

namespace NetJack2.Link.Timelines;

/// <summary>The master's end of a shared transport: sends the slave the state of the master's,
/// and the master what the slave's clients want.</summary>
/// <remarks>
/// The master's transport is the only one that decides. Commands and positions are registers with a number each: a number that was
/// heeded is not heeded again, however often, late or out of order its packets come.
/// </remarks>
public sealed class MasterTimeline(SessionParameters session)
{
    // A timebase master is called at the end of every rolling cycle; one that was not for so long has lost its place.
    private const int LostTimebaseCycles = 3;

    private ReportPace _pace = new(session);
    private readonly long _periodNs = Durations.SecondNs * session.Period / session.SampleRate;
    private FollowerLimits _limits = new();
    private IMasterTransport? _server;
    private TransportReport _sent;
    private TransportReport _received;
    private uint _receivedCycle;
    private bool _hasReceived;
    private bool _hasReported;
    private TransportState _state;
    private uint _expectedFrame;
    private TransportPosition _beat;
    private uint _beatFrame;
    private bool _hasBeat;
    private int _uncalledCycles;
    private long _wish;
    private long _answer;
    private long _deferredOrders;
    private long _abandonedStarts;
    private int _lastOrder;
    private long _orders;

    /// <summary>Connects the session with the master's transport. Control thread, before the session's first cycle.</summary>
    /// <param name="server">The master's transport.</param>
    /// <param name="limits">Those of the slave, which outlive the session.</param>
    public void Attach(IMasterTransport server, FollowerLimits limits) => (_server, _limits) = (server, limits);

    /// <summary>
    /// The timebase master that the slave's server has: a number that is new with each, shifted by one, and whether it is conditional in
    /// the lowest bit; 0 for none. Control thread.
    /// </summary>
    public long TimebaseWish => Volatile.Read(ref _wish);

    /// <summary>How often an order of the slave had to wait, because there were too many. Any thread.</summary>
    public long DeferredOrders => Volatile.Read(ref _deferredOrders);

    /// <summary>How many starts went on without the slave, because it took too long to get ready. Any thread.</summary>
    public long AbandonedStarts => Volatile.Read(ref _abandonedStarts);

    /// <summary>How many orders of the slave were given to the master's transport. Any thread.</summary>
    public long Orders => Volatile.Read(ref _orders);

    /// <summary>The last of them. Any thread.</summary>
    public TransportOrder LastOrder => (TransportOrder)Volatile.Read(ref _lastOrder);

    /// <summary>Reports whether the wish was granted. Control thread.</summary>
    public void AnswerTimebase(long wish, bool isGranted) => Volatile.Write(ref _answer, isGranted ? wish : -wish);

    /// <summary>Sends the reports that are due in a cycle.</summary>
    /// <param name="isFreewheeling">Whether the server runs without a clock: its transport is its own, and stands for the slave.</param>
    /// <param name="report">What to send.</param>
    /// <returns>Whether it is to be sent in this cycle.</returns>
    [RealTimeSafe]
    public bool Prepare(bool isFreewheeling, out TransportReport report)
    {
        report = default;
        if (_server is null)
            return false;
        _limits.BeginCycle(_periodNs);
        TransportState state = _server.Query(out TransportPosition position);
        position = position.Cleaned();
        if (isFreewheeling)
        {
            position = _sent.Position;
            state = TransportState.Stopped;
        }
        if (state != TransportState.Starting)
            _limits.EndStart();
        bool isRolling = state == TransportState.Rolling;
        bool isNewPlace = !_hasReported || state != _state || position.Frame != _expectedFrame;
        WatchTimebase(isRolling && _state == TransportState.Rolling && !isFreewheeling);
        report.State = state;
        report.Serial = isNewPlace ? _sent.Serial + 1 : _sent.Serial;
        report.CommandSerial = _received.CommandSerial;
        report.LocateSerial = _received.LocateSerial;
        report.TimebaseSerial = RefusedTimebase;
        report.Marks = HoldsTimebase ? TransportMarks.Timebase : TransportMarks.None;
        report.Position = position;
        _hasReported = true;
        _state = state;
        _expectedFrame = isRolling ? position.Frame + (uint)session.Period : position.Frame;
        bool hasBeat = position.Fields != PositionFields.None;
        bool hasChanged = isNewPlace || HasNews(report);
        _sent = report;
        return _pace.IsDue(hasChanged, isMoving: state == TransportState.Starting || (isRolling && hasBeat));
    }

    /// <summary>Receives the slave's report of a cycle; one that is older than the last is ignored.</summary>
    /// <param name="cycle">The cycle that it belongs to.</param>
    /// <param name="report">The report.</param>
    /// <param name="isFreewheeling">Whether the server runs without a clock:
    /// an export is not to be disturbed, so commands are dropped.</param>
    [RealTimeSafe]
    public void Receive(uint cycle, in TransportReport report, bool isFreewheeling)
    {
        if (_server is null || (_hasReceived && (int)(cycle - _receivedCycle) <= 0))
            return;
        bool hasLocated = (int)(report.LocateSerial - _received.LocateSerial) > 0
            && (report.Marks & TransportMarks.Requested) != TransportMarks.None;
        bool hasCommand = (int)(report.CommandSerial - _received.CommandSerial) > 0;
        if ((hasLocated || hasCommand) && !_limits.TryOrder())
        {
            // The slave repeats its last order, of which the number is not acknowledged.
            hasLocated = hasCommand = false;
            Volatile.Write(ref _deferredOrders, _deferredOrders + 1);
        }
        uint locateSerial = hasLocated ? report.LocateSerial : _received.LocateSerial;
        uint commandSerial = hasCommand ? report.CommandSerial : _received.CommandSerial;
        _received = report;
        _received.LocateSerial = locateSerial;
        _received.CommandSerial = commandSerial;
        _receivedCycle = cycle;
        _hasReceived = true;
        UpdateTimebase(report);
        if (isFreewheeling)
            return;
        if (hasLocated)
        {
            _server.Locate(report.Position);
            CountOrder(TransportOrder.Locate);
        }
        if (hasCommand)
        {
            _server.Command(report.Command);
            CountOrder(report.Command == TransportCommand.Start ? TransportOrder.Start : TransportOrder.Stop);
        }
    }

    /// <summary>Whether the slave is ready to roll from here.
    /// In the sync callback, which comes before the cycle's <see cref="Prepare"/>.</summary>
    [RealTimeSafe]
    public bool IsReady(TransportState state, uint frame)
    {
        if (state != TransportState.Starting || _server is null)
            return true;
        // A start that the slave does not know yet.
        bool isKnown = _state == TransportState.Starting && frame == _expectedFrame;
        if (isKnown && _hasReceived && _received.Serial == _sent.Serial && (_received.Marks & TransportMarks.Ready) != TransportMarks.None)
        {
            _limits.OnReady();
            return true;
        }
        if (_limits.TryHold(_periodNs, out bool isAbandoned))
            return false;
        if (isAbandoned)
            Volatile.Write(ref _abandonedStarts, _abandonedStarts + 1);
        return true;
    }

    /// <summary>Computes the beat of the next cycle from that of the slave's timebase master. In the timebase callback.</summary>
    /// <param name="position">The next cycle's position; its frame is given.</param>
    [RealTimeSafe]
    public void FillBeat(ref TransportPosition position)
    {
        _uncalledCycles = 0;
        uint frame = position.Frame;
        position = _hasBeat ? _beat.After((int)(frame - _beatFrame), session.SampleRate) : default;
        position.Frame = frame;
    }

    private bool HoldsTimebase => _wish != 0 && Volatile.Read(ref _answer) == _wish;

    private uint RefusedTimebase => Volatile.Read(ref _answer) is var answer and < 0 ? (uint)(-answer >> 1) : 0;

    // The order before its count: who finds the count finds the order, or a later one.
    [RealTimeSafe]
    private void CountOrder(TransportOrder order)
    {
        Volatile.Write(ref _lastOrder, (int)order);
        Volatile.Write(ref _orders, _orders + 1);
    }

    [RealTimeSafe]
    private bool HasNews(in TransportReport report) =>
        report.CommandSerial != _sent.CommandSerial || report.LocateSerial != _sent.LocateSerial
        || report.TimebaseSerial != _sent.TimebaseSerial || report.Marks != _sent.Marks
        || report.Position.Fields != _sent.Position.Fields || (report.State == TransportState.Stopped && report.Position != _sent.Position);

    [RealTimeSafe]
    private void UpdateTimebase(in TransportReport report)
    {
        bool hasTimebase = (report.Marks & TransportMarks.Timebase) != TransportMarks.None;
        bool isConditional = (report.Marks & TransportMarks.Conditional) != TransportMarks.None;
        Volatile.Write(ref _wish, hasTimebase ? ((long)report.TimebaseSerial << 1) + (isConditional ? 1 : 0) : 0);
        if ((report.Marks & TransportMarks.Requested) != TransportMarks.None)
            return;
        _hasBeat = hasTimebase && (report.Position.Fields & PositionFields.Beat) != PositionFields.None;
        _beat = report.Position;
        _beatFrame = report.Position.Frame;
    }

    [RealTimeSafe]
    private void WatchTimebase(bool isCalled)
    {
        if (!HoldsTimebase || !isCalled)
            _uncalledCycles = 0;
        else if (++_uncalledCycles > LostTimebaseCycles)
            Volatile.Write(ref _answer, -_wish);
    }
}
