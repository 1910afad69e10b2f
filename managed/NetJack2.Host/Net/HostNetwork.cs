// SPDX-License-Identifier: GPL-2.0-or-later
using System.Net;
using NetJack2.Link.Datagrams;

namespace NetJack2.Host.Net;

/// <summary>The interfaces, addresses and names of this host, for modules.</summary>
public static class HostNetwork
{
    /// <summary>The host's name; "jack" where it has none.</summary>
    public static string Name => Environment.MachineName is { Length: > 0 } name ? name : "jack";

    /// <summary>Whether an address is one of this host's own: only to such a one can a socket be bound.</summary>
    public static bool IsOwnAddress(PeerAddress address)
    {
        using UdpSocket? socket = UdpSocket.Open(!address.Host.IsIPv4);
        return socket is not null && socket.TryBind(address with { Port = 0 });
    }

    /// <summary>Parses an address of IPv4 or IPv6, without an interface behind it.</summary>
    public static bool TryParse(ReadOnlySpan<byte> text, int port, out PeerAddress address)
    {
        address = default;
        // Not every notation that the library takes: no number for a dotted quad, no brackets.
        bool isIPv6 = text.Contains((byte)':');
        if (text.Contains((byte)'%') || text.Contains((byte)'[') || (!isIPv6 && text.Count((byte)'.') != 3)
            || !IPAddress.TryParse(text, out IPAddress? parsed))
            return false;
        address = new PeerAddress(HostAddress.From(parsed), (ushort)port);
        return true;
    }
}
