// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.RealTime;

namespace NetJack2.Resampling;

/// <content>The steps of the far side's thread.</content>
public sealed partial class ClockBridge
{
    private long _farFrame;
    private long _farNext;
    private int _farFrames;

    /// <summary>Begins a block of the far clock. Far thread.</summary>
    /// <param name="frame">Frames that the far clock has counted:
    /// what was captured ends before this frame, what is played begins with it.</param>
    /// <param name="time">When that was seen, in seconds of the clock that the near side uses too.</param>
    /// <param name="frames">Frames of the block: at most the far period.</param>
    [RealTimeSafe]
    public void BeginFar(long frame, double time, int frames)
    {
        _stamps.Put(frame, time);
        (_farFrame, _farFrames) = (frame, frames);
        if (frame - frames != _farNext)
        {
            // The device played other samples in between.
            _captureRing.Begin(frame - frames);
            _playbackReader.Restart();
        }
        _farNext = frame;
        _playbackReader.Prepare(frame, frames);
    }

    /// <summary>Writes the captured samples of a channel. Far thread.</summary>
    [RealTimeSafe]
    public void WriteCapture(int channel, ReadOnlySpan<float> samples) => _captureRing.Write(channel, _farFrame - _farFrames, samples);

    /// <summary>Reads the samples that a channel plays. Far thread.</summary>
    [RealTimeSafe]
    public void ReadPlayback(int channel, Span<float> samples) => _playbackReader.Read(channel, samples);

    /// <summary>Ends the block: publishes the captured samples, which have been written for all channels. Far thread.</summary>
    [RealTimeSafe]
    public void EndFar() => _captureRing.Publish(_farFrame);
}
