// SPDX-License-Identifier: GPL-2.0-or-later
namespace NetJack2.TestHosts.Floods;

/// <summary>What a stranger's flood is thrown at.</summary>
public enum FloodTarget
{
    /// <summary>Malformed announcements, at the port of the manager.</summary>
    Manager,

    /// <summary>Malformed packets of a session, at the port of the slave.</summary>
    Slave,
}
