// SPDX-License-Identifier: GPL-2.0-or-later
namespace NetJack2.JackProbe.Results;

/// <summary>What a relay between two cables did since it was told to impair.</summary>
/// <param name="There">From the first cable to the second.</param>
/// <param name="Back">From the second to the first.</param>
public sealed record RelayResult(RelayLaneResult There, RelayLaneResult Back)
{
    /// <summary>The most µs that a frame left after its time.</summary>
    public long WorstLateness => Math.Max(There.WorstLateness, Back.WorstLateness);

    /// <summary>One line for a person.</summary>
    public string Summary => $"there {There.Summary}; back {Back.Summary}";
}
