// SPDX-License-Identifier: GPL-2.0-or-later
namespace NetJack2.Protocol.Session;

/// <summary>The packet ids of a handshake as they are on the wire.</summary>
public enum SessionPacketId : uint
{
    /// <summary>A slave announces itself and what it wants, to the multicast group or to a manager.</summary>
    SlaveAvailable = 0,

    /// <summary>A master answers with the session's parameters.</summary>
    SlaveSetup = 1,

    /// <summary>The slave accepts the parameters of a SLAVE_SETUP, and the session begins.</summary>
    StartMaster = 2,

    /// <summary>A request to end a session; the manager accepts it from programs on its own computer only.</summary>
    KillMaster = 4,

    /// <summary>A master does not serve the slave: netjack2-cs only.</summary>
    SessionRefused = 5,
}
