// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.RealTime;

namespace NetJack2.Resampling.Bridge;

/// <summary>Reads a <see cref="FrameRing"/> so that a hole in it makes no click:
/// the last samples fade out in reverse order, the next ones fade in.</summary>
/// <remarks>Used by the reading thread. All channels of a block see the same hole.</remarks>
internal sealed class RingReader(FrameRing ring, int maxBlock, int fade)
{
    private readonly long[] _sources = new long[maxBlock];
    private readonly float[] _gains = new float[maxBlock];
    private int _level;
    private bool _isFading;
    private long _last;

    /// <summary>How often frames were missing. Written by the reading thread.</summary>
    public long Holes { get; private set; }

    /// <summary>Ends the continuity with the last samples, which have been faded out already.</summary>
    [RealTimeSafe]
    public void Restart() => (_level, _isFading) = (0, false);

    /// <summary>Determines which of these frames are in the ring, for all channels.</summary>
    [RealTimeSafe]
    public void Prepare(long frame, int frames)
    {
        ring.GetRange(out long begin, out long end);
        for (int at = 0; at < frames; at++, frame++)
        {
            bool isThere = frame >= begin && frame < end;
            if (!isThere && _level > 0 && !_isFading)
            {
                _isFading = true;
                Holes++;
            }
            if (_isFading)
                FadeOut(at, frame);
            else
                Play(at, frame, isThere);
        }
    }

    /// <summary>The frames of the last <see cref="Prepare"/>, of one channel.</summary>
    [RealTimeSafe]
    public void Read(int channel, Span<float> samples)
    {
        for (int at = 0; at < samples.Length; at++)
        {
            float gain = _gains[at];
            samples[at] = gain > 0 ? gain * ring.At(channel, _sources[at]) : 0;
        }
    }

    // The last frames, mirrored: where they end, the curve has no step.
    [RealTimeSafe]
    private void FadeOut(int at, long frame)
    {
        _level--;
        _gains[at] = Gain;
        _sources[at] = (2 * _last) + 1 - frame;
        _isFading = _level > 0;
    }

    [RealTimeSafe]
    private void Play(int at, long frame, bool isThere)
    {
        if (isThere)
        {
            _level = Math.Min(_level + 1, fade);
            _last = frame;
        }
        _gains[at] = isThere ? Gain : 0;
        _sources[at] = frame;
    }

    private float Gain => Fade.Gain(_level, fade);
}
