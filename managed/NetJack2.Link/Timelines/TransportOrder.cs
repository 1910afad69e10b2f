// SPDX-License-Identifier: GPL-2.0-or-later
namespace NetJack2.Link.Timelines;

/// <summary>What a slave has ordered the master's transport to do.</summary>
public enum TransportOrder
{
    /// <summary>Nothing yet.</summary>
    None,

    /// <summary>To go to another place.</summary>
    Locate,

    /// <summary>To roll.</summary>
    Start,

    /// <summary>To stop.</summary>
    Stop,
}
