// SPDX-License-Identifier: GPL-2.0-or-later
namespace NetJack2.JackProbe.Results;

/// <summary>Hostile datagrams that were sent, by kind, and how long that took.</summary>
public sealed record JunkResult(long Sent, IReadOnlyDictionary<string, long> Kinds, double Seconds)
{
    /// <summary>Datagrams per second.</summary>
    public double Rate => Sent / Seconds;
}
