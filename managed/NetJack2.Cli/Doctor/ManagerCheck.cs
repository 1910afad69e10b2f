// SPDX-License-Identifier: GPL-2.0-or-later
using System.Net;
using System.Net.NetworkInformation;
using System.Net.Sockets;
using System.Text;
using NetJack2.Protocol.Session;

namespace NetJack2.Cli.Doctor;

/// <summary>Announces a slave as a net driver would, and collects the answers. No session is begun.</summary>
internal static class ManagerCheck
{
    private const int AnswerMs = 1500;

    public static Finding Run(IPEndPoint target)
    {
        SessionPacket announcement = SessionPacket.Create(SessionPacketId.SlaveAvailable);
        SessionPacket.SetText(announcement.Name, "netjack2-doctor");
        SessionPacket.SetText(announcement.SlaveHost, Environment.MachineName);
        announcement.Mtu = 1500;
        announcement.SendAudioChannels = 1;
        announcement.ReturnAudioChannels = 1;
        announcement.NetworkLatency = 5;
        try
        {
            using var socket = new Socket(target.AddressFamily, SocketType.Dgram, ProtocolType.Udp) { ReceiveTimeout = AnswerMs };
            Announce(socket, SessionPacket.AsBytes(announcement), target);
            byte[] answer = new byte[SessionPacket.Size + 1];
            EndPoint source = new IPEndPoint(target.AddressFamily == AddressFamily.InterNetwork ? IPAddress.Any : IPAddress.IPv6Any, 0);
            int length = socket.ReceiveFrom(answer, ref source);
            return SessionValidator.CheckSetup(answer.AsSpan(0, length)) == SessionFault.None
                ? new Finding(Verdict.Good, $"A manager answers: {Describe(answer)} at {((IPEndPoint)source).Address}.")
                : new Finding(Verdict.Wrong, $"{source} answers something that is no set-up.");
        }
        catch (SocketException exception) when (exception.SocketErrorCode == SocketError.TimedOut)
        {
            return new Finding(
                Verdict.Wrong,
                $"No manager answers at {target}.",
                "Is netmanager loaded on the master, with the same -a and -p? Does the master's firewall let UDP to that port in, "
                    + "and this one UDP from it?");
        }
        catch (SocketException exception)
        {
            return new Finding(
                Verdict.Wrong, $"Cannot announce a slave at {target}: {exception.Message}", "A firewall here, or no route: see above.");
        }
    }

    // Into a group as a net driver does it: by every interface, whatever the routes say.
    private static void Announce(Socket socket, ReadOnlySpan<byte> announcement, IPEndPoint target)
    {
        int[] interfaces = target.Address.GetAddressBytes() is [>= 224 and < 240, _, _, _]
            ? [.. NetworkInterface.GetAllNetworkInterfaces().Where(CanAnnounce).Select(IndexOf)]
            : [];
        foreach (int index in interfaces)
        {
            socket.SetSocketOption(SocketOptionLevel.IP, SocketOptionName.MulticastInterface, IPAddress.HostToNetworkOrder(index));
            _ = socket.SendTo(announcement, target);
        }
        if (interfaces.Length == 0)
            _ = socket.SendTo(announcement, target);
    }

    private static int IndexOf(NetworkInterface card) => card.GetIPProperties().GetIPv4Properties().Index;

    private static bool CanAnnounce(NetworkInterface card) =>
        card.OperationalStatus is OperationalStatus.Up or OperationalStatus.Unknown && card.SupportsMulticast
        && card.GetIPProperties().UnicastAddresses.Any(address => address.Address.AddressFamily == AddressFamily.InterNetwork);

    private static string Describe(byte[] answer)
    {
        ref readonly SessionPacket setup = ref System.Runtime.InteropServices.MemoryMarshal.AsRef<SessionPacket>(
            answer.AsSpan(0, SessionPacket.Size));
        string host = Encoding.UTF8.GetString(SessionPacket.TextOf(setup.MasterHost));
        return $"'{host}', {(uint)setup.SampleRate} Hz, "
            + $"{(uint)setup.PeriodSize} frames";
    }
}
