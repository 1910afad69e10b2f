namespace NetJack2.Resampling;

/// <summary>A delay-locked loop that makes a line, frames against time, of the late time stamps of one side's blocks.</summary>
/// <remarks>
/// <para>A stamp can be late by whatever held up the thread, but never early: the truth is the lower edge of the stamps. So the loop's detector is the
/// least late block of a window, and the mean of all lateness, which moves with the machine's load, does not matter.</para>
/// <para>The loop is that of second order of F. Adriaensen, "Using a DLL to filter time" (LAC 2005): with the detector's error e, the time is
/// corrected by b·e and the period by c·e. Its gains begin as those of the least-squares line through all that was seen,
/// b = 2(2n+1) / ((n+1)(n+2)) and c = 6 / ((n+1)(n+2)) at the n-th window, and end where n reaches the memory: fast first, then slow.
/// Windows begin short and double while n begins anew at half, so that the stretch of time behind the line is the same.</para>
/// <para>Used by one thread.</para>
/// </remarks>
internal sealed class BlockClock
{
    // Cells of time with one point each.
    private const int Cells = 64;
    private const double FirstCell = 20e3;
    private const double LastCell = 640e3;

    // Stamps that are all so much too late, for so long, are no lateness any more: frames were lost.
    private const double JumpLimit = 3e3;
    private const double JumpTime = 100e3;

    private readonly double _nominalPeriod;
    private double _anchorFrame;
    private double _anchorTime;
    private double _period;
    private readonly SupportLine _support = new(Cells);
    private double _cellTime;
    private double _cellStart;
    private double _least;
    private long _leastFrame;
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
    public double Period { [RealTimeSafe] get => _period; }

    /// <summary>Whether the line can be used: half a second has been seen, and the last block was where it says.</summary>
    public bool IsSteady { [RealTimeSafe] get => Seen > 500e3 && _lateSince < 0; }

    /// <summary>Times that frames were lost or won.</summary>
    public long Jumps { [RealTimeSafe] get; [RealTimeSafe] private set; }

    /// <summary>Microseconds of the line that have been seen.</summary>
    public double Seen { [RealTimeSafe] get; [RealTimeSafe] private set; }

    /// <summary>When the last block was stamped, in microseconds.</summary>
    public double LastStamp { [RealTimeSafe] get; [RealTimeSafe] private set; }

    /// <summary>Forgets everything.</summary>
    [RealTimeSafe]
    public void Reset()
    {
        _period = _nominalPeriod;
        _support.Clear();
        _cellTime = FirstCell;
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
        _support.Shift(moved);
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
    }

    [RealTimeSafe]
    private void EndCell(long frame)
    {
        _support.Add(_leastFrame, TimeOf(_leastFrame) + _least);
        double now = TimeOf(frame);
        int recent = Math.Max(8, _support.Count / 4);
        _support.Fit(_support.Count, frame, now, _period);
        if (_support.Count >= 2 * recent)
        {
            double offset = _support.Offset;
            _support.Fit(recent, frame, now, _period);
            if (Math.Abs(_support.Offset - offset) > (3 * _support.Distance) + 10)
                _support.Keep(recent);
            _support.Fit(_support.Count, frame, now, _period);
        }
        _anchorTime = now + _support.Offset;
        _anchorFrame = frame;
        if (_support.Count > 2)
            _period += _support.Slope;
        _period = Math.Clamp(_period, _nominalPeriod * 0.995, _nominalPeriod * 1.005);
        if (_support.Count == Cells && _cellTime < LastCell)
        {
            _support.Halve(_period);
            _cellTime *= 2;
        }
        BeginCell(_anchorTime);
    }
}
