// SPDX-License-Identifier: GPL-2.0-or-later
namespace NetJack2.Statistics;

/// <summary>Why the last session of a peer ended: <see cref="SessionCounters.LastEnd"/>.</summary>
public enum SessionEnd
{
    /// <summary>No session with this peer has ended.</summary>
    None,

    /// <summary>The peer no longer sends: a cable, its computer, or its server.</summary>
    Silent,

    /// <summary>The peer's computer rejects the packets: the program there has ended.</summary>
    Rejected,

    /// <summary>The slave has announced itself anew: it was started again.</summary>
    Restarted,

    /// <summary>The period or the sample rate of the master's server has changed.</summary>
    Parameters,

    /// <summary>A program on this computer has ended it.</summary>
    Killed,

    /// <summary>The packets are not as the master has offered.</summary>
    Unreadable,
}
