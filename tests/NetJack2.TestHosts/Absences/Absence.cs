// SPDX-License-Identifier: GPL-2.0-or-later
namespace NetJack2.TestHosts.Absences;

/// <summary>How one side of a session disconnects, and reconnects after a while.</summary>
public enum Absence
{
    /// <summary>Its server is stopped by SIGSTOP, and goes on.</summary>
    Paused,

    /// <summary>Its server dies of SIGKILL, and is started again.</summary>
    Killed,

    /// <summary>Its interface goes down, and up again.</summary>
    Unplugged,
}
