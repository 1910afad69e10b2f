// SPDX-License-Identifier: GPL-2.0-or-later
namespace NetJack2.Cli.Top;

/// <summary>What the sessions are sorted by.</summary>
internal enum TopOrder
{
    /// <summary>What is wrong now comes first.</summary>
    Problems,

    /// <summary>Packets lost in the whole session.</summary>
    Lost,

    /// <summary>The round trip, the longest first.</summary>
    RoundTrip,

    /// <summary>The name.</summary>
    Name,
}
