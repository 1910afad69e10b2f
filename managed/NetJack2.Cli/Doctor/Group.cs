// SPDX-License-Identifier: GPL-2.0-or-later
using System.Net;
using System.Net.NetworkInformation;
using System.Net.Sockets;

namespace NetJack2.Cli.Doctor;

/// <summary>Multicast groups, and the interfaces on which a net driver announces itself to them.</summary>
internal static class Group
{
    // docs/protocol-extension.md, "IPv6": the group stands in the last 32 bits.
    private static readonly byte[] s_twin = [0xFF, 0x12, 0, 0, 0, 0, 0, 0, 0, 0, 0x4E, 0x4A];

    /// <summary>Whether an address is a multicast group, of IPv4 or IPv6.</summary>
    public static bool Is(IPAddress address) => address.IsIPv6Multicast || address.GetAddressBytes() is [>= 224 and < 240, _, _, _];

    /// <summary>The IPv6 group that stands beside an IPv4 group, for interfaces without IPv4.</summary>
    public static IPAddress TwinOf(IPAddress group) => new([.. s_twin, .. group.GetAddressBytes()]);

    /// <summary>The interfaces for a group.</summary>
    /// <param name="family">The family of the group.</param>
    /// <param name="alone">Whether only those count that have no address of the other family.</param>
    public static IEnumerable<NetworkInterface> InterfacesFor(AddressFamily family, bool alone) => NetworkInterface
        .GetAllNetworkInterfaces()
        .Where(card => card.OperationalStatus is OperationalStatus.Up or OperationalStatus.Unknown && card.SupportsMulticast)
        .Where(card => Has(card, family) && !(alone && Has(card, OtherThan(family))));

    /// <summary>Chooses the interface by which a socket sends to groups.</summary>
    public static void Choose(Socket socket, NetworkInterface card)
    {
        if (socket.AddressFamily == AddressFamily.InterNetworkV6)
            socket.SetSocketOption(
                SocketOptionLevel.IPv6, SocketOptionName.MulticastInterface, card.GetIPProperties().GetIPv6Properties().Index);
        else
            socket.SetSocketOption(
                SocketOptionLevel.IP, SocketOptionName.MulticastInterface,
                IPAddress.HostToNetworkOrder(card.GetIPProperties().GetIPv4Properties().Index));
    }

    private static bool Has(NetworkInterface card, AddressFamily family) =>
        card.GetIPProperties().UnicastAddresses.Any(address => address.Address.AddressFamily == family);

    private static AddressFamily OtherThan(AddressFamily family) =>
        family == AddressFamily.InterNetwork ? AddressFamily.InterNetworkV6 : AddressFamily.InterNetwork;
}
