// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.Statistics;

namespace NetJack2.Rig.Pages;

/// <summary>The level of an audio port.</summary>
/// <param name="PeakDbfs">The peak of the last 0.2 s in dB of full scale; null: silence.</param>
/// <param name="HeldDbfs">The peak of the last one to three seconds.</param>
/// <param name="Clipped">Samples of full scale or more since the session began.</param>
internal sealed record PortLevel(double? PeakDbfs, double? HeldDbfs, long Clipped)
{
    /// <summary>Reads a meter. Trusts nothing in it.</summary>
    public static PortLevel From(in PortMeter meter) => new(DbfsOf(meter.Peak), DbfsOf(meter.Held), Math.Max(0, meter.Clipped));

    // Also of what is no number, which is not more than 0.
    private static double? DbfsOf(float peak) => peak > 0 ? Math.Round(20 * Math.Log10(Math.Min(peak, PortMeter.Most)), 2) : null;
}
