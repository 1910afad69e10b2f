// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.RealTime;
using NetJack2.Resampling.Bridge;
using NetJack2.Resampling.Clocks;
using NetJack2.Resampling.Filters;

namespace NetJack2.Resampling;

/// <summary>Carries audio in both directions between two threads whose clocks are not the same.</summary>
/// <remarks>
/// <para>The near side resamples. One map of near frames to far frames serves both directions and all channels, and samples are addressed
/// by the far clock's frame numbers: nothing can drift apart, and there is no fill level that could creep.</para>
/// <para>Each side calls its three steps in each of its cycles: begin, a call for each channel, end. Every step is real-time safe and waits
/// for nothing. Properties may be read by any thread; each is written by one.</para>
/// </remarks>
public sealed partial class ClockBridge
{
    // Longer is an audible hole, shorter a click.
    private const double FadeSeconds = 5e-3;

    // An error that is no drift: as much as the least slack. In the first seconds little is known of how late threads are.
    private const double FirstErrorLimitSeconds = 5e-3;
    private const double ErrorLimitSeconds = 1e-3;

    // A near cycle may have 1 % more far frames than at the nominal ratio: twice of what the drift loop corrects.
    private const double MostCycleRatio = 1.01;

    private readonly BridgeParameters _parameters;
    private readonly ClockPair _clocks;
    private readonly StampQueue _stamps = new();
    private readonly FrameRing _captureRing;
    private readonly FrameRing _playbackRing;
    private readonly RingReader _captureReader;
    private readonly RingReader _playbackReader;
    private readonly Interpolator _capture;
    private readonly Interpolator _playback;
    private readonly float[] _scratch;
    private readonly float[] _gains;
    private readonly int _nearFade;
    private readonly int _playbackLead;
    private readonly int _leastCapture;
    private readonly int _leastPlayback;
    private readonly int _mostSlack;
    private int _wantedSlack;

    /// <summary>Allocates the rings and the filters. Not real-time safe.</summary>
    /// <param name="parameters">Rates, periods, channels and quality.</param>
    /// <exception cref="ArgumentOutOfRangeException">A parameter is out of its range.</exception>
    public ClockBridge(BridgeParameters parameters)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(parameters.NearRate, 1, nameof(parameters));
        ArgumentOutOfRangeException.ThrowIfLessThan(parameters.FarRate, 1, nameof(parameters));
        ArgumentOutOfRangeException.ThrowIfLessThan(parameters.NearPeriod, 1, nameof(parameters));
        ArgumentOutOfRangeException.ThrowIfLessThan(parameters.FarPeriod, 1, nameof(parameters));
        ArgumentOutOfRangeException.ThrowIfNegative(parameters.CaptureChannels, nameof(parameters));
        ArgumentOutOfRangeException.ThrowIfNegative(parameters.PlaybackChannels, nameof(parameters));
        ArgumentOutOfRangeException.ThrowIfNegative(parameters.SlackSeconds, nameof(parameters));
        _parameters = parameters;
        double step = parameters.FarRate / (double)parameters.NearRate;
        int farCycle = (int)Math.Ceiling(parameters.NearPeriod * step * MostCycleRatio) + 1;
        int farFade = (int)(FadeSeconds * parameters.FarRate) + 1;
        int slack = SlackOf(parameters.SlackSeconds), most = Math.Max(slack, SlackOf(parameters.MostSlackSeconds));
        (_wantedSlack, _mostSlack) = (slack, most);
        (_slack, _nextSlack) = (slack, slack);
        _nearFade = (int)(FadeSeconds * parameters.NearRate) + 1;
        _clocks = new ClockPair(parameters.NearRate, parameters.FarRate);
        // A direction without channels costs one that is silent.
        _capture = new Interpolator(Math.Max(1, parameters.CaptureChannels), parameters.Quality, 1 / step, farCycle, parameters.NearPeriod);
        _playback = new Interpolator(Math.Max(1, parameters.PlaybackChannels), parameters.Quality, step, parameters.NearPeriod, farCycle);
        _playbackLead = (int)Math.Ceiling(_playback.Delay * step) + 2;
        _leastCapture = parameters.FarPeriod + farCycle + _capture.Delay + 1;
        _leastPlayback = parameters.FarPeriod + _playbackLead + 1;
        int kept = (4 * (CaptureDelay + PlaybackDelay + farFade)) + (2 * (most - slack));
        _captureRing = new FrameRing(parameters.CaptureChannels, kept, parameters.FarPeriod);
        _playbackRing = new FrameRing(parameters.PlaybackChannels, kept, farCycle);
        _captureReader = new RingReader(_captureRing, farCycle, farFade);
        _playbackReader = new RingReader(_playbackRing, parameters.FarPeriod, farFade);
        _scratch = new float[Math.Max(farCycle, parameters.NearPeriod)];
        _gains = new float[parameters.NearPeriod];
    }

    /// <summary>State of the bridge. Written by the near thread.</summary>
    public BridgeState State { get; private set; }

    /// <summary>Delay from capture at the far side to the near cycle that receives it, in far frames. Constant, but for
    /// <see cref="SetSlack"/>.</summary>
    public int CaptureDelay => _leastCapture + Volatile.Read(ref _wantedSlack);

    /// <summary>Delay from the near cycle to its playback at the far side, in far frames; likewise.</summary>
    public int PlaybackDelay => _leastPlayback + Volatile.Read(ref _wantedSlack);

    /// <summary><see cref="CaptureDelay"/> in near frames: the latency that a JACK client publishes.</summary>
    public int CaptureLatency => ToNearLatency(CaptureDelay);

    /// <summary><see cref="PlaybackDelay"/> in near frames: the latency that a JACK client publishes.</summary>
    public int PlaybackLatency => ToNearLatency(PlaybackDelay);

    /// <summary>Far frames for each near frame at present; the nominal ratio until both clocks are known.</summary>
    public double Ratio => _clocks.Step;

    /// <summary>How much faster the far clock is than its nominal ratio to the near one, in ppm.</summary>
    public double Drift => _clocks.Correction * 1e6;

    /// <summary>Far frames by which the latency differs from the published one at present; positive: the map is behind the
    /// clocks.</summary>
    public double Error => _clocks.Error;

    /// <summary>How often the bridge faded out and realigned its latency.</summary>
    public long Realignments { get; private set; }

    /// <summary>How often captured frames were missing when the near side needed them.</summary>
    public long CaptureHoles => _captureReader.Holes;

    /// <summary>How often frames to play were missing when the far side needed them.</summary>
    public long PlaybackHoles => _playbackReader.Holes;

    /// <summary>Both delays glide to those with another slack: by 0.4 % of the time, 7 cents. Where that takes too long for a longer one,
    /// and frames are missing, they fade out and have it at once. One thread at a time.</summary>
    /// <param name="seconds">In place of <see cref="BridgeParameters.SlackSeconds"/>; at most
    /// <see cref="BridgeParameters.MostSlackSeconds"/>.</param>
    [RealTimeSafe]
    public void SetSlack(double seconds) => Volatile.Write(ref _wantedSlack, SlackOf(seconds, _mostSlack));

    /// <summary><see cref="CaptureDelay"/> and <see cref="PlaybackDelay"/> with another slack. Any thread.</summary>
    /// <param name="seconds">As for <see cref="SetSlack"/>.</param>
    public (int Capture, int Playback) DelaysWith(double seconds)
    {
        int slack = SlackOf(seconds, _mostSlack);
        return (_leastCapture + slack, _leastPlayback + slack);
    }

    [RealTimeSafe]
    private int SlackOf(double seconds, int most = int.MaxValue) => Math.Min(most, (int)Math.Ceiling(seconds * _parameters.FarRate));

    [RealTimeSafe]
    private int ToNearLatency(int delay) => (int)Math.Round(delay * (double)_parameters.NearRate / _parameters.FarRate);
}
