// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.Link.Cycles;
using NetJack2.Link.Datagrams;
using NetJack2.Link.Links;
using NetJack2.Link.Tests.Formats;
using NetJack2.Models;
using NetJack2.Protocol.Extension;
using NetJack2.Protocol.Session;
using NetJack2.Protocol.Wire;
using NetJack2.World;

namespace NetJack2.Link.Tests.Links;

/// <summary>When a slave runs a cycle of its master.</summary>
public class SlaveLinkTests
{
    private static readonly long s_period = VirtualClock.Second * 256 / 48_000;

    private readonly FakePorts _ports = FakePorts.OfSlave(ExampleSession.Parameters);
    private VirtualClock _clock = null!;
    private VirtualNetwork _network = null!;
    private VirtualSocket _socket = null!;
    private FormatBench _master = null!;

    [SetUp]
    public void Begin()
    {
        _clock = new VirtualClock();
        _network = new VirtualNetwork(_clock, seed: 1) { Delay = 0 };
        _socket = _network.Open(LinkedPair.SlaveHost);
        _ = _socket.TryConnect(new PeerAddress(LinkedPair.MasterHost, 40_001));
        _master = new FormatBench(DirectionParameters.Send(ExampleSession.Parameters), isCompact: false);
    }

    [TearDown]
    public void End() => _socket.Dispose();

    [Test]
    public void A_cycle_is_ready_when_its_last_packet_has_come_in_whatever_order()
    {
        SlaveLink link = Link(latency: 5);
        List<byte[]> packets = _master.WriteCodes(10);
        packets.Reverse();
        foreach (byte[] packet in packets.SkipLast(1))
        {
            Bring(link, packet);
            Assert.That(IsReady(link), Is.False);
        }
        Bring(link, packets[^1]);
        Assert.That(IsReady(link), Is.True);
        Assert.That(link.Begin(), Is.False);
    }

    [TestCase(0, false, 0.25)]
    [TestCase(1, false, 0.5)]
    [TestCase(30, false, 0.5)]
    [TestCase(5, true, 0.5)]
    [TestCase(25, true, 3)]
    public void What_is_missing_is_waited_for_as_the_latency_allows(int latency, bool isCompact, double periods)
    {
        SlaveLink link = Link(latency, isCompact);
        _master = new FormatBench(DirectionParameters.Send(ExampleSession.Parameters), isCompact);
        foreach (byte[] packet in _master.WriteCodes(10).Skip(1))
            Bring(link, packet);
        Assert.That(link.IsReady(_clock.Now, afterSilence: false, out long until), Is.False);
        Assert.That(until, Is.EqualTo(_clock.Now + (s_period * periods)).Within(1));
        _clock.Now = until;
        Assert.That(IsReady(link), Is.True);
        Assert.That(link.Begin(), Is.True);
    }

    [Test]
    public void A_cycle_of_which_nothing_came_is_run_so_that_the_slave_keeps_step()
    {
        SlaveLink link = Link(latency: 5);
        RunWhole(link, 10);
        foreach (byte[] packet in _master.WriteCodes(12))
            Bring(link, packet);
        _clock.Now += s_period / 2;
        Assert.That(IsReady(link), Is.True);
        Assert.That(link.Begin(), Is.True);
        link.Read(_ports);
        Assert.That(_ports.IncomingSamples(0), Has.None.Zero, "concealed");
        // The next is there already, but the clients of an asynchronous server need time for this one.
        Assert.That(IsReady(link), Is.False);
        _clock.Now += s_period * 3 / 4;
        Assert.That(IsReady(link), Is.True);
        Assert.That(link.Begin(), Is.False);
        link.Read(_ports);
        Assert.That(_ports.IncomingSamples(0)[^1], Is.EqualTo(SampleCode.At(0, (13 * 256) - 1)));
    }

    [Test]
    public void After_silence_what_has_not_come_is_not_waited_for()
    {
        SlaveLink link = Link(latency: 5);
        RunWhole(link, 10);
        foreach (byte[] packet in _master.WriteCodes(13))
            Bring(link, packet);
        Assert.That(link.IsReady(_clock.Now, afterSilence: true, out _), Is.True);
        Assert.That(link.Begin(), Is.False);
    }

    [Test]
    public void It_waits_longer_where_packets_are_late_and_never_longer_than_the_latency_tolerates()
    {
        SlaveLink link = Link(latency: 5);
        for (uint cycle = 10; cycle < 40; cycle++)
        {
            List<byte[]> packets = _master.WriteCodes(cycle);
            foreach (byte[] packet in packets.SkipLast(1))
                Bring(link, packet);
            _ = link.IsReady(_clock.Now, afterSilence: false, out long until);
            _clock.Now = until;
            Run(link);
            Bring(link, packets[^1]); // too late
        }
        Bring(link, _master.WriteCodes(40)[0]);
        Assert.That(link.IsReady(_clock.Now, afterSilence: false, out long last), Is.False);
        Assert.That(last - _clock.Now, Is.EqualTo(s_period * 4 / 2).Within(s_period / 50));
    }

    [Test]
    public void An_answer_has_the_number_of_the_cycle_that_it_answers()
    {
        VirtualSocket master = _network.Open(LinkedPair.MasterHost, 40_001);
        SlaveLink link = Link(latency: 5);
        RunWhole(link, 0x373A);
        link.Write(_ports);
        byte[] answer = new byte[1500];
        Assert.That(master.ReceiveFrom(answer, out int length, out _), Is.EqualTo(SocketStatus.Done));
        Assert.That(PacketReader.TryOpen(answer.AsSpan(0, length), out PacketReader packet), Is.True);
        Assert.That((uint)packet.Header.Cycle, Is.EqualTo(0x373Au));
    }

    private SlaveLink Link(int latency, bool isCompact = false)
    {
        SessionParameters session = ExampleSession.Parameters with
        {
            Latency = latency,
            Capabilities = ExampleSession.CapabilitiesOf(isCompact),
        };
        return new SlaveLink(new LinkChannel(
            session, DirectionParameters.Return(session), DirectionParameters.Send(session), _socket, SlaveLink.WindowCycles(session)));
    }

    private void Bring(SlaveLink link, byte[] packet)
    {
        _network.Forge(packet, new PeerAddress(LinkedPair.MasterHost, 40_001), _socket.Local);
        link.Channel.Receive(_clock.Now);
    }

    private void RunWhole(SlaveLink link, uint cycle)
    {
        foreach (byte[] packet in _master.WriteCodes(cycle))
            Bring(link, packet);
        Run(link);
    }

    private void Run(SlaveLink link)
    {
        Assert.That(IsReady(link), Is.True);
        _ = link.Begin();
        link.Read(_ports);
    }

    private bool IsReady(SlaveLink link) => link.IsReady(_clock.Now, afterSilence: false, out _);
}
