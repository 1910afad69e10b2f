// SPDX-License-Identifier: GPL-2.0-or-later
namespace NetJack2.JackProbe.Results;

/// <summary>Number of sent hostile datagrams, by kind, and the time that it took.</summary>
public sealed record JunkResult(long Sent, IReadOnlyDictionary<string, long> Kinds, double Seconds)
{
    /// <summary>Datagrams per second.</summary>
    public double Rate => Sent / Seconds;
}
