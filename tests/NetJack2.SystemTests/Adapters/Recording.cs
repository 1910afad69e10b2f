// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.TestHosts.Cards;

namespace NetJack2.SystemTests.Adapters;

/// <summary>What a card of two channels has played.</summary>
internal static class Recording
{
    // The ratio of the clocks is found out all the time and moves by parts in a million:
    // in a second that is more than all noise, in a window it is not.
    private const int Window = 4096;

    // Periods of a server in front of the end that are left out: sound may have ended in them.
    private const int Last = 8;

    /// <summary>How pure a sine is in the last second of the first channel, in dB, in the window in which it is least.</summary>
    /// <param name="frames">Interleaved.</param>
    /// <param name="cyclesPerFrame">The sine's frequency.</param>
    /// <param name="rate">Frames per second.</param>
    /// <param name="period">Frames of a cycle of the server.</param>
    public static double LeastSignalToNoise(float[] frames, double cyclesPerFrame, int rate, int period)
    {
        // Its very end is silence.
        int end = frames.Length;
        while (end >= 2 && frames[end - 1] == 0 && frames[end - 2] == 0)
            end -= 2;
        end -= 2 * period * Last;
        float[] samples = [.. Enumerable.Range(0, rate).Select(index => frames[end - (2 * (rate - index))])];
        return Enumerable.Range(0, samples.Length / Window)
            .Min(window => ToneFit.Of(samples.AsSpan(window * Window, Window), cyclesPerFrame).SignalToNoise);
    }
}
