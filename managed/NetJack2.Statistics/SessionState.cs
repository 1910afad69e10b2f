// SPDX-License-Identifier: GPL-2.0-or-later
namespace NetJack2.Statistics;

/// <summary>State of a session, as numbered in its slot.</summary>
public enum SessionState
{
    /// <summary>The slot is free.</summary>
    None,

    /// <summary>A slave searches for its master, or an adapter for its card.</summary>
    Searching,

    /// <summary>A master has answered a slave, which has not started yet.</summary>
    Offered,

    /// <summary>The session is connected and transfers audio.</summary>
    Running,

    /// <summary>The other side is disconnected; its client is silent and waits for it.</summary>
    Silent,
}
