// SPDX-License-Identifier: GPL-2.0-or-later
namespace NetJack2.Protocol.Mesh;

/// <summary>Two numbers in one: of the ports of a server, and of the connections of those that lead to the master. Each is another one
/// after a change.</summary>
public static class GraphNumber
{
    /// <summary>The member has none: it is of an earlier version.</summary>
    public const uint None = 0;

    /// <summary>Joins the two numbers, each 1…65535: that of the ports is the upper half.</summary>
    public static uint Of(ushort ports, ushort leads) => ((uint)ports << 16) | leads;

    /// <summary>The number of the server's ports, 0 for <see cref="None"/>.</summary>
    public static ushort Ports(uint number) => (ushort)(number >> 16);

    /// <summary>The number of the connections that lead to the master, 0 for <see cref="None"/>.</summary>
    public static ushort Leads(uint number) => (ushort)number;
}
