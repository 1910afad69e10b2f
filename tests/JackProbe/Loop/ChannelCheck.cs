// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.JackProbe.Results;

namespace NetJack2.JackProbe.Loop;

/// <summary>Checks every frame of one returning channel.</summary>
internal sealed class ChannelCheck(int channel, CounterCode code)
{
    private long _lastLag = -1;
    private bool _silent;
    private long _gap;

    public LagTable Lags { get; } = new();

    public long Glitches { get; private set; }

    public long Undecodable { get; private set; }

    public long SilentFrames { get; private set; }

    public long Gaps { get; private set; }

    /// <summary>The longest run of frames that are silent, are no code, or have another lag than the frame before.</summary>
    public long LongestGap { get; private set; }

    public void Check(ReadOnlySpan<float> samples, uint frame)
    {
        for (int i = 0; i < samples.Length; i++)
        {
            _gap = Check(samples[i], frame + (uint)i) ? 0 : _gap + 1;
            LongestGap = Math.Max(LongestGap, _gap);
        }
    }

    /// <param name="lag">The correct lag: that of the whole run, not only of this channel.</param>
    public ChannelResult Result(long lag)
        => new(channel, Lags.Mode, Glitches, Lags.Total - Lags.FramesAt(lag), Undecodable, SilentFrames, Gaps);

    private bool Check(float sample, uint frame)
    {
        if (sample == 0)
        {
            SilentFrames++;
            if (!_silent) Gaps++;
            _silent = true;
            return false;
        }

        _silent = false;
        if (!code.TryDecodeLag(sample, frame, channel, out uint lag))
        {
            Undecodable++;
            return false;
        }

        bool isSteady = _lastLag < 0 || lag == _lastLag;
        if (!isSteady) Glitches++;
        _lastLag = lag;
        Lags.Count(lag);
        return isSteady;
    }
}
