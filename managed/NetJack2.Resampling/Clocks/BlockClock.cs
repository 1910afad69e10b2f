// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.RealTime;

namespace NetJack2.Resampling.Clocks;

/// <summary>Makes a line, frames against time, of the late time stamps of one side's blocks.</summary>
/// <remarks>
/// <para>A stamp can be late by whatever held up the thread, but never early: the truth is the lower edge of the stamps, and the mean of
/// all lateness, which moves with the machine's load, does not matter.
/// So of each cell of time the least late stamp is kept, and the line is the
/// <see cref="SupportLine"/> of all that are kept.</para>
/// <para>Cells are short at first. When there are as many as fit, two become one and the next ones are twice as long, up to what the
/// drift of a crystal allows; longer only if lateness is so large that the drift is small beside it.
/// From then on the oldest cell is forgotten.</para>
/// <para>When all stamps are suddenly earlier or later, the line is moved and keeps its rate: threads were woken sooner or later. When
/// that repeats in the same direction, the rate has changed.</para>
/// <para>Times are in seconds. Used by one thread.</para>
/// </remarks>
internal sealed class BlockClock
{
    // 33 s of cells of the usual length. One stamp of each cell is as good as all (docs/resampling.md), and few points are fitted fast.
    private const int Cells = 64;

    // Three blocks of 256 frames: a line of 64 cells exists after a second.
    private const double FirstCellSeconds = 16e-3;

    // The drift of a crystal that warms up, 0.05 ppm/s, bends a line of 33 s by 7 µs, a third of a frame at 48 kHz.
    private const double LastCellSeconds = 512e-3;

    // Four times longer, if lateness is so large that the drift is small beside it.
    private const double LongestCellSeconds = 2048e-3;

    // A line with a standard error of more than this, a fifth of a frame at 48 kHz, gains more from a longer memory than it loses.
    private const double LargeErrorSeconds = 4e-6;

    // Fewer points determine no rate: one late start would look like a wrong crystal.
    private const int FewestPoints = 4;

    // 31 of the first cells: enough for a fit, and short enough for the start of a bridge.
    private const double SteadySeconds = 0.5;

    // The most by which a rate differs from the nominal one, relative; as much as the drift loop corrects. Crystals differ by 1e-4.
    private const double MostRateError = 0.005;

    // So many cells in a row beside the line, on the same side, are a step: one or two may be a pause of the machine.
    private const int StepCells = 3;

    // Fewer cells are left after a new rate: too few to separate a step from the error of the line.
    private const int FewestKnownCells = 8;

    // A cell is beside the line by more than this: smaller steps move the place by less than half a frame at 48 kHz...
    private const double LeastStepSeconds = 10e-6;

    // ... and by more than so many deviations of the points, which 1 of 20 cells exceeds by chance, and 3 in a row almost never do...
    private const double StepDeviations = 2;

    // ... and, if it is later, by this part of what its blocks scatter: under more load, the least late block is later, too.
    private const double LoadDivisor = 8;

    // So many steps to the same side, of which each follows the last within so many cells, are a new rate: a processor's steps alternate.
    private const int StepsOfRate = 3;
    private const int StepIntervalCells = 5;

    // All stamps are later by this, or by what is usual, for this long: no thread is so late each time, so frames were lost.
    private const double JumpSeconds = 3e-3;
    private const double JumpDelaySeconds = 100e-3;

    // Where more is usual: of a second of a network that delays some blocks, one at least is hardly late, unless frames were lost.
    private const double UsualSeconds = 1;

    // So many stamps in a row that are early by as much, which is impossible: frames were added. A single one is a wrong stamp.
    private const int EarlyStamps = 2;

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
    private int _offCells;
    private double _offSum;
    private int _steps;
    private int _sinceStep;
    private int _sinceSteps;
    private long _lastFrame;
    private double _lateSince;
    private double _leastLate;
    private double _leastSince;
    private double _leastOfAll;
    private int _early;

    /// <summary>A clock of which only the nominal rate is known.</summary>
    /// <param name="rate">Frames per second.</param>
    public BlockClock(double rate)
    {
        _nominalPeriod = 1 / rate;
        Reset();
    }

    /// <summary>The duration of a frame, in seconds.</summary>
    public double PeriodSeconds => _period;

    /// <summary>By how many seconds each stamp of a tenth of a second may be late though no frames were lost; 3 ms at least.</summary>
    public double UsualLateness { get; set; }

    /// <summary>Whether the line can be used: half a second has been seen, and the last block lay on it.</summary>
    public bool IsSteady => SeenSeconds > SteadySeconds && _lateSince < 0;

    /// <summary>How often frames were lost or gained.</summary>
    public long Jumps { get; private set; }

    /// <summary>How often the rate of the crystal was found to have changed.</summary>
    public long Rates { get; private set; }

    /// <summary>Seconds of the line that have been seen; negative before the first stamp.</summary>
    public double SeenSeconds { get; private set; }

    /// <summary>When the last block was stamped, in seconds.</summary>
    public double LastStampSeconds { get; private set; }

    /// <summary>Forgets all measurements: the nominal rate holds until further stamps arrive.</summary>
    [RealTimeSafe]
    public void Reset()
    {
        _period = _nominalPeriod;
        _line.Clear();
        _cellTime = FirstCellSeconds;
        (_offCells, _offSum) = (0, 0);
        _steps = 0;
        _lateSince = -1;
        _early = 0;
        SeenSeconds = -1;
    }

    /// <summary>The time, in seconds, at which a frame is due.</summary>
    [RealTimeSafe]
    public double TimeOf(double frame) => _anchorTime + ((frame - _anchorFrame) * _period);

    /// <summary>The frame that is due at a time in seconds.</summary>
    [RealTimeSafe]
    public double FrameAt(double time) => _anchorFrame + ((time - _anchorTime) / _period);

    /// <summary>Adds the stamp of a block.</summary>
    /// <param name="frame">The frame that was due.</param>
    /// <param name="time">When it was seen, in seconds.</param>
    [RealTimeSafe]
    public void Add(long frame, double time)
    {
        LastStampSeconds = time;
        if (SeenSeconds < 0)
        {
            (_anchorFrame, _anchorTime) = (frame, time);
            _lastFrame = frame;
            (_leastSince, _leastOfAll) = (time, double.MaxValue);
            SeenSeconds = 0;
            BeginCell(time);
            return;
        }
        double error = time - TimeOf(frame);
        SeenSeconds += (frame - _lastFrame) * _period;
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
        _early = error < -JumpSeconds ? _early + 1 : 0;
        if (error <= Math.Max(JumpSeconds, UsualLateness))
        {
            _lateSince = -1;
        }
        else
        {
            if (_lateSince < 0)
                (_lateSince, _leastLate) = (time, error);
            _leastLate = Math.Min(_leastLate, error);
        }
        bool areLate = AreAllLate(error, time, out double least);
        bool jumped = _early >= EarlyStamps || (_lateSince >= 0 && time - _lateSince > JumpDelaySeconds) || areLate;
        if (!jumped)
            return _early > 0;
        double moved = _early > 0 ? error : areLate ? least : _leastLate;
        _anchorTime += moved;
        _line.Shift(moved);
        (_early, _lateSince) = (0, -1);
        (_leastSince, _leastOfAll) = (time, double.MaxValue);
        Jumps++;
        // The crystal is the same as before: only where the line lies is new.
        BeginCell(time);
        return true;
    }

    // Once in a second.
    [RealTimeSafe]
    private bool AreAllLate(double error, double time, out double least)
    {
        least = _leastOfAll = Math.Min(_leastOfAll, error);
        if (time - _leastSince <= UsualSeconds)
            return false;
        (_leastSince, _leastOfAll) = (time, double.MaxValue);
        return least > JumpSeconds && least <= UsualLateness;
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
        if (_line.Count >= FewestPoints)
            _period = Math.Clamp(_period + _line.Slope, _nominalPeriod * (1 - MostRateError), _nominalPeriod * (1 + MostRateError));
        double longest = _line.StandardError > LargeErrorSeconds ? LongestCellSeconds : LastCellSeconds;
        if (_line.Count == Cells && _cellTime < longest)
        {
            _line.Halve(_period);
            _cellTime *= 2;
        }
        BeginCell(_anchorTime);
    }

    // A step, or a clock that changed its rate. Later cells may also be caused by more load: then they scatter more widely, too.
    [RealTimeSafe]
    private void DetectStep()
    {
        double load = _least > 0 ? ((_lateness / _blocks) - _least) / LoadDivisor : 0;
        bool isOff = _line.Count >= FewestKnownCells && _cellTime >= LastCellSeconds
            && Math.Abs(_least) > LeastStepSeconds + (StepDeviations * _line.Deviation) + load;
        int side = isOff ? Math.Sign(_least) : 0;
        if (side == 0 || side == -Math.Sign(_offCells))
            (_offCells, _offSum) = (0, 0);
        _offCells += side;
        _offSum += side * Math.Abs(_least);
        _sinceStep++;
        _sinceSteps++;
        if (Math.Abs(_offCells) == StepCells)
            ApplyStep(side);
    }

    [RealTimeSafe]
    private void ApplyStep(int side)
    {
        if (_sinceStep > StepIntervalCells || side == -Math.Sign(_steps))
            _steps = 0;
        if (_steps == 0)
            _sinceSteps = StepCells;
        _steps += side;
        if (Math.Abs(_steps) < StepsOfRate)
        {
            _line.ShiftOlder(StepCells, _offSum / StepCells);
        }
        else
        {
            _line.Keep(Math.Min(_sinceSteps, _line.Count));
            _steps = 0;
            Rates++;
        }
        _sinceStep = 0;
        (_offCells, _offSum) = (0, 0);
    }
}
