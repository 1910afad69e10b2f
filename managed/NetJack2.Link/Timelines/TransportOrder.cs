// SPDX-License-Identifier: GPL-2.0-or-later
namespace NetJack2.Link.Timelines;

/// <summary>The order of a slave to the master's transport.</summary>
public enum TransportOrder
{
    /// <summary>The slave has given no order yet.</summary>
    None,

    /// <summary>The transport is to move to another position.</summary>
    Locate,

    /// <summary>The transport is to start.</summary>
    Start,

    /// <summary>The transport is to stop.</summary>
    Stop,
}
