// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.RealTime;
using NetJack2.Resampling.Bridge;
using NetJack2.Resampling.Clocks;
using NetJack2.Resampling.Filters;

namespace NetJack2.Resampling;

/// <content>The steps of the near side's thread.</content>
public sealed partial class ClockBridge
{
    // No far block for so long, and for so many of its periods, is a far side that stands still.
    private const double SilenceSeconds = 50e-3;
    private const double SilencePeriods = 4;

    // Of the time, by which the latency may change inaudibly: 7 cents.
    private const double MostGlide = 4e-3;

    private double _slack;
    private double _nextSlack;
    private long _holes;
    private long _nearFrame;
    private long _nearNext;
    private int _nearFrames;
    private int _level;
    private int _captured;
    private long _jumps;
    private long _playbackNext;
    private FramePosition _playbackPosition;

    /// <summary>Begins a cycle of the near clock. Near thread.</summary>
    /// <param name="frame">The number of its first frame. Frames that were lost are counted.</param>
    /// <param name="time">When it began, in seconds of the clock that the far side uses too.</param>
    /// <param name="frames">Frames of the cycle: at most the near period.</param>
    [RealTimeSafe]
    public void BeginNear(long frame, double time, int frames)
    {
        if (_parameters.CountsFar)
            _clocks.AllowFarLateness(Volatile.Read(ref _wantedSlack) / (double)_parameters.FarRate);
        while (_stamps.TryDequeue(out long farFrame, out double farTime))
            _clocks.AddFar(farFrame, farTime);
        _clocks.AddNear(frame, time);
        _clocks.Measure(frame);
        bool isGap = frame != _nearNext;
        (_nearFrame, _nearFrames, _nearNext) = (frame, frames, frame + frames);
        Decide(isGap, isFarSilent: time - _clocks.LastFarStampSeconds > LongestFarPause);
        if (State == BridgeState.Waiting)
            return;
        if (State == BridgeState.Running)
            Follow(frames);
        for (int at = 0; at < frames; at++)
        {
            _level = State == BridgeState.Running ? Math.Min(_level + 1, _nearFade) : Math.Max(_level - 1, 0);
            _gains[at] = Fade.Gain(_level, _nearFade);
        }
        RenderCapture();
    }

    /// <summary>Reads the captured samples of a channel for this cycle. Near thread.</summary>
    [RealTimeSafe]
    public void ReadCapture(int channel, Span<float> samples)
    {
        int made = State == BridgeState.Waiting ? 0 : Math.Min(_captured, samples.Length);
        ReadOnlySpan<float> rendered = _capture.Output(channel, made);
        for (int at = 0; at < made; at++)
            samples[at] = rendered[at] * _gains[at];
        samples[made..].Clear();
    }

    /// <summary>Writes the samples that a channel plays in this cycle. Near thread.</summary>
    [RealTimeSafe]
    public void WritePlayback(int channel, ReadOnlySpan<float> samples)
    {
        if (State == BridgeState.Waiting)
            return;
        Span<float> faded = _scratch.AsSpan(0, samples.Length);
        for (int at = 0; at < samples.Length; at++)
            faded[at] = samples[at] * _gains[at];
        _playback.Write(channel, faded);
    }

    /// <summary>Ends the cycle: renders the channels that play, all of which have been written. Near thread.</summary>
    [RealTimeSafe]
    public void EndNear()
    {
        if (State == BridgeState.Waiting)
            return;
        _playback.Commit(_nearFrames);
        _clocks.Advance(_nearFrames);
        _slack = _nextSlack;
        _nearFrame += _nearFrames;
        RenderPlayback();
    }

    /// <summary>The near frame at which a frame captured at the far side is delivered.
    /// Near side, while <see cref="BridgeState.Running"/>.</summary>
    [RealTimeSafe]
    public double ToNear(long farFrame)
        => _nearFrame + ((farFrame + _leastCapture + _slack - _clocks.Place.Frame - _clocks.Place.Fraction) / _clocks.Step);

    /// <summary>The far frame at which the far side plays what the near side plays at a frame. Near side, while
    /// <see cref="BridgeState.Running"/>.</summary>
    [RealTimeSafe]
    public double ToFar(long nearFrame)
        => _clocks.Place.Frame + _leastPlayback + (_slack + _clocks.Place.Fraction + ((nearFrame - _nearFrame) * _clocks.Step));

    // A far side whose frames are counted may be late by the slack, and goes on then where it was.
    private double LongestFarPause
    {
        get
        {
            double usual = Math.Max(SilenceSeconds, SilencePeriods * _parameters.FarPeriod / _parameters.FarRate);
            double late = (double)(Volatile.Read(ref _wantedSlack) + _parameters.FarPeriod) / _parameters.FarRate;
            return _parameters.CountsFar ? Math.Max(usual, late) : usual;
        }
    }

    [RealTimeSafe]
    private void Follow(int frames)
    {
        _clocks.Follow(frames);
        double most = MostGlide * frames * _clocks.Step;
        int wanted = Volatile.Read(ref _wantedSlack);
        _nextSlack = Math.Abs(wanted - _slack) <= most ? wanted : _slack + Math.CopySign(most, wanted - _slack);
    }

    [RealTimeSafe]
    private void Decide(bool isGap, bool isFarSilent)
    {
        if (State == BridgeState.Running && (IsOff(isFarSilent) || IsTooShort()))
            State = BridgeState.FadingOut;
        // A gap of the near side has no end that could be faded.
        if (State != BridgeState.Waiting && (isGap || (State == BridgeState.FadingOut && _level == 0)))
            State = BridgeState.Waiting;
        if (State == BridgeState.Waiting && _clocks.IsSteady && !isFarSilent)
            Align();
    }

    [RealTimeSafe]
    private bool IsOff(bool isFarSilent)
    {
        double limit = _parameters.FarRate * (_clocks.AgeSeconds < DriftLoop.SettlingSeconds ? FirstErrorLimitSeconds : ErrorLimitSeconds);
        return isFarSilent || _clocks.Jumps != _jumps || Math.Abs(_clocks.Error) > limit;
    }

    // Whether frames are missing that would be there if the slack were already as long as it is to be.
    [RealTimeSafe]
    private bool IsTooShort()
    {
        bool isHole = _captureReader.Holes != _holes;
        _holes = _captureReader.Holes;
        return isHole && _slack < Volatile.Read(ref _wantedSlack);
    }

    [RealTimeSafe]
    private void Align()
    {
        if (_clocks.AgeSeconds > 0)
            Realignments++;
        _clocks.Align(_nearFrame);
        _jumps = _clocks.Jumps;
        _level = 0;
        int slack = Volatile.Read(ref _wantedSlack);
        (_slack, _nextSlack) = (slack, slack);
        _capture.Reset(_clocks.Place.Frame - _leastCapture - slack - _capture.Delay);
        _captureReader.Restart();
        _playback.Reset(_nearFrame);
        _playbackNext = PlaybackEnd;
        _playbackPosition = PlaybackPosition(_playbackNext);
        _playbackRing.Begin(_playbackNext);
        State = BridgeState.Running;
    }

    [RealTimeSafe]
    private void RenderCapture()
    {
        FramePosition position = _clocks.Place.Plus(-_leastCapture - _slack);
        double step = _clocks.Step - ((_nextSlack - _slack) / _nearFrames);
        long end = position.Plus((_nearFrames - 1) * step).Frame + _capture.Delay + 2;
        while (_capture.End < end)
        {
            int frames = (int)Math.Min(end - _capture.End, _capture.MaxInput);
            _captureReader.Prepare(_capture.End, frames);
            for (int channel = 0; channel < _parameters.CaptureChannels; channel++)
            {
                _captureReader.Read(channel, _scratch.AsSpan(0, frames));
                _capture.Write(channel, _scratch.AsSpan(0, frames));
            }
            _capture.Commit(frames);
        }
        _captured = _capture.Render(ref position, step, 0, _nearFrames);
    }

    // From the end of the last cycle to the end of this one by the map: this follows the map, whatever the step did.
    [RealTimeSafe]
    private void RenderPlayback()
    {
        long end = PlaybackEnd;
        int frames = (int)Math.Min(end - _playbackNext, _playback.MaxOutput);
        if (frames <= 0)
            return;
        double step = PlaybackPosition(end).Minus(_playbackPosition) / frames;
        frames = _playback.Render(ref _playbackPosition, step, 0, frames);
        for (int channel = 0; channel < _parameters.PlaybackChannels; channel++)
            _playbackRing.Write(channel, _playbackNext, _playback.Output(channel, frames));
        _playbackNext += frames;
        _playbackRing.Publish(_playbackNext);
    }

    // The far frame behind the last that can be rendered of what has been written.
    private long PlaybackEnd => _clocks.Place.Plus(_leastPlayback + _slack).Frame - _playbackLead;

    [RealTimeSafe]
    private FramePosition PlaybackPosition(long farFrame)
        => new FramePosition(_nearFrame, 0)
            .Plus((farFrame - _leastPlayback - _clocks.Place.Frame - _slack - _clocks.Place.Fraction) / _clocks.Step);
}
