// SPDX-License-Identifier: GPL-2.0-or-later
namespace NetJack2.Cli.Top;

/// <summary>The order of the sessions in the table.</summary>
internal enum TopOrder
{
    /// <summary>Sessions with problems first: modules that do not write, then the most losses at present.</summary>
    Problems,

    /// <summary>The most packets lost in the whole session first.</summary>
    Lost,

    /// <summary>The round trip, the longest first.</summary>
    RoundTrip,

    /// <summary>The names in ascending order.</summary>
    Name,
}
