// SPDX-License-Identifier: GPL-2.0-or-later
namespace NetJack2.Protocol.Mesh;

/// <summary>Two numbers in one: of the ports of a server, and of the connections of those that lead to the master. Each is another one
/// after a change.</summary>
public static class GraphNumber
{
    /// <summary>The member has none: it is of an earlier version.</summary>
    public const uint None = 0;

    /// <summary>Both numbers, each 1…65535.</summary>
    public static uint Of(ushort ports, ushort leads) => ((uint)ports << 16) | leads;

    /// <summary>That of the ports.</summary>
    public static ushort Ports(uint number) => (ushort)(number >> 16);

    /// <summary>That of the connections.</summary>
    public static ushort Leads(uint number) => (ushort)number;
}
