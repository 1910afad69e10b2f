// SPDX-License-Identifier: GPL-2.0-or-later
using System.Diagnostics;
using System.Net;
using System.Net.NetworkInformation;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using System.Text;
using NetJack2.Protocol.Session;

namespace NetJack2.Cli.Doctor;

/// <summary>Announces a slave as a net driver would, and collects the answers. No session is begun.</summary>
internal static class ManagerCheck
{
    private const int AnswerTime = 1500;

    // Managers of jack2 and of netjack2-cs answer with it. PipeWire's sets its own, and this one is nobody's.
    private const uint Mtu = 1499;

    public static IReadOnlyList<Finding> Run(IPEndPoint target)
    {
        try
        {
            using var socket = new Socket(target.AddressFamily, SocketType.Dgram, ProtocolType.Udp);
            Announce(socket, SessionPacket.AsBytes(Announcement()), target);
            Dictionary<IPEndPoint, Finding> managers = Collect(socket);
            return managers.Count switch
            {
                0 =>
                [
                    new Finding(
                        Verdict.Wrong,
                        $"No manager answers at {target}.",
                        "Is netmanager loaded on the master, with the same -a and -p? Does the master's firewall let UDP to that port in, "
                            + "and this one UDP from it?"),
                ],
                1 => [.. managers.Values],
                _ =>
                [
                    .. managers.Values,
                    new Finding(
                        Verdict.Note,
                        $"{managers.Count} managers answer: a slave takes the first.",
                        "Give the slave the address of one, -a ADDRESS, or each manager a group of its own"),
                ],
            };
        }
        catch (SocketException exception)
        {
            return
            [
                new Finding(
                    Verdict.Wrong, $"Cannot announce a slave at {target}: {exception.Message}", "A firewall here, or no route: see above."),
            ];
        }
    }

    private static SessionPacket Announcement()
    {
        SessionPacket announcement = SessionPacket.Create(SessionPacketId.SlaveAvailable);
        SessionPacket.SetText(announcement.Name, "netjack2-doctor");
        SessionPacket.SetText(announcement.SlaveHost, Environment.MachineName);
        announcement.Mtu = Mtu;
        announcement.SendAudioChannels = 1;
        announcement.ReturnAudioChannels = 1;
        announcement.NetworkLatency = 5;
        return announcement;
    }

    // A manager may answer several times: at each of its interfaces, and until it gets a reply.
    private static Dictionary<IPEndPoint, Finding> Collect(Socket socket)
    {
        var managers = new Dictionary<IPEndPoint, Finding>();
        byte[] answer = new byte[SessionPacket.Size + 1];
        var time = Stopwatch.StartNew();
        while (AnswerTime - time.ElapsedMilliseconds is > 0 and var rest && socket.Poll(TimeSpan.FromMilliseconds(rest), SelectMode.SelectRead))
        {
            EndPoint any = new IPEndPoint(socket.AddressFamily == AddressFamily.InterNetwork ? IPAddress.Any : IPAddress.IPv6Any, 0);
            EndPoint source = any;
            int length = 0;
            try
            {
                length = socket.ReceiveFrom(answer, ref source);
            }
            catch (SocketException exception) when (exception.SocketErrorCode == SocketError.ConnectionRefused)
            {
                continue; // nobody listens at an address to which the announcement was sent
            }
            var manager = (IPEndPoint)source;
            if (SessionValidator.CheckSetup(answer.AsSpan(0, length)) != SessionFault.None)
            {
                _ = managers.TryAdd(manager, new Finding(Verdict.Wrong, $"{source} answers something that is no set-up."));
                continue;
            }
            ref SessionPacket setup = ref MemoryMarshal.AsRef<SessionPacket>(answer.AsSpan(0, SessionPacket.Size));
            if (managers.TryAdd(manager, new Finding(Verdict.Good, $"A manager answers: {Describe(setup)} at {manager.Address}.")))
                End(socket, ref setup, manager);
        }
        return managers;
    }

    // PipeWire keeps the nodes of a slave that never begins. One that begins and is gone at once leaves nothing: the first packet that is
    // sent to it is refused by this host. The others forget a slave that does not reply.
    private static void End(Socket socket, ref SessionPacket setup, IPEndPoint manager)
    {
        if (setup.Mtu == Mtu)
            return;
        setup.PacketId = SessionPacketId.StartMaster;
        _ = socket.SendTo(SessionPacket.AsBytes(setup), manager);
    }

    // Into a group as a net driver does it: by every interface, whatever the routes say.
    private static void Announce(Socket socket, ReadOnlySpan<byte> announcement, IPEndPoint target)
    {
        bool isIPv6 = target.AddressFamily == AddressFamily.InterNetworkV6;
        bool isGroup = isIPv6 ? target.Address.IsIPv6Multicast : target.Address.GetAddressBytes() is [>= 224 and < 240, _, _, _];
        int[] interfaces = isGroup && target.Address is not { AddressFamily: AddressFamily.InterNetworkV6, ScopeId: not 0 }
            ? [.. NetworkInterface.GetAllNetworkInterfaces().Where(card => CanAnnounce(card, target.AddressFamily))
                .Select(card => IndexOf(card, isIPv6))]
            : [];
        foreach (int index in interfaces)
        {
            if (isIPv6)
                socket.SetSocketOption(SocketOptionLevel.IPv6, SocketOptionName.MulticastInterface, index);
            else
                socket.SetSocketOption(SocketOptionLevel.IP, SocketOptionName.MulticastInterface, IPAddress.HostToNetworkOrder(index));
            _ = socket.SendTo(announcement, target);
        }
        if (interfaces.Length == 0)
            _ = socket.SendTo(announcement, target);
    }

    private static int IndexOf(NetworkInterface card, bool isIPv6) =>
        isIPv6 ? card.GetIPProperties().GetIPv6Properties().Index : card.GetIPProperties().GetIPv4Properties().Index;

    private static bool CanAnnounce(NetworkInterface card, AddressFamily family) =>
        card.OperationalStatus is OperationalStatus.Up or OperationalStatus.Unknown && card.SupportsMulticast
        && card.GetIPProperties().UnicastAddresses.Any(address => address.Address.AddressFamily == family);

    private static string Describe(in SessionPacket setup) =>
        $"'{Encoding.UTF8.GetString(SessionPacket.TextOf(setup.MasterHost))}'{(setup.Mtu == Mtu ? "" : " (PipeWire)")}, "
            + $"{(uint)setup.SampleRate} Hz, {(uint)setup.PeriodSize} frames";
}
