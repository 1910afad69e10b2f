// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.RealTime;

namespace NetJack2.Resampling.Bridge;

/// <summary>The gain of a fade from silence to full level.</summary>
internal static class Fade
{
    /// <summary>The gain, 0…1, on a cubic: neither step nor corner where the fade begins and ends.</summary>
    /// <param name="level">0 … <paramref name="length"/>.</param>
    /// <param name="length">Frames from silence to full level.</param>
    [RealTimeSafe]
    public static float Gain(int level, int length)
    {
        float part = level / (float)length;
        return part * part * (3 - (2 * part));
    }
}
