using System.Net;
using System.Net.NetworkInformation;
using System.Net.Sockets;

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
        NetworkInterface[] usable =
        [
            .. NetworkInterface.GetAllNetworkInterfaces().Where(card =>
                card.OperationalStatus == OperationalStatus.Up && card.NetworkInterfaceType != NetworkInterfaceType.Loopback),
        ];
        if (usable.Length == 0)
            yield return new Finding(Verdict.Wrong, "No network interface is up, but for the computer's own.", "Plug the cable in; ip link set INTERFACE up");
        foreach (NetworkInterface card in usable)
        {
            string addresses = string.Join(", ", card.GetIPProperties().UnicastAddresses.Select(address => address.Address.ToString()));
            int mtu = File.Exists($"/sys/class/net/{card.Name}/mtu") && int.TryParse(File.ReadAllText($"/sys/class/net/{card.Name}/mtu"), out int found) ? found : 0;
            if (addresses.Length == 0)
                yield return new Finding(Verdict.Wrong, $"Interface {card.Name} is up but has no address.", $"ip addr add ADDRESS/24 dev {card.Name}");
            else if (!card.SupportsMulticast)
                yield return new Finding(Verdict.Note, $"Interface {card.Name} ({addresses}) does no multicast.", "Give the slave the master's address: -a ADDRESS");
            else if (mtu is > 0 and < UsualMtu)
                yield return new Finding(Verdict.Note, $"Interface {card.Name} ({addresses}) carries packets of {mtu} bytes only.", $"Unless the MTU is found automatically: -M {mtu} on the slave");
            else
                yield return new Finding(Verdict.Good, $"Interface {card.Name} ({addresses}), packets of up to {mtu} bytes.");
        }
    }

    private static Finding CheckRoute(IPEndPoint target)
    {
        try
        {
            // Connecting a datagram socket sends nothing; it only asks the routing table.
            using var socket = new Socket(target.AddressFamily, SocketType.Dgram, ProtocolType.Udp);
            socket.Connect(target);
            return new Finding(Verdict.Good, $"There is a way to {target.Address}, from {((IPEndPoint)socket.LocalEndPoint!).Address}.");
        }
        catch (SocketException exception)
        {
            return new Finding(Verdict.Wrong, $"There is no way to {target.Address}: {exception.Message}", "ip route add 224.0.0.0/4 dev INTERFACE, or -I INTERFACE");
        }
    }

    private static Finding CheckPort(int port)
    {
        string[] owners = [.. UdpPortOwners.Of(port)];
        if (owners.Length == 0)
            return new Finding(Verdict.Good, $"UDP port {port} is free.");
        bool isJack = owners.All(owner => owner.StartsWith("jackd", StringComparison.Ordinal));
        string text = $"UDP port {port} is used by {string.Join(", ", owners)}.";
        return isJack
            ? new Finding(Verdict.Good, text)
            : new Finding(Verdict.Note, text, "If that is not JACK, choose another port with -p on both sides.");
    }
}
