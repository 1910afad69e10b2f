// SPDX-License-Identifier: GPL-2.0-or-later
using System.Text;
using NetJack2.Interop;
using NetJack2.Link.Datagrams;
using NetJack2.Protocol.Session;

namespace NetJack2.Host.Net;

/// <summary>The address and the interface on which the user wants a module to find its peers.</summary>
/// <param name="Address">A group, or a single host.</param>
/// <param name="Interface">An interface, by name or by one of its addresses; empty: all.</param>
public readonly record struct NetworkChoice(PeerAddress Address, string Interface)
{
    /// <summary>The choice that the options are.</summary>
    /// <exception cref="ArgumentException">The address is of no known kind, which native/ rejects before.</exception>
    public static NetworkChoice From(in nj_network_options options) =>
        TryParse(
            SessionPacket.TextOf(options.address), SessionPacket.TextOf(options.interface_name), options.port, out NetworkChoice choice)
            ? choice
            : throw new ArgumentException("the address is neither of IPv4 nor of IPv6", nameof(options));

    /// <summary>The choice that -a, -I and -p are.</summary>
    /// <param name="address">An address; behind a % may stand the interface on whose link it is.</param>
    /// <param name="interfaceName">The interface, where the address does not name one.</param>
    /// <param name="port">The UDP port.</param>
    /// <param name="choice">What was chosen.</param>
    public static bool TryParse(ReadOnlySpan<byte> address, ReadOnlySpan<byte> interfaceName, int port, out NetworkChoice choice)
    {
        choice = default;
        int percent = address.IndexOf((byte)'%');
        if (!HostNetwork.TryParse(percent < 0 ? address : address[..percent], port, out PeerAddress parsed))
            return false;
        choice = new NetworkChoice(parsed, Encoding.UTF8.GetString(percent < 0 ? interfaceName : address[(percent + 1)..]));
        return true;
    }
}
