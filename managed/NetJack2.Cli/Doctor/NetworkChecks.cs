// SPDX-License-Identifier: GPL-2.0-or-later
using System.Net;
using System.Net.NetworkInformation;
using System.Net.Sockets;
using NetJack2.Statistics.Processes;

namespace NetJack2.Cli.Doctor;

/// <summary>Interfaces, the way to the other side, and the UDP port.</summary>
internal static class NetworkChecks
{
    private const int UsualMtu = 1500;

    public static IEnumerable<Finding> Run(IPEndPoint target)
    {
        foreach (Finding finding in CheckInterfaces())
            yield return finding;
        yield return CheckRoute(target);
        yield return CheckPort(target.Port);
    }

    private static IEnumerable<Finding> CheckInterfaces()
    {
        NetworkInterface[] cards =
            [.. NetworkInterface.GetAllNetworkInterfaces().Where(card => card.NetworkInterfaceType != NetworkInterfaceType.Loopback)];
        NetworkInterface[] usable = [.. cards.Where(card => card.OperationalStatus is OperationalStatus.Up or OperationalStatus.Unknown)];
        if (!usable.Any(card => card.GetIPProperties().UnicastAddresses.Count != 0))
            yield return new Finding(
                Verdict.Wrong, "No network interface is up and has an address, but for the computer's own.",
                "Plug the cable in; ip link set INTERFACE up; ip addr add ADDRESS/24 dev INTERFACE");
        // A port of a bridge or a bond has its address there.
        foreach (NetworkInterface card in usable.Where(card => !Path.Exists($"/sys/class/net/{card.Name}/master")))
            yield return Describe(card);
        // Only what has a socket for a cable, or an aerial.
        foreach (NetworkInterface card in cards.Except(usable).Where(card => Directory.Exists($"/sys/class/net/{card.Name}/device")))
            yield return new Finding(
                Verdict.Note, $"Interface {card.Name} is down.", $"If it is to be used: plug the cable in; ip link set {card.Name} up");
    }

    private static Finding Describe(NetworkInterface card)
    {
        string addresses = string.Join(", ", card.GetIPProperties().UnicastAddresses.Select(address => address.Address.ToString()));
        int mtu = InterfaceMtu.Of(card.Name);
        // What carries VLANs or a dial-up link needs none.
        if (addresses.Length == 0)
            return new Finding(
                Verdict.Note, $"Interface {card.Name} is up but has no address.",
                $"If it is to be used: ip addr add ADDRESS/24 dev {card.Name}");
        if (!card.SupportsMulticast)
            return new Finding(
                Verdict.Note, $"Interface {card.Name} ({addresses}) does no multicast.", "Give the slave the master's address: -a ADDRESS");
        return mtu is > 0 and < UsualMtu
            ? new Finding(
                Verdict.Note,
                $"Interface {card.Name} ({addresses}) carries packets of {mtu} bytes only.",
                $"netjack2-cs peers find that out. With jack2 on the other side: -M {mtu} on the slave")
            : new Finding(Verdict.Good, $"Interface {card.Name} ({addresses}), packets of up to {mtu} bytes.");
    }

    /// <summary>The address from which this computer sends to another one.</summary>
    /// <exception cref="SocketException">There is no route.</exception>
    public static IPAddress OwnAddressTo(IPEndPoint target)
    {
        // Connecting a datagram socket sends nothing; it only asks the routing table.
        using var socket = new Socket(target.AddressFamily, SocketType.Dgram, ProtocolType.Udp);
        socket.Connect(target);
        return ((IPEndPoint)socket.LocalEndPoint!).Address;
    }

    private static Finding CheckRoute(IPEndPoint target)
    {
        try
        {
            return new Finding(Verdict.Good, $"There is a route to {target.Address}, from {OwnAddressTo(target)}.");
        }
        catch (SocketException exception)
        {
            if (target.AddressFamily == AddressFamily.InterNetwork && Group.Is(target.Address)
                && Group.InterfacesFor(AddressFamily.InterNetworkV6, alone: true).Any())
                return new Finding(
                    Verdict.Note,
                    $"There is no route to {target.Address}. "
                        + $"netjack2-cs uses {Group.TwinOf(target.Address)} on interfaces that have IPv6 only.",
                    "jack2 needs IPv4: ip addr add ADDRESS/24 dev INTERFACE");
            return Group.Is(target.Address)
                ? new Finding(
                    Verdict.Note,
                    $"There is no route to {target.Address} ({exception.Message}). "
                        + "netjack2-cs announces itself on every interface without one; jack2 needs it.",
                    "ip route add 224.0.0.0/4 dev INTERFACE")
                : new Finding(
                    Verdict.Wrong,
                    $"There is no route to {target.Address}: {exception.Message}",
                    "ip route add default via ROUTER, or an address in the same network: ip addr add ADDRESS/24 dev INTERFACE");
        }
    }

    private static Finding CheckPort(int port)
    {
        IReadOnlySet<string> sockets = UdpPort.SocketsOf(port);
        if (sockets.Count == 0)
            return new Finding(Verdict.Good, $"UDP port {port} is free.");
        PortOwner[] owners = [.. UdpPort.OwnersOf(sockets)];
        string names = owners.Length == 0 ? "a program of another user (shown by ss -ulpn as root)"
            : string.Join(", ", owners.Select(owner => $"{owner.Program} ({owner.ProcessId})"));
        string text = $"UDP port {port} is used by {names}.";
        const string Remedy = "If that is not JACK, end it, or choose another port with -p on both sides.";
        return owners.Length == 0 ? new Finding(Verdict.Note, text, Remedy)
            : owners.All(IsNetJack) ? new Finding(Verdict.Good, text)
            : new Finding(Verdict.Wrong, text, Remedy);
    }

    // jackdbus too
    private static bool IsNetJack(PortOwner owner) =>
        owner.Program.StartsWith("jackd", StringComparison.Ordinal) || PipeWireChecks.IsManager(owner.ProcessId);
}
