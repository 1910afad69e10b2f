// SPDX-License-Identifier: GPL-2.0-or-later
namespace NetJack2.Statistics;

/// <summary>Clauses for <see cref="SessionEnd"/>, which fit into a <see cref="PageText"/>.</summary>
public static class SessionEndText
{
    /// <summary>A clause; null: no session has ended, or the reason is not known here.</summary>
    public static string? Of(int end) => (SessionEnd)end switch
    {
        SessionEnd.Silent => "the peer sends nothing any more",
        SessionEnd.Rejected => "the peer's computer rejects packets: its program has ended",
        SessionEnd.Restarted => "the slave was started again",
        SessionEnd.Parameters => "the master's period or sample rate has changed",
        SessionEnd.Killed => "a program on this computer has ended it",
        SessionEnd.Unreadable => "the packets are not as the master has offered",
        _ => null,
    };
}
