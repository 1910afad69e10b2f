// SPDX-License-Identifier: GPL-2.0-or-later
namespace NetJack2.Host.Net;

/// <summary>An interface that is up, with its addresses.</summary>
public struct NetworkInterface
{
    /// <summary>Its number, as <c>ip link</c> shows it. A new interface has a new number, even under an old name.</summary>
    public int Index { get; set; }

    /// <summary>Whether it has an IPv4 address.</summary>
    public bool HasIPv4 { get; set; }

    /// <summary>Whether it has an IPv6 address.</summary>
    public bool HasIPv6 { get; set; }

    /// <summary>Whether it is the loopback interface.</summary>
    public bool IsLoopback { get; set; }

    /// <summary>Whether it is the interface, or one of those, that the user has chosen.</summary>
    internal bool IsWanted { get; set; }
}
