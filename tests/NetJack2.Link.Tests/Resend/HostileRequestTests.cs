// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.Link.Datagrams;
using NetJack2.Link.Links;
using NetJack2.Link.Resend;
using NetJack2.Protocol.Extension;
using NetJack2.Protocol.Session;
using NetJack2.Protocol.Wire;
using NetJack2.World;

namespace NetJack2.Link.Tests.Resend;

/// <summary>Requests that no honest peer sends get little, and cost the session nothing.</summary>
public class HostileRequestTests
{
    private static readonly SessionParameters s_session
        = ExampleSession.Parameters with { Capabilities = Capabilities.All, SlaveSync = true };

    [Test]
    public void However_much_is_asked_for_a_fifth_more_is_sent_at_most([Values] bool isSlave, [Values(1, 64)] int entries)
    {
        long usual = BytesOf(_ => { });
        long asked = BytesOf(pair =>
        {
            for (int count = 0; count < 200; count++)
                Ask(pair, isSlave, [.. Enumerable.Range(0, entries).Select(back => new ResendEntry(Cycle(pair) - (uint)back, 0, 0))]);
        });
        Assert.That(asked, Is.GreaterThan(usual).And.LessThan(1.25 * usual));
    }

    [TestCase(5u, Description = "cycles that are not sent yet")]
    [TestCase(uint.MaxValue - 100, Description = "cycles that were forgotten long ago")]
    [TestCase(0x8000_0000u, Description = "as far away as can be")]
    public void Cycles_that_are_not_there_are_not_sent(uint ahead)
    {
        long usual = BytesOf(_ => { });
        long asked = BytesOf(pair =>
        {
            Ask(pair, isSlave: false, [new ResendEntry(Cycle(pair) + ahead, 0, 0)]);
            Ask(pair, isSlave: true, [new ResendEntry(Cycle(pair) + ahead, 0, 65_535)]);
        });
        Assert.That(asked, Is.EqualTo(usual));
    }

    [Test]
    public void Packets_that_a_cycle_does_not_have_are_not_sent()
    {
        long usual = BytesOf(_ => { });
        Assert.That(BytesOf(pair => Ask(pair, isSlave: false, [new ResendEntry(Cycle(pair), 65_535, 65_535)])), Is.EqualTo(usual));
    }

    [Test]
    public void A_session_without_the_feature_answers_nothing()
    {
        SessionParameters without = s_session with { Capabilities = Capabilities.All & ~Capabilities.Resend };
        long usual = BytesOf(_ => { }, without);
        Assert.That(BytesOf(pair => Ask(pair, isSlave: false, [new ResendEntry(Cycle(pair), 0, 0)]), without), Is.EqualTo(usual));
    }

    [Test]
    public void Answers_without_a_request_change_nothing([Values(-8, -1, 0)] int ahead)
    {
        var pair = new LinkedPair(s_session);
        pair.WarmUp();
        byte[]? packet = null;
        pair.Network.Drop = (datagram, source, _) =>
        {
            packet ??= source.Host == LinkedPair.MasterHost ? datagram.ToArray() : null;
            return false;
        };
        for (int cycle = 0; cycle < 500; cycle++)
        {
            pair.RunCycles(1);
            byte[] copy = (byte[])packet!.Clone();
            copy[CompactLayout.CopyOffset + 3] = 1;
            System.Buffers.Binary.BinaryPrimitives.WriteUInt32BigEndian(copy.AsSpan(32), (uint)(Cycle(pair) + ahead));
            pair.Network.Forge(copy, AddressOf(pair.Seat.Link!.Channel), pair.SlaveSocket.Local);
            packet = null;
        }
        Assert.That((pair.Seat.Wrong, pair.Seat.Gaps), Is.EqualTo((0L, 0L)));
    }

    [Test]
    public void A_million_requests_allocate_nothing_and_delay_no_cycle()
    {
        var pair = new LinkedPair(s_session);
        pair.WarmUp();
        byte[] request = Request(isSlave: true, [.. Enumerable.Range(0, 64).Select(back => new ResendEntry((uint)back, 0, 0))]);
        // More than a second, in which the first reports are sent.
        for (int cycle = 0; cycle < 200; cycle++)
            Flood(1000);
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int cycle = 0; cycle < 900; cycle++)
            Flood(1000);
        Assert.That(GC.GetAllocatedBytesForCurrentThread() - before, Is.Zero);
        Assert.That((pair.Seat.Wrong, pair.Seat.Gaps), Is.EqualTo((0L, 0L)));

        void Flood(int count)
        {
            for (int index = 0; index < count; index++)
                pair.Network.Forge(request, pair.SlaveSocket.Local, AddressOf(pair.Seat.Link!.Channel));
            pair.RunCycles(1);
        }
    }

    /// <summary>What the kernel does not take has not been sent again.</summary>
    [TestCase(SocketStatus.Done, ExpectedResult = 2)]
    [TestCase(SocketStatus.Refused, ExpectedResult = 2, Description = "an earlier datagram was")]
    [TestCase(SocketStatus.Full, ExpectedResult = 0)]
    [TestCase(SocketStatus.Down, ExpectedResult = 0)]
    public long Answers_count_when_they_have_left(SocketStatus status)
    {
        var pair = new LinkedPair(s_session);
        pair.RunCycles(10);
        LinkChannel channel = pair.Seat.Link!.Channel;
        using var answers = new ResendAnswers(s_session, channel.IncomingParameters, channel.Sent);
        byte[] request = Request(isSlave: true, [new ResendEntry(Cycle(pair), 0, 1), new ResendEntry(Cycle(pair) - 1, 0, 1)]);
        Assert.That(answers.TryAnswer(request, new FailingSocket(status)), Is.True);
        return channel.Sent.Answered;
    }

    // What both ends send in 500 cycles, in each of which someone does something.
    private static long BytesOf(Action<LinkedPair> attack, SessionParameters? session = null)
    {
        var pair = new LinkedPair(session ?? s_session);
        pair.WarmUp();
        long before = pair.Network.SentBytes;
        for (int cycle = 0; cycle < 500; cycle++)
        {
            attack(pair);
            pair.RunCycles(1);
        }
        Assert.That((pair.Seat.Wrong, pair.Seat.Gaps), Is.EqualTo((0L, 0L)));
        return pair.Network.SentBytes - before;
    }

    private static void Ask(LinkedPair pair, bool isSlave, ReadOnlySpan<ResendEntry> entries)
    {
        PeerAddress master = AddressOf(pair.Seat.Link!.Channel);
        pair.Network.Forge(
            Request(isSlave, entries), isSlave ? pair.SlaveSocket.Local : master, isSlave ? master : pair.SlaveSocket.Local);
    }

    private static byte[] Request(bool isSlave, ReadOnlySpan<ResendEntry> entries)
    {
        byte[] request = new byte[ResendRequest.SizeOf(entries.Length)];
        ResendRequest.Write(request, isSlave ? StreamDirection.Return : StreamDirection.Send, s_session.SessionId, entries);
        return request;
    }

    private static uint Cycle(LinkedPair pair) => (uint)pair.MasterCounters.Values.Cycles;

    private sealed class FailingSocket(SocketStatus status) : IDatagramSocket
    {
        public SocketStatus Send(OutgoingBatch batch) => status;

        public SocketStatus Receive(IncomingBatch batch) => SocketStatus.Empty;

        public void Dispose()
        {
        }
    }

    private static PeerAddress AddressOf(LinkChannel channel) => ((VirtualSocket)channel.Socket).Local;
}
