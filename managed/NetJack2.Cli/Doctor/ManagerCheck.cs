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
    private const int AnswerMs = 1500;

    // Managers of jack2 and of netjack2-cs answer with it. PipeWire's sets its own, and no program sets this one.
    private const uint Mtu = 1499;

    // PipeWire keeps the nodes of a slave that never begins, until a packet to it is refused; it has sent its only one, and only root may
    // report that one as refused. A slave of more ports than PipeWire gives to one is not answered and leaves nothing behind; jack2 and
    // netjack2-cs answer it.
    private static readonly bool s_asksPipeWire = Environment.IsPrivilegedProcess;

    public static IReadOnlyList<Finding> Run(IPEndPoint target)
    {
        var sockets = new List<Socket>();
        try
        {
            Announce(sockets, target);
            Dictionary<string, Finding> managers = Collect(sockets);
            return managers.Count switch
            {
                0 =>
                [
                    new Finding(
                        Verdict.Wrong,
                        $"No manager answers at {target}.",
                        "Is netmanager loaded on the master, with the same -a and -p? Does the master's firewall let UDP to that port in, "
                            + $"and this one UDP from it?{(s_asksPipeWire ? "" : " A manager of PipeWire is asked by root only (sudo)")}"),
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
        finally
        {
            sockets.ForEach(socket => socket.Dispose());
        }
    }

    private static SessionPacket Announcement()
    {
        SessionPacket announcement = SessionPacket.Create(SessionPacketId.SlaveAvailable);
        SessionPacket.SetText(announcement.Name, "netjack2-doctor");
        SessionPacket.SetText(announcement.SlaveHost, Environment.MachineName);
        announcement.Mtu = Mtu;
        uint channels = s_asksPipeWire ? 1u : SessionValidator.MaxChannels;
        announcement.SendAudioChannels = channels;
        announcement.ReturnAudioChannels = channels;
        announcement.NetworkLatency = 5;
        return announcement;
    }

    // By the names of their hosts: a manager may answer several times, by each of its interfaces and until it gets a reply.
    private static Dictionary<string, Finding> Collect(IReadOnlyList<Socket> sockets)
    {
        var managers = new Dictionary<string, Finding>(StringComparer.Ordinal);
        var time = Stopwatch.StartNew();
        while (AnswerMs - time.ElapsedMilliseconds is > 0 and var rest)
        {
            List<Socket> ready = [.. sockets];
            Socket.Select(ready, null, null, TimeSpan.FromMilliseconds(rest));
            foreach (Socket socket in ready)
                Read(socket, managers);
        }
        return managers;
    }

    private static void Read(Socket socket, Dictionary<string, Finding> managers)
    {
        byte[] answer = new byte[SessionPacket.Size + 1];
        EndPoint source = new IPEndPoint(socket.AddressFamily == AddressFamily.InterNetwork ? IPAddress.Any : IPAddress.IPv6Any, 0);
        int length;
        try
        {
            length = socket.ReceiveFrom(answer, ref source);
        }
        catch (SocketException exception) when (exception.SocketErrorCode == SocketError.ConnectionRefused)
        {
            return; // no program listens at an address to which the announcement was sent
        }
        if (SessionValidator.CheckSetup(answer.AsSpan(0, length)) != SessionFault.None)
        {
            _ = managers.TryAdd($"{source}", new Finding(Verdict.Wrong, $"{source} answers something that is no set-up."));
            return;
        }
        ref SessionPacket setup = ref MemoryMarshal.AsRef<SessionPacket>(answer.AsSpan(0, SessionPacket.Size));
        string host = Encoding.UTF8.GetString(SessionPacket.TextOf(setup.MasterHost));
        string kind = setup.Mtu == Mtu ? "" : " (PipeWire)";
        _ = managers.TryAdd(host, new Finding(
            Verdict.Good,
            $"A manager answers: '{host}'{kind}, {(uint)setup.SampleRate} Hz, {(uint)setup.PeriodSize} frames "
                + $"at {((IPEndPoint)source).Address}."));
        End(socket, ref setup, (IPEndPoint)source);
    }

    // The others forget a slave that does not reply. By IPv6 the slave begins and ends at once: its first packet is refused.
    private static void End(Socket socket, ref SessionPacket setup, IPEndPoint manager)
    {
        if (setup.Mtu == Mtu || PortUnreachable.TrySend(((IPEndPoint)socket.LocalEndPoint!).Port, manager))
            return;
        setup.PacketId = SessionPacketId.StartMaster;
        _ = socket.SendTo(SessionPacket.AsBytes(setup), manager);
    }

    // Into a group as a net driver does it: by every interface, whatever the routing table contains, and by IPv6 where there is no IPv4.
    private static void Announce(List<Socket> sockets, IPEndPoint target)
    {
        AddressFamily family = target.AddressFamily;
        if (!Group.Is(target.Address) || (family == AddressFamily.InterNetworkV6 && target.Address.ScopeId != 0))
        {
            Send(sockets, target, card: null);
            return;
        }
        NetworkInterface[] usual = [.. Group.InterfacesFor(family, alone: false)];
        NetworkInterface[] others =
            [.. family == AddressFamily.InterNetwork ? Group.InterfacesFor(AddressFamily.InterNetworkV6, alone: true) : []];
        (IPEndPoint Group, NetworkInterface? Card)[] ways =
        [
            .. usual.Select(card => (target, card)),
            .. others.Select(card => (new IPEndPoint(Group.TwinOf(target.Address), target.Port), card)),
        ];
        if (ways.Length == 0)
            ways = [(target, null)];
        int refused = 0;
        foreach ((IPEndPoint group, NetworkInterface? card) in ways)
        {
            try
            {
                Send(sockets, group, card);
            }
            catch (SocketException) when (++refused < ways.Length)
            {
                // A firewall forbids it there, or its address is not valid yet. The others may do.
            }
        }
    }

    private static void Send(List<Socket> sockets, IPEndPoint target, NetworkInterface? card)
    {
        // From one port by all interfaces: managers see one slave.
        Socket? socket = sockets.Find(open => open.AddressFamily == target.AddressFamily);
        if (socket is null)
        {
            socket = new Socket(target.AddressFamily, SocketType.Dgram, ProtocolType.Udp);
            sockets.Add(socket);
        }
        if (card is not null)
            Group.Choose(socket, card);
        SessionPacket announcement = Announcement();
        _ = socket.SendTo(SessionPacket.AsBytes(announcement), target);
    }
}
