// SPDX-License-Identifier: GPL-2.0-or-later
using System.Net;
using NetJack2.Host.Net;
using NetJack2.Interop;
using NetJack2.Link.Datagrams;

namespace NetJack2.Host.Tests.Net;

public sealed class UdpSocketTests
{
    [Test]
    public void Datagrams_of_all_sizes_arrive_as_they_were_sent_in_order(
        [Values] bool isIPv6, [Values] bool segmented, [Values(1, 2, 63, 64, 65, 200)] int count)
    {
        using var pair = new SocketPair(isIPv6);
        pair.First.CanSegment = segmented;
        var batch = new OutgoingBatch(count * 1500, count, 1500);
        for (int index = 0; index < count; index++)
            Fill(batch.Append(index == 0 ? 56 : index == count - 1 ? 700 : 1400), index);

        Assert.That(pair.First.Send(batch), Is.EqualTo(SocketStatus.Done));
        List<byte[]> received = SocketPair.ReceiveAll(pair.Second);

        Assert.That(received, Has.Count.EqualTo(count));
        for (int index = 0; index < count; index++)
        {
            var expected = new byte[index == 0 ? 56 : index == count - 1 ? 700 : 1400];
            Fill(expected, index);
            Assert.That(received[index], Is.EqualTo(expected), $"datagram {index}");
        }
    }

    // A socket that computes no checksums may not have the kernel cut runs: as with devices that cannot, and routes with a smaller MTU.
    [Test]
    [Property("Defect", "Fault-29")]
    public void A_run_that_the_kernel_refuses_leaves_one_by_one_in_the_same_send([Values] bool isIPv6)
    {
        using var pair = new SocketPair(isIPv6);
        Assert.That(TrySetChecksums(pair, areOn: false), Is.True);
        var batch = new OutgoingBatch(8 * 1400, 8, 1500);
        int[] sizes = [60, 60, 1400, 1400, 1400, 1400, 1400, 1400];
        for (int index = 0; index < sizes.Length; index++)
            Fill(batch.Append(sizes[index]), index);
        Assert.That(pair.First.Send(batch), Is.EqualTo(SocketStatus.Done));
        Assert.That(SocketPair.ReceiveAll(pair.Second).Select(datagram => datagram.Length), Is.EqualTo(sizes));
        Assert.That(pair.First.CanSegment, Is.False);
    }

    [Test]
    [Property("Defect", "Fault-29")]
    public void Runs_are_tried_again_after_a_while()
    {
        using var pair = new SocketPair(isIPv6: false);
        _ = TrySetChecksums(pair, areOn: false);
        var batch = new OutgoingBatch(200, 2, 1500);
        batch.Append(60).Clear();
        batch.Append(60).Clear();
        _ = pair.First.Send(batch);
        _ = TrySetChecksums(pair, areOn: true);
        int sends = 0;
        while (!pair.First.CanSegment && sends++ < 20_000)
            _ = pair.First.Send(batch);
        Assert.That(sends, Is.EqualTo(10_000));
    }

    // DSCP EF, or CS6, in front of two bits.
    [Test]
    public void What_is_marked_as_voice_has_the_class_that_every_Wi_Fi_sends_first([Values] bool isIPv6, [Values] bool isVoice)
    {
        using var pair = new SocketPair(isIPv6);
        if (isVoice)
            pair.First.MarkAsVoice();
        int service = isIPv6
            ? OptionOf(pair.First, Posix.IPPROTO_IPV6, Posix.IPV6_TCLASS) : OptionOf(pair.First, Posix.IPPROTO_IP, Posix.IP_TOS);
        Assert.That(service >> 2, Is.EqualTo(isVoice ? 48 : 46));
    }

    [Test]
    public void Datagrams_of_one_run_are_received_singly_where_that_is_wanted([Values] bool isIPv6, [Values] bool isSingle)
    {
        using var pair = new SocketPair(isIPv6);
        if (isSingle)
            pair.Second.ExpectLittle();
        var batch = new OutgoingBatch(3 * 64, 3, 1500);
        for (int index = 0; index < 3; index++)
            Fill(batch.Append(64), index);
        Assert.That(pair.First.Send(batch), Is.EqualTo(SocketStatus.Done));
        byte[] buffer = new byte[1000];
        int[] lengths = [.. Enumerable.Range(0, 4).Select(_ => pair.Second.ReceiveOne(buffer))];
        Assert.That(lengths, Is.EqualTo(isSingle ? (int[])[64, 64, 64, -1] : [3 * 64, -1, -1, -1]));
    }

    [Test]
    public void A_socket_may_share_its_port_and_receives_what_its_peer_sends()
    {
        using UdpSocket shared = UdpSocket.Open()!, first = UdpSocket.Open()!, second = UdpSocket.Open()!;
        _ = shared.TrySetOption(Posix.SOL_SOCKET, Posix.SO_REUSEADDR, 1);
        Assert.That(shared.TryBind(new PeerAddress(0x7F000001u, 0)) && first.TryBind(new PeerAddress(0x7F000001u, 0)), Is.True);
        ushort port = SocketPair.AddressOf(shared).Port;
        using UdpSocket connected = UdpSocket.OpenTo(SocketPair.AddressOf(first), port)!;
        Assert.That(SocketPair.AddressOf(connected).Port, Is.EqualTo(port));
        _ = first.SendTo(new byte[60], SocketPair.AddressOf(shared));
        _ = second.SendTo(new byte[61], SocketPair.AddressOf(shared));
        Assert.That(SocketPair.ReceiveAll(connected).Select(datagram => datagram.Length), Is.EqualTo((int[])[60]));
        Assert.That(SocketPair.ReceiveAll(shared).Select(datagram => datagram.Length), Is.EqualTo((int[])[61]));
    }

    [TestCase("127.0.0.1")]
    [TestCase("::1")]
    public void A_connected_socket_has_the_address_that_its_peer_sees(string address)
    {
        var host = HostAddress.From(IPAddress.Parse(address));
        using UdpSocket connected = UdpSocket.OpenTo(new PeerAddress(host, 19000))!;
        Assert.That(connected.LocalHost, Is.EqualTo(host));
    }

    [Test]
    public void Why_a_peer_cannot_be_connected_to_is_known_afterwards()
    {
        Assert.That(UdpSocket.OpenTo(new PeerAddress(0xFFFFFFFFu, 19000)), Is.Null); // 255.255.255.255 needs SO_BROADCAST
        Assert.That(UdpSocket.LastFailure, Is.EqualTo(SocketStatus.Denied));
    }

    [Test]
    public void Without_anything_to_read_receiving_returns_at_once()
    {
        using var pair = new SocketPair();
        Assert.That(pair.First.Receive(new IncomingBatch()), Is.EqualTo(SocketStatus.Empty));
    }

    [Test]
    public void A_closed_peer_port_is_a_refusal_and_not_a_failure()
    {
        using var pair = new SocketPair();
        pair.Second.Dispose();
        var batch = new OutgoingBatch(100, 1, 1500);
        batch.Append(100).Clear();

        SocketStatus first = pair.First.Send(batch);
        SocketStatus second = pair.First.Send(batch);

        Assert.That(new[] { first, second }, Does.Contain(SocketStatus.Refused));
    }

    [Test]
    public void A_handshake_datagram_that_is_too_long_is_reported_as_such()
    {
        using var pair = new SocketPair();
        Assert.That(pair.First.SendTo(new byte[700], SocketPair.AddressOf(pair.Second)), Is.EqualTo(SocketStatus.Done));

        SocketStatus status = pair.Second.ReceiveFrom(new byte[644], out int length, out PeerAddress source);

        Assert.That(status, Is.EqualTo(SocketStatus.Done));
        Assert.That(length, Is.EqualTo(645));
        Assert.That(source, Is.EqualTo(SocketPair.AddressOf(pair.First)));
    }

    [Test]
    public void Only_datagrams_of_the_connected_peer_are_received()
    {
        using var pair = new SocketPair();
        using UdpSocket stranger = UdpSocket.Open()!;
        Assert.That(stranger.SendTo(new byte[60], SocketPair.AddressOf(pair.Second)), Is.EqualTo(SocketStatus.Done));

        Assert.That(SocketPair.ReceiveAll(pair.Second), Is.Empty);
    }

    [Test]
    public void A_closed_socket_can_be_closed_again()
    {
        UdpSocket socket = UdpSocket.Open()!;
        socket.Dispose();
        Assert.That(socket.Dispose, Throws.Nothing);
    }

    [Test]
    public void Sending_and_receiving_allocates_nothing()
    {
        using var pair = new SocketPair();
        var outgoing = new OutgoingBatch(20_000, 20, 1500);
        var incoming = new IncomingBatch();
        for (int index = 0; index < 10; index++)
            outgoing.Append(1400).Clear();
        Exchange(pair, outgoing, incoming);
        long before = GC.GetAllocatedBytesForCurrentThread();

        for (int round = 0; round < 100; round++)
            Exchange(pair, outgoing, incoming);

        Assert.That(GC.GetAllocatedBytesForCurrentThread() - before, Is.Zero);
    }

    private static void Exchange(SocketPair pair, OutgoingBatch outgoing, IncomingBatch incoming)
    {
        _ = pair.First.Send(outgoing);
        while (pair.Second.Receive(incoming) == SocketStatus.Done)
        {
        }
    }

    private static unsafe int OptionOf(UdpSocket socket, int level, int name)
    {
        int value = 0;
        uint length = sizeof(int);
        Assert.That(Posix.getsockopt(socket.Descriptor, level, name, &value, &length), Is.Zero);
        return value;
    }

    private static bool TrySetChecksums(SocketPair pair, bool areOn)
    {
        const int SOL_SOCKET = 1, SO_NO_CHECK = 11, SOL_UDP = 17, UDP_NO_CHECK6_TX = 101, UDP_NO_CHECK6_RX = 102;
        return pair.First.IsIPv6
            ? pair.First.TrySetOption(SOL_UDP, UDP_NO_CHECK6_TX, areOn ? 0 : 1)
                && pair.Second.TrySetOption(SOL_UDP, UDP_NO_CHECK6_RX, areOn ? 0 : 1)
            : pair.First.TrySetOption(SOL_SOCKET, SO_NO_CHECK, areOn ? 0 : 1);
    }

    private static void Fill(Span<byte> datagram, int seed)
    {
        for (int index = 0; index < datagram.Length; index++)
            datagram[index] = (byte)((index * 7) + (seed * 13));
    }
}
