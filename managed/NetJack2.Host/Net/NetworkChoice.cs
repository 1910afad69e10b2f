// SPDX-License-Identifier: GPL-2.0-or-later
using System.Text;
using NetJack2.Link.Datagrams;

namespace NetJack2.Host.Net;

/// <summary>Where the user wants a module to look for its peers.</summary>
/// <param name="Address">A group, or a single host.</param>
/// <param name="Interface">An interface, by name or by one of its addresses; empty: all.</param>
public readonly record struct NetworkChoice(PeerAddress Address, string Interface)
{
    /// <summary>What the options -a, -I and -p say.</summary>
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
