// SPDX-License-Identifier: GPL-2.0-or-later
namespace NetJack2.Link.Datagrams;

/// <summary>An address and a UDP port.</summary>
/// <param name="Host">The address.</param>
/// <param name="Port">The port, in the machine's order.</param>
public readonly record struct PeerAddress(HostAddress Host, ushort Port)
{
    /// <summary>Whether the address is a multicast group.</summary>
    public bool IsMulticast => Host.IsMulticast;

    /// <summary>The address as it stands before a port: 10.0.0.1 or [::1].</summary>
    public string HostText => Host.IsIPv4 ? $"{Host}" : $"[{Host}]";

    /// <summary>The address and the port, such as 10.0.0.1:19000 or [::1]:19000.</summary>
    public override string ToString() => $"{HostText}:{Port}";
}
