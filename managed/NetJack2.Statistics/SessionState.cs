// SPDX-License-Identifier: GPL-2.0-or-later
namespace NetJack2.Statistics;

/// <summary>Where a session stands.</summary>
public enum SessionState
{
    /// <summary>There is none in this slot.</summary>
    None,

    /// <summary>A slave looks for its master, or an adapter for its card.</summary>
    Searching,

    /// <summary>A master has answered a slave, which has not started yet.</summary>
    Offered,

    /// <summary>Audio goes across.</summary>
    Running,

    /// <summary>The other side is disconnected; its client is silent and waits for it.</summary>
    Silent,
}
