// SPDX-License-Identifier: GPL-2.0-or-later
using System.Globalization;
using System.Net;

namespace NetJack2.TestHosts.Hosts;

/// <summary>One line of /proc/net/udp.</summary>
public sealed record UdpSocketInfo(IPEndPoint Local, IPEndPoint Remote)
{
    public bool IsConnected => Remote.Port != 0;

    internal static UdpSocketInfo Parse(string line)
    {
        string[] words = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return new UdpSocketInfo(ParseEnd(words[1]), ParseEnd(words[2]));
    }

    // The address is in the host's byte order, the port is a number.
    private static IPEndPoint ParseEnd(string end)
        => new(
            uint.Parse(end[..8], NumberStyles.HexNumber, CultureInfo.InvariantCulture),
            int.Parse(end[9..], NumberStyles.HexNumber, CultureInfo.InvariantCulture));
}
