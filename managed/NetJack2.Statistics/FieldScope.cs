// SPDX-License-Identifier: GPL-2.0-or-later
namespace NetJack2.Statistics;

/// <summary>Which sessions have a number: elsewhere it is null in JSON and empty in tables.</summary>
public enum FieldScope
{
    /// <summary>All sessions, also those that have not begun.</summary>
    Any,

    /// <summary>Sessions that run, of any module: those with a sample rate.</summary>
    Running,

    /// <summary>Sessions that run and exchange packets with another computer.</summary>
    Network,

    /// <summary>Sessions of an adapter whose bridge between two clocks runs.</summary>
    Bridge,

    /// <summary>Sound cards, whether they are connected or not.</summary>
    Card,
}
