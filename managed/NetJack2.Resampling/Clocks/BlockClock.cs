namespace NetJack2.Resampling;

/// <summary>A delay-locked loop that makes a line, frames against time, of the late time stamps of one side's blocks.</summary>
/// <remarks>
/// <para>A stamp can be late by whatever held up the thread, but never early: the truth is the lower edge of the stamps. So the loop's detector is the
/// least late block of a window, and the mean of all lateness, which moves with the machine's load, does not matter.</para>
/// <para>The loop is that of second order of F. Adriaensen, "Using a DLL to filter time" (LAC 2005): with the detector's error e, the time is
/// corrected by b·e and the period by c·e. Its gains begin as those of the least-squares line through all that was seen,
/// b = 2(2n+1) / ((n+1)(n+2)) and c = 6 / ((n+1)(n+2)) at the n-th window, and end where n reaches <see cref="Memory"/>: fast first, then slow.
/// Windows begin short and double while n begins anew at half, so that the stretch of time behind the line is the same.</para>
/// <para>Used by one thread.</para>
/// </remarks>
internal sealed class BlockClock
{
    // Windows behind the line in the end. A window is then a second or more: of so few long blocks, the least late would not be near the edge.
    private const int Memory = 32;
    private const double LastWindow = 1e6;
    private const double LastBlocks = 192;
    private const double FirstWindow = 20e3;

    // Stamps that are all so much too late, for so long, are no lateness any more: frames were lost.
    private const double JumpLimit = 3e3;
    private const double JumpTime = 100e3;

    private readonly double _nominalPeriod;
    private double _anchorFrame;
    private double _anchorTime;
    private double _period;
    private double _windowTime;
    private double _windowStart;
    private double _least;
    private double _spread;
    private int _windows;
    private int _surprises;
    private long _lastFrame;
    private double _lateSince;
    private double _leastLate;
    private int _early;
    private int _blocks;

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
        _windows = 0;
        _surprises = 0;
        _spread = 0;
        _windowTime = FirstWindow;
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
            BeginWindow(time);
            return;
        }
        double error = time - TimeOf(frame);
        Seen += (frame - _lastFrame) * _period;
        _lastFrame = frame;
        if (HasJumped(error, time))
            return;
        _least = Math.Min(_least, error);
        _blocks++;
        if (TimeOf(frame) - _windowStart >= _windowTime && _lateSince < 0)
            EndWindow(frame);
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
        _anchorTime += _early > 0 ? error : _leastLate;
        (_early, _lateSince) = (0, -1);
        Jumps++;
        // The crystal is the same as before: only where the line lies is new.
        BeginWindow(time);
        return true;
    }

    [RealTimeSafe]
    private void BeginWindow(double time)
    {
        _windowStart = time;
        _least = double.MaxValue;
        _blocks = 0;
    }

    [RealTimeSafe]
    private void EndWindow(long frame)
    {
        Notice(_least);
        _windows = Math.Min(_windows + 1, Memory);
        double n = _windows;
        double scale = (n + 1) * (n + 2);
        double span = (TimeOf(frame) - _windowStart) / _period;
        _anchorTime = TimeOf(frame) + (_least * 2 * ((2 * n) + 1) / scale);
        _anchorFrame = frame;
        // One window says nothing about the rate: a late start would be taken for a wrong crystal.
        if (_windows > 2)
            _period += _least * 6 / scale / span;
        _period = Math.Clamp(_period, _nominalPeriod * 0.995, _nominalPeriod * 1.005);
        if (_windows >= 5 && (_windowTime < LastWindow || _blocks < LastBlocks))
        {
            _windowTime *= 2;
            _windows /= 2;
        }
        BeginWindow(_anchorTime);
    }

    // A clock that changed its rate: windows that are far beside the line, on the same side, one after the other.
    [RealTimeSafe]
    private void Notice(double error)
    {
        double usual = (4 * _spread) + 20;
        bool surprising = Math.Abs(error) > usual;
        _surprises = surprising ? Math.Sign(error) == Math.Sign(_surprises) ? _surprises + Math.Sign(error) : Math.Sign(error) : 0;
        _spread += (Math.Min(Math.Abs(error), usual) - _spread) / 8;
        if (Math.Abs(_surprises) < 3)
            return;
        _windows = Math.Min(_windows, 4);
        _surprises = 0;
    }
}
