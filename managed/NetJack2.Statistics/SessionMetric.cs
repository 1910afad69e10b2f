// SPDX-License-Identifier: GPL-2.0-or-later
namespace NetJack2.Statistics;

/// <summary>How one of the numbers of a session is shown to Prometheus, which wants base units in names.</summary>
/// <param name="Name">Its name there, behind <c>netjack2_session_</c>: ends with its unit, or with <c>_total</c> if it only grows.</param>
/// <param name="Help">What it is, for people: one sentence.</param>
/// <param name="Scale">What the number in JSON is multiplied by.</param>
public sealed record SessionMetric(string Name, string Help, double Scale = 1)
{
    private const string Total = "_total";

    /// <summary>Whether it only grows while the session runs.</summary>
    public bool IsCounter => Name.EndsWith(Total, StringComparison.Ordinal);
}
