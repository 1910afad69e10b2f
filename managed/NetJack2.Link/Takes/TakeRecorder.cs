// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.Protocol;
using NetJack2.Protocol.Extension;
using NetJack2.Protocol.Transport;
using NetJack2.RealTime;
using NetJack2.Statistics.Takes;

namespace NetJack2.Link.Takes;

/// <summary>
/// The takes of a JACK server, as far as one peer is concerned: what a program there records wrongly while the transport rolls. It
/// outlives the sessions with the peer.
/// </summary>
/// <remarks>
/// A take begins when the transport starts to roll and ends when it stops. A jump while it rolls ends none: a program that records goes
/// on, and a loop would fill the folder with takes. Cycles in which the transport gets ready belong to none. Used by the thread that runs
/// the cycles, but for <see cref="Records"/>.
/// </remarks>
public sealed class TakeRecorder
{
    // Room that only marks of begins and ends use, so that a take which begins is known.
    private const int RoomForMarks = 8;

    // JACK reports an xrun some moments after its cycle.
    private const int LateXrunDivisor = 10;

    private readonly CycleFaults _faults = new();
    private TakeRecord _pending;
    private PortSet _connected;
    private bool _isUsed;
    private bool _hasPending;
    private bool _isOpen;
    private bool _wasUsed;
    private bool _hasStopped;
    private bool _knowsXruns;
    private int _restFrames;
    private int _stillFrames;
    private long _xruns;
    private long _missed;
    private long _unrecorded;
    private long _frames;
    private long _wrong;
    private uint _endFrame;

    /// <summary>The records for a control thread.</summary>
    public TakeRing Records { get; } = new();

    /// <summary>Whether anything has been connected in the present take. Any thread.</summary>
    public bool WasUsed => _wasUsed;

    /// <summary>Which audio ports are connected in the present cycle. What happens to others is not recorded.</summary>
    /// <param name="connected">The ports.</param>
    /// <param name="hasMidi">Whether there are MIDI ports; these always count as connected.</param>
    [RealTimeSafe]
    public void Connect(PortSet connected, bool hasMidi = false)
    {
        _connected = connected;
        _isUsed = hasMidi || connected != default;
    }

    /// <summary>Something is wrong at a port in the present cycle.</summary>
    /// <param name="mark">What it is.</param>
    /// <param name="port">The port, from 0.</param>
    /// <param name="start">The first frame of it, in the cycle; negative: in one before.</param>
    /// <param name="end">The frame behind the last one.</param>
    [RealTimeSafe]
    public void Add(TakeMark mark, int port, int start, int end)
    {
        PortSet ports = default;
        ports.Add(port);
        _faults.Add(mark, ports, start, end);
    }

    /// <summary>The whole present cycle is wrong at all connected ports.</summary>
    [RealTimeSafe]
    public void AddAll(TakeMark mark) => AddAll(mark, 0, int.MaxValue);

    /// <summary>Something is wrong at all connected ports in the present cycle.</summary>
    /// <param name="mark">What it is.</param>
    /// <param name="start">The first frame of it, in the cycle; negative: in one before.</param>
    /// <param name="end">The frame behind the last one.</param>
    [RealTimeSafe]
    public void AddAll(TakeMark mark, int start, int end) =>
        _faults.Add(mark, CycleFaults.IsAudio(mark) ? _connected : default, start, end);

    /// <summary>Ends the present cycle.</summary>
    /// <param name="cycle">What the server's clients saw in it.</param>
    /// <param name="now">CLOCK_MONOTONIC.</param>
    [RealTimeSafe]
    public void EndCycle(in ServerCycle cycle, long now)
    {
        bool hasXrun = _knowsXruns && cycle.Xruns > _xruns;
        _xruns = _knowsXruns ? Math.Max(_xruns, cycle.Xruns) : cycle.Xruns;
        _knowsXruns = true;
        if (cycle.State == TransportState.Rolling)
            Roll(cycle, hasXrun, now);
        else if (_isOpen)
            Rest(cycle, hasXrun, now);
        _faults.Clear();
    }

    /// <summary>The time of a cycle in which the server runs without this peer, because it freewheels.</summary>
    /// <param name="cycle">The last cycle that it ran with it.</param>
    /// <param name="now">CLOCK_MONOTONIC.</param>
    [RealTimeSafe]
    public void Skip(in ServerCycle cycle, long now)
    {
        if (_isOpen && !_hasStopped)
        {
            AddAll(TakeMark.Freewheel);
            Roll(cycle with { Frame = _endFrame }, hasXrun: false, now);
        }
        _faults.Clear();
    }

    /// <summary>No cycle is recorded any more: the take ends. Control thread.</summary>
    public void Close(long now)
    {
        if (_isOpen)
            _ = TryEnd(now);
    }

    /// <summary>The present take as if it ended now. Any thread; while cycles run, its numbers may be those of different cycles.</summary>
    /// <param name="now">CLOCK_MONOTONIC.</param>
    [RealTimeSafe]
    public TakeRecord Present(long now)
    {
        PortSet used = default;
        if (_wasUsed)
            used.Add(0);
        return new TakeRecord
        {
            Mark = TakeMark.End, Ports = used, TransportFrame = _endFrame, TakeFrame = _frames, Frames = _wrong, Time = now,
            SampleRate = _pending.SampleRate,
        };
    }

    [RealTimeSafe]
    private void Roll(in ServerCycle cycle, bool hasXrun, long now)
    {
        // Where the end of the take before has no room, this one is part of it.
        if (_isOpen && _hasStopped)
        {
            RecordLate(cycle, hasXrun, now);
            _ = TryEnd(now);
        }
        if (!_isOpen && !TryBegin(cycle, now))
        {
            _missed += cycle.Period;
            return;
        }
        (_hasStopped, _stillFrames) = (false, 0);
        if (_faults.Count == 0 && !hasXrun)
            Flush(RoomForMarks);
        if (_isUsed)
        {
            _wasUsed = true;
            _faults.Clip(cycle.Period);
            if (hasXrun)
                _faults.Add(TakeMark.Xrun, default, 0, cycle.Period);
            for (int index = 0; index < _faults.Count; index++)
                Record(_faults.At(index), cycle, now);
            _wrong += _faults.CountFrames();
        }
        _frames += cycle.Period;
        _endFrame = cycle.Frame + (uint)cycle.Period;
    }

    [RealTimeSafe]
    private void Rest(in ServerCycle cycle, bool hasXrun, long now)
    {
        RecordLate(cycle, hasXrun, now);
        _stillFrames += cycle.Period;
        if (cycle.State != TransportState.Stopped)
            return;
        if (!_hasStopped)
            (_hasStopped, _restFrames) = (true, cycle.SampleRate / LateXrunDivisor);
        _restFrames -= cycle.Period;
        if (_restFrames <= 0)
            _ = TryEnd(now);
    }

    // What is known only when the transport rolls no more.
    [RealTimeSafe]
    private void RecordLate(in ServerCycle cycle, bool hasXrun, long now)
    {
        if (!_wasUsed)
            return;
        ServerCycle last = cycle with { Frame = _endFrame };
        int frames = (int)Math.Min(cycle.Period, _frames);
        if (hasXrun)
        {
            Record(new CycleFaults.FaultRange { Mark = TakeMark.Xrun, Start = -frames, End = 0 }, last, now);
            _wrong = Math.Min(_wrong + frames, _frames);
        }
        for (int index = 0; index < _faults.Count; index++)
        {
            CycleFaults.FaultRange range = _faults.At(index);
            // Late events are of one of the cycles before, and it is not known of which.
            if (range.Mark == TakeMark.MidiLate && _stillFrames < MidiRepeat.Cycles * cycle.Period)
                (range.Start, range.End) = (-frames, 0);
            else if (range.Mark == TakeMark.MidiLost)
                (range.Start, range.End) = (range.Start + _stillFrames, Math.Min(0, range.End + _stillFrames));
            else
                continue;
            if (range.Start < 0)
                Record(range, last, now);
        }
    }

    [RealTimeSafe]
    private bool TryBegin(in ServerCycle cycle, long now)
    {
        if (Records.Room < 2)
            return false;
        (_frames, _wrong, _wasUsed, _hasStopped, _isOpen) = (0, 0, false, false, true);
        _pending = new TakeRecord { Mark = TakeMark.Begin, TransportFrame = cycle.Frame, Time = now, SampleRate = cycle.SampleRate };
        Records.Put(_pending);
        // Frames that rolled before there was room for the beginning: nothing is known of them.
        _unrecorded = _missed == 0 ? 0 : 1;
        _missed = 0;
        return true;
    }

    [RealTimeSafe]
    private bool TryEnd(long now)
    {
        if (Records.Room < 3)
            return false;
        Flush(roomForMarks: 0);
        PutUnrecorded();
        Records.Put(Present(now));
        _isOpen = _hasStopped = false;
        return true;
    }

    // What continues the record before becomes a part of it.
    [RealTimeSafe]
    private void Record(in CycleFaults.FaultRange range, in ServerCycle cycle, long now)
    {
        var record = new TakeRecord
        {
            Mark = range.Mark, Ports = range.Ports, TransportFrame = cycle.Frame + (uint)range.Start, TakeFrame = _frames + range.Start,
            Frames = range.End - range.Start, Time = now, SampleRate = cycle.SampleRate,
        };
        if (record.TakeFrame < 0)
            return; // before the take
        if (_hasPending && _pending.Mark == record.Mark && _pending.Ports == record.Ports
            && record.TakeFrame == _pending.TakeFrame + _pending.Frames
            && record.TransportFrame == _pending.TransportFrame + (uint)_pending.Frames)
        {
            _pending.Frames += record.Frames;
            return;
        }
        Flush(RoomForMarks);
        (_pending, _hasPending) = (record, true);
    }

    [RealTimeSafe]
    private void Flush(int roomForMarks)
    {
        if (!_hasPending)
            return;
        _hasPending = false;
        if (Records.Room < roomForMarks + 2)
        {
            _unrecorded++;
            return;
        }
        PutUnrecorded();
        Records.Put(_pending);
    }

    [RealTimeSafe]
    private void PutUnrecorded()
    {
        if (_unrecorded == 0)
            return;
        Records.Put(new TakeRecord
        {
            Mark = TakeMark.Unrecorded, TransportFrame = _endFrame, TakeFrame = _frames, Frames = _unrecorded, Time = _pending.Time,
            SampleRate = _pending.SampleRate,
        });
        _unrecorded = 0;
    }
}
