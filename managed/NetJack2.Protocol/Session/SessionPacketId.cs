// SPDX-License-Identifier: GPL-2.0-or-later
namespace NetJack2.Protocol.Session;

/// <summary>The packet ids of a handshake as they are on the wire.</summary>
public static class SessionPacketId
{
    /// <summary>A slave announces itself.</summary>
    public const uint SlaveAvailable = 0;

    /// <summary>A master answers with the session's parameters.</summary>
    public const uint SlaveSetup = 1;

    /// <summary>The slave accepts them.</summary>
    public const uint StartMaster = 2;

    /// <summary>A master's session has ended.</summary>
    public const uint KillMaster = 4;
}
