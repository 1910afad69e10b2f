// SPDX-License-Identifier: GPL-2.0-or-later
namespace NetJack2.Protocol.Session;

/// <summary>The packet ids of a handshake as they are on the wire.</summary>
public enum SessionPacketId : uint
{
    /// <summary>A slave announces itself.</summary>
    SlaveAvailable = 0,

    /// <summary>A master answers with the session's parameters.</summary>
    SlaveSetup = 1,

    /// <summary>The slave accepts the parameters.</summary>
    StartMaster = 2,

    /// <summary>A master's session has ended.</summary>
    KillMaster = 4,

    /// <summary>A master does not serve the slave: netjack2-cs only.</summary>
    SessionRefused = 5,
}
