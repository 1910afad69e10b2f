// SPDX-License-Identifier: GPL-2.0-or-later
namespace NetJack2.JackProbe.Results;

/// <summary>The counts of a relay since its impairment was set.</summary>
/// <param name="There">From the first cable to the second.</param>
/// <param name="Back">From the second to the first.</param>
public sealed record RelayResult(RelayLaneResult There, RelayLaneResult Back)
{
    /// <summary>The largest time in µs between the due time of a frame and its departure.</summary>
    public long WorstLateness => Math.Max(There.WorstLateness, Back.WorstLateness);

    /// <summary>The result in one line.</summary>
    public string Summary => $"there {There.Summary}; back {Back.Summary}";
}
