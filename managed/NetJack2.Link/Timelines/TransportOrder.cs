// SPDX-License-Identifier: GPL-2.0-or-later
namespace NetJack2.Link.Timelines;

/// <summary>The order of a slave to the master's transport.</summary>
public enum TransportOrder
{
    /// <summary>No order yet.</summary>
    None,

    /// <summary>The transport moves to another position.</summary>
    Locate,

    /// <summary>The transport starts.</summary>
    Start,

    /// <summary>The transport stops.</summary>
    Stop,
}
