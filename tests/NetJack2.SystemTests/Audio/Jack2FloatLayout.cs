// SPDX-License-Identifier: GPL-2.0-or-later
namespace NetJack2.SystemTests.Audio;

/// <summary>What jack2 sends of a period (D-10).</summary>
internal static class Jack2FloatLayout
{
    private const int Budget = 1500 - 112;

    /// <summary>The frames at the end of each period that jack2 sender leaves out.</summary>
    public static int FramesNeverSent(int period, int activePorts)
        => period % Math.Min(period, 1 << (int)Math.Log2(Budget / (4.0 * activePorts)));
}
