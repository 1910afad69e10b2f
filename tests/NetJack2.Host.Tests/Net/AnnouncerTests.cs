// SPDX-License-Identifier: GPL-2.0-or-later
using System.Text;
using NetJack2.Host.Net;
using NetJack2.Link.Datagrams;
using NetJack2.RealTime;
using NetJack2.Sessions.Handshake;

namespace NetJack2.Host.Tests.Net;

public sealed class AnnouncerTests
{
    [TestCase("127.0.0.1", false)]
    [TestCase("::1", true)]
    public void A_single_host_gets_the_announcement_and_its_answer_comes_to_the_socket_that_is_kept(string address, bool isIPv6)
    {
        using UdpSocket master = UdpSocket.Open(isIPv6)!;
        Assert.That(master.TryBind(0));
        var log = new ListLog();
        using var announcer = new Announcer(Choice(address, SocketPair.AddressOf(master).Port), log);
        Assert.That(announcer.TryOpen());
        byte[] buffer = new byte[100];

        announcer.Announce("here I am"u8);
        Assert.That(master.ReceiveFrom(buffer, out int length, out PeerAddress source), Is.EqualTo(SocketStatus.Done));
        Assert.That(Encoding.ASCII.GetString(buffer, 0, length), Is.EqualTo("here I am"));

        Assert.That(master.SendTo("welcome"u8, source), Is.EqualTo(SocketStatus.Done));
        Assert.That(announcer.ReceiveFrom(buffer, out length, out _), Is.EqualTo(SocketStatus.Done));
        using IHandshakeSocket kept = announcer.Keep();
        Assert.That(master.SendTo("more"u8, source), Is.EqualTo(SocketStatus.Done));
        Assert.That(kept.ReceiveFrom(buffer, out length, out _), Is.EqualTo(SocketStatus.Done));
        Assert.That(length, Is.EqualTo(4));
        Assert.That(log.Lines, Is.Empty);
    }

    [Test]
    public void A_missing_interface_is_reported_once()
    {
        var log = new ListLog();
        using var announcer = new Announcer(new NetworkChoice(new PeerAddress(0xE103139Au, 19_000), "no-such-card"), log);
        Assert.That(announcer.TryOpen());
        for (int count = 0; count < 20; count++)
            announcer.Announce("here I am"u8);
        Assert.That(log.Lines.Where(line => line.Contains("no-such-card", StringComparison.Ordinal)).Count(), Is.EqualTo(1));
    }

    private static NetworkChoice Choice(string address, ushort port)
    {
        Assert.That(NetworkChoice.TryParse(Encoding.UTF8.GetBytes(address), [], port, out NetworkChoice choice));
        return choice;
    }

    private sealed class ListLog : IControlLog
    {
        public List<string> Lines { get; } = [];

        public void Info(string line) => Lines.Add(line);

        public void Warn(string line) => Lines.Add(line);
    }
}
