// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.Link.Cycles;
using NetJack2.Protocol.Session;
using NetJack2.Protocol.Transport;
using NetJack2.RealTime;

namespace NetJack2.Link.Timelines;

/// <summary>The slave's end of a shared transport: in the master's cycle k its clients see what the master's clients see in cycle
/// k.</summary>
/// <remarks>
/// The last report holds until the next, and a rolling transport is extrapolated from it: a report that is lost,
/// and a cycle that is left out, move nothing. What the slave's clients ask for is not done here, but by the master.
/// </remarks>
public sealed class SlaveTimeline(SessionParameters session)
{
    // More orders than clients can give before the master has answered one.
    private const uint MostPending = 1 << 16;

    private ReportPace _pace = new(session);
    private TransportReport _master;
    private uint _masterCycle;
    private bool _isKnown;
    private TransportReport _sent;
    private TransportReport _own;
    private TransportPosition _request;
    private int _timebase;

    /// <summary>Begins a cycle of the master: decides what the clients see in it. Before they run.</summary>
    /// <param name="cycle">The cycle's number.</param>
    /// <param name="slot">The packets of it that have arrived; null: none.</param>
    /// <param name="server">The server's transport.</param>
    [RealTimeSafe]
    public void Begin(uint cycle, CycleSlot? slot, ISlaveTransport server)
    {
        bool isNewPlace = Receive(cycle, slot);
        if (!_isKnown)
            return;
        server.Acquire(out SlaveTransportView view);
        ReadRequests(view);
        UpdateTimebase(view, server);
        TransportPosition position = PositionIn(cycle);
        bool isLocated = isNewPlace && (view.Position.Frame != position.Frame || _master.State == TransportState.Starting);
        _own.State = _master.State;
        _own.Serial = _master.Serial;
        // If a start begins in this cycle, the server's answer about its clients' readiness belongs to the start before.
        bool isReady = !isNewPlace && view.IsReady && _master.State == TransportState.Starting;
        bool hasOwnBeat = _timebase > 0 && !isLocated && view.Position.Frame == position.Frame;
        _own.Position = hasOwnBeat ? view.Position : position;
        _own.Marks = (isReady ? TransportMarks.Ready : TransportMarks.None)
            | (_timebase > 0 ? TransportMarks.Timebase : TransportMarks.None)
            | (_timebase > 0 && view.IsConditional ? TransportMarks.Conditional : TransportMarks.None);
        if (_timebase > 0 && !hasOwnBeat)
            _own.Position = new TransportPosition { Frame = position.Frame };
        server.Put(_master.State, isLocated, position);
    }

    /// <summary>Handles a cycle that the server does not run because it freewheels: it delays no start.</summary>
    [RealTimeSafe]
    public void Skip(uint cycle, CycleSlot? slot)
    {
        _ = Receive(cycle, slot);
        _own.State = TransportState.Stopped;
        _own.Serial = _master.Serial;
        _own.Marks = TransportMarks.Ready;
        _own.Position = default;
    }

    /// <summary>Sends the reports that are due in a cycle.</summary>
    /// <returns>Whether it is to be sent in this cycle.</returns>
    [RealTimeSafe]
    public bool Prepare(out TransportReport report)
    {
        report = _own;
        if (!_isKnown)
            return false;
        bool isLocating = IsAhead(_own.LocateSerial, _master.LocateSerial);
        bool isAsking = isLocating || IsAhead(_own.CommandSerial, _master.CommandSerial);
        if (isLocating)
        {
            report.Marks |= TransportMarks.Requested;
            report.Position = _request;
        }
        bool hasChanged = report.State != _sent.State || report.Serial != _sent.Serial || report.Marks != _sent.Marks
            || report.TimebaseSerial != _sent.TimebaseSerial || report.Position.Fields != _sent.Position.Fields;
        bool isMoving = isAsking || _master.State == TransportState.Starting
            || ((report.Marks & TransportMarks.Timebase) != TransportMarks.None && _master.State == TransportState.Rolling);
        _sent = report;
        return _pace.IsDue(hasChanged, isMoving);
    }

    // The master follows a number that is ahead of the last one. It has one that this end never sent if someone has forged a report of
    // either: the next order continues from there.
    [RealTimeSafe]
    private static uint Next(uint own, uint acknowledged) => (own - acknowledged < MostPending ? own : acknowledged) + 1;

    [RealTimeSafe]
    private static bool IsAhead(uint own, uint acknowledged) => own - acknowledged is > 0 and < MostPending;

    // Whether the master has done something else than go on.
    [RealTimeSafe]
    private bool Receive(uint cycle, CycleSlot? slot)
    {
        if (slot is not { HasTransport: true })
            return false;
        bool isNewPlace = !_isKnown || slot.Transport.Serial != _master.Serial;
        _master = slot.Transport;
        _masterCycle = cycle;
        _isKnown = true;
        return isNewPlace;
    }

    [RealTimeSafe]
    private TransportPosition PositionIn(uint cycle) => _master.State == TransportState.Rolling
        ? _master.Position.After((int)(cycle - _masterCycle) * session.Period, session.SampleRate)
        : _master.Position;

    [RealTimeSafe]
    private void ReadRequests(in SlaveTransportView view)
    {
        if (view.Command != TransportCommand.None)
        {
            _own.Command = view.Command;
            _own.CommandSerial = Next(_own.CommandSerial, _master.CommandSerial);
        }
        if (view.IsLocated)
        {
            _request = view.Request.Cleaned();
            _own.LocateSerial = Next(_own.LocateSerial, _master.LocateSerial);
        }
    }

    [RealTimeSafe]
    private void UpdateTimebase(in SlaveTransportView view, ISlaveTransport server)
    {
        int timebase = Math.Max(0, view.Timebase);
        if (timebase != _timebase && timebase > 0)
            _own.TimebaseSerial++;
        _timebase = timebase;
        if (timebase == 0 || _master.TimebaseSerial != _own.TimebaseSerial)
            return;
        server.DropTimebase();
        _timebase = 0;
    }
}
