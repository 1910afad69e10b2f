// SPDX-License-Identifier: GPL-2.0-or-later
namespace NetJack2.Cli.Top;

/// <summary>The order of the sessions in the table.</summary>
internal enum TopOrder
{
    /// <summary>Sessions with problems first.</summary>
    Problems,

    /// <summary>Packets lost in the whole session.</summary>
    Lost,

    /// <summary>The round trip, the longest first.</summary>
    RoundTrip,

    /// <summary>By name.</summary>
    Name,
}
