// SPDX-License-Identifier: GPL-2.0-or-later
namespace NetJack2.Statistics;

/// <summary>Which sessions have a number.</summary>
public enum FieldScope
{
    /// <summary>All, also those that have not begun.</summary>
    Any,

    /// <summary>Fields of sessions that run.</summary>
    Running,

    /// <summary>Those that run and exchange packets with another computer.</summary>
    Network,

    /// <summary>Those of an adapter whose bridge between two clocks runs.</summary>
    Bridge,

    /// <summary>Those of a sound card, whether it is there or not.</summary>
    Card,
}
