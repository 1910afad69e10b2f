// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.RealTime;

namespace NetJack2.Resampling.Clocks;

/// <summary>Makes a line, frames against time, of the late time stamps of one side's blocks.</summary>
/// <remarks>
/// <para>A stamp can be late by whatever held up the thread, but never early: the truth is the lower edge of the stamps, and the mean of
/// all lateness, which moves with the machine's load, does not matter.
/// So of each cell of time the least late stamp is kept, and the line is the
/// <see cref="SupportLine"/> of all that are kept.</para>
/// <para>Cells are short first. Where there are as many as fit, two become one and the next ones are twice as long, up to what a crystal
/// that grows warm allows; longer only where lateness is so large that a crystal's drift is nothing beside it.
/// From then on the oldest is forgotten.</para>
/// <para>Where all stamps are suddenly earlier or later, the line is moved and keeps its rate: threads were woken sooner or later. Where
/// that goes on and on into the same direction it is the rate that has changed.</para>
/// <para>Used by one thread.</para>
/// </remarks>
internal sealed class BlockClock
{
    private const int Cells = 64;
    private const double FirstCell = 16e3;
    private const double LastCell = 512e3;
    private const double LongestCell = 2048e3;

    // Microseconds. What is known no better than this is worth a longer memory.
    private const double LargeDoubt = 4;

    // Fewer points say nothing about the rate: a late start would be taken for a wrong crystal.
    private const int Fewest = 4;

    // So many cells in a row that are beside the line, on the same side, are a step. Not before cells have their length: the line is young.
    private const int Surprises = 3;
    private const int Known = 8;

    // So many steps to the same side, of which each follows the last within so many cells, are another crystal.
    private const int StepsOfRate = 3;
    private const int StepTime = 5;

    // Stamps that are all so much too late, for so long, are no lateness any more: frames were lost.
    private const double JumpLimit = 3e3;
    private const double JumpTime = 100e3;

    private readonly double _nominalPeriod;
    private double _anchorFrame;
    private double _anchorTime;
    private double _period;
    private readonly SupportLine _line = new(Cells);
    private double _cellTime;
    private double _cellStart;
    private double _least;
    private long _leastFrame;
    private double _lateness;
    private int _blocks;
    private int _surprises;
    private double _surpriseSum;
    private int _steps;
    private int _sinceStep;
    private int _sinceSteps;
    private long _lastFrame;
    private double _lateSince;
    private double _leastLate;
    private int _early;

    /// <summary>A clock that nothing is known of but the nominal rate.</summary>
    /// <param name="rate">Frames for each second.</param>
    public BlockClock(double rate)
    {
        _nominalPeriod = 1e6 / rate;
        Reset();
    }

    /// <summary>Microseconds for a frame.</summary>
    public double Period => _period;

    /// <summary>Whether the line can be used: half a second has been seen, and the last block lay on it.</summary>
    public bool IsSteady => Seen > 500e3 && _lateSince < 0;

    /// <summary>Times that frames were lost or won.</summary>
    public long Jumps { get; private set; }

    /// <summary>Times that the crystal was found to have changed.</summary>
    public long Rates { get; private set; }

    /// <summary>Microseconds of the line that have been seen.</summary>
    public double Seen { get; private set; }

    /// <summary>When the last block was stamped, in microseconds.</summary>
    public double LastStamp { get; private set; }

    /// <summary>Forgets everything.</summary>
    [RealTimeSafe]
    public void Reset()
    {
        _period = _nominalPeriod;
        _line.Clear();
        _cellTime = FirstCell;
        (_surprises, _surpriseSum) = (0, 0);
        _steps = 0;
        _lateSince = -1;
        _early = 0;
        Seen = -1;
    }

    /// <summary>The time, in microseconds, at which a frame is due.</summary>
    [RealTimeSafe]
    public double TimeOf(double frame) => _anchorTime + ((frame - _anchorFrame) * _period);

    /// <summary>The frame that is due at a time.</summary>
    [RealTimeSafe]
    public double FrameAt(double time) => _anchorFrame + ((time - _anchorTime) / _period);

    /// <summary>Takes in the stamp of a block.</summary>
    /// <param name="frame">The frame that was due.</param>
    /// <param name="time">When it was seen, in microseconds.</param>
    [RealTimeSafe]
    public void Add(long frame, double time)
    {
        LastStamp = time;
        if (Seen < 0)
        {
            (_anchorFrame, _anchorTime) = (frame, time);
            _lastFrame = frame;
            Seen = 0;
            BeginCell(time);
            return;
        }
        double error = time - TimeOf(frame);
        Seen += (frame - _lastFrame) * _period;
        _lastFrame = frame;
        if (HasJumped(error, time))
            return;
        _lateness += error;
        _blocks++;
        if (error < _least)
            (_least, _leastFrame) = (error, frame);
        if (TimeOf(frame) - _cellStart >= _cellTime && _lateSince < 0)
            EndCell(frame);
    }

    [RealTimeSafe]
    private bool HasJumped(double error, double time)
    {
        _early = error < -JumpLimit ? _early + 1 : 0;
        if (error <= JumpLimit)
        {
            _lateSince = -1;
        }
        else
        {
            if (_lateSince < 0)
                (_lateSince, _leastLate) = (time, error);
            _leastLate = Math.Min(_leastLate, error);
        }
        // Early by so much is impossible, twice.
        bool jumped = _early >= 2 || (_lateSince >= 0 && time - _lateSince > JumpTime);
        if (!jumped)
            return _early > 0;
        double moved = _early > 0 ? error : _leastLate;
        _anchorTime += moved;
        _line.Shift(moved);
        (_early, _lateSince) = (0, -1);
        Jumps++;
        // The crystal is the same as before: only where the line lies is new.
        BeginCell(time);
        return true;
    }

    [RealTimeSafe]
    private void BeginCell(double time)
    {
        _cellStart = time;
        _least = double.MaxValue;
        (_lateness, _blocks) = (0, 0);
    }

    [RealTimeSafe]
    private void EndCell(long frame)
    {
        _line.Add(_leastFrame, TimeOf(_leastFrame) + _least);
        DetectStep();
        double due = TimeOf(frame);
        _line.Fit(frame, due, _period);
        (_anchorFrame, _anchorTime) = (frame, due + _line.Offset);
        if (_line.Count >= Fewest)
            _period = Math.Clamp(_period + _line.Slope, _nominalPeriod * 0.995, _nominalPeriod * 1.005);
        double longest = _line.Doubt > LargeDoubt ? LongestCell : LastCell;
        if (_line.Count == Cells && _cellTime < longest)
        {
            _line.Halve(_period);
            _cellTime *= 2;
        }
        BeginCell(_anchorTime);
    }

    // A step, or a clock that changed its rate. Later cells may also be more load: then they are scattered more widely, too.
    [RealTimeSafe]
    private void DetectStep()
    {
        double load = _least > 0 ? ((_lateness / _blocks) - _least) / 8 : 0;
        bool isSurprise = _line.Count >= Known && _cellTime >= LastCell && Math.Abs(_least) > 10 + (2 * _line.Deviation) + load;
        int side = isSurprise ? Math.Sign(_least) : 0;
        if (side == 0 || side == -Math.Sign(_surprises))
            (_surprises, _surpriseSum) = (0, 0);
        _surprises += side;
        _surpriseSum += side * Math.Abs(_least);
        _sinceStep++;
        _sinceSteps++;
        if (Math.Abs(_surprises) == Surprises)
            ApplyStep(side);
    }

    [RealTimeSafe]
    private void ApplyStep(int side)
    {
        if (_sinceStep > StepTime || side == -Math.Sign(_steps))
            _steps = 0;
        if (_steps == 0)
            _sinceSteps = Surprises;
        _steps += side;
        if (Math.Abs(_steps) < StepsOfRate)
        {
            _line.ShiftOlder(Surprises, _surpriseSum / Surprises);
        }
        else
        {
            _line.Keep(Math.Min(_sinceSteps, _line.Count));
            _steps = 0;
            Rates++;
        }
        _sinceStep = 0;
        (_surprises, _surpriseSum) = (0, 0);
    }
}
