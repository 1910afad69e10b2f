// SPDX-License-Identifier: GPL-2.0-or-later
using System.Runtime.InteropServices;
using NetJack2.Link.Cycles;
using NetJack2.Link.Datagrams;
using NetJack2.Link.Formats;
using NetJack2.Link.Links;
using NetJack2.Link.Tests.Formats;
using NetJack2.Models;
using NetJack2.Protocol;
using NetJack2.Protocol.Extension;
using NetJack2.Protocol.Session;
using NetJack2.World;

namespace NetJack2.Link.Tests.Links;

public class LinkChannelTests
{
    private static readonly PeerAddress s_peer = new(LinkedPair.MasterHost, 40_001);

    private VirtualClock _clock = null!;
    private VirtualNetwork _network = null!;
    private VirtualSocket _socket = null!;

    [SetUp]
    public void Begin()
    {
        _clock = new VirtualClock();
        _network = new VirtualNetwork(_clock, seed: 1) { Delay = 0 };
        _socket = _network.Open(LinkedPair.SlaveHost);
        _ = _socket.TryConnect(s_peer);
    }

    [TearDown]
    public void End() => _socket.Dispose();

    [Test]
    public void Until_the_peer_names_the_ports_that_it_wants_all_are_sent()
    {
        LinkChannel transport = Transport(ExampleSession.Parameters);
        Assert.That(transport.PeerWants == PortSet.First(2), Is.True);
        var bench = new FormatBench(DirectionParameters.Send(ExampleSession.Parameters), isCompact: false);
        foreach (byte[] packet in bench.Write(1, new FakePorts(2, 1, 0, 0, 256), default, PortSet.First(1)))
            Bring(packet);
        transport.Receive(_clock.Now);
        transport.Close(transport.Window.Find(1));
        Assert.That(transport.PeerWants == PortSet.First(1), Is.True);
        transport.Close(null);
        Assert.That(transport.PeerWants == PortSet.First(1), Is.True);
    }

    [Test]
    [Property("Defect", "Fault-31")]
    public void What_a_cycle_that_never_ends_may_use_is_not_freed()
    {
        LinkChannel abandoned = Transport(ExampleSession.Parameters);
        abandoned.Abandon();
        abandoned.Dispose();
        Assert.That(_socket.IsOpen, Is.True);
        Assert.That(() => abandoned.Receive(_clock.Now), Throws.Nothing);
        LinkChannel usual = Transport(ExampleSession.Parameters);
        usual.Dispose();
        Assert.That(_socket.IsOpen, Is.False);
    }

    [Test]
    [Property("Defect", "D-05")]
    public void A_handshake_packet_on_a_running_session_is_kept_for_the_control_thread_once()
    {
        LinkChannel transport = Transport(ExampleSession.Parameters);
        for (uint session = 8; session < 11; session++)
        {
            SessionPacket setup = SessionPacket.Create(SessionPacketId.SlaveSetup);
            setup.SessionId = session;
            Bring(SessionPacket.AsBytes(setup).ToArray());
        }
        transport.Receive(_clock.Now);
        Assert.That(transport.TryReceiveHandshake(out SessionPacket packet), Is.True);
        Assert.That((uint)packet.SessionId, Is.EqualTo(8u));
        Assert.That(transport.TryReceiveHandshake(out _), Is.False);
        Assert.That((transport.Counters.Values.Malformed, transport.Window.IsOpen), Is.EqualTo((0L, false)));
    }

    [Test]
    [Property("Defect", "D-05, D-13")]
    public void Junk_is_read_and_counted_and_hides_nothing()
    {
        LinkChannel transport = Transport(ExampleSession.Parameters);
        var random = new Random(1);
        for (int count = 0; count < 500; count++)
        {
            byte[] junk = new byte[random.Next(0, 1472)];
            random.NextBytes(junk);
            Bring(junk);
        }
        Bring(new FormatBench(DirectionParameters.Send(ExampleSession.Parameters), isCompact: false).WriteCodes(1)[0]);
        transport.Receive(_clock.Now);
        Assert.That((transport.Counters.Values.Malformed, transport.Counters.Values.Received), Is.EqualTo((500L, 1L)));
    }

    [Test]
    [Property("Defect", "D-15")]
    public void A_flood_does_not_keep_a_cycle_from_ending()
    {
        LinkChannel transport = Transport(ExampleSession.Parameters);
        for (int count = 0; count < 5000; count++)
            Bring([1, 2, 3]);
        transport.Receive(_clock.Now);
        Assert.That(_socket.Calls, Is.LessThanOrEqualTo(64));
        Assert.That(transport.Counters.Values.Malformed, Is.EqualTo(64 * 16));
    }

    [Test]
    [Property("Defect", "D-22")]
    public void An_error_on_the_socket_hides_nothing_that_lies_behind_it()
    {
        LinkChannel transport = Transport(ExampleSession.Parameters);
        _network.Send(_socket, [0], s_peer); // no program is there: the host reports that
        Bring(new FormatBench(DirectionParameters.Send(ExampleSession.Parameters), isCompact: false).WriteCodes(1)[0]);
        transport.Receive(_clock.Now);
        Assert.That((transport.Counters.Refused, transport.Counters.Values.Received), Is.EqualTo((1L, 1L)));
    }

    [TestCase(SocketStatus.TooLong)]
    [TestCase(SocketStatus.Failed)]
    [Property("Defect", "Fault-29")]
    public void Any_pending_error_on_the_socket_hides_nothing_that_lies_behind_it(SocketStatus error)
    {
        SessionParameters session = ExampleSession.Parameters;
        Bring(new FormatBench(DirectionParameters.Send(session), isCompact: false).WriteCodes(1)[0]);
        using var socket = new ErrorFirstSocket(_socket, error);
        var channel = new LinkChannel(
            session, DirectionParameters.Return(session), DirectionParameters.Send(session), socket, windowCycles: 6);
        channel.Receive(_clock.Now);
        Assert.That(channel.Counters.Values.Received, Is.EqualTo(1));
    }

    [TestCase(SocketStatus.Done, 4, 0, 0)]
    [TestCase(SocketStatus.Full, 0, 1, 0)]
    [TestCase(SocketStatus.Failed, 0, 1, 0)]
    [TestCase(SocketStatus.Refused, 4, 0, 1)]
    [Property("Defect", "D-22")]
    public void A_send_that_fails_is_counted_and_ends_nothing(SocketStatus status, long sent, long failures, long refused)
    {
        SessionParameters session = ExampleSession.Parameters;
        using var socket = new FailingSocket(status);
        using var transport = new LinkChannel(
            session, DirectionParameters.Send(session), DirectionParameters.Return(session), socket, windowCycles: 6);
        transport.Send(new OutgoingCycle(1, PortSet.First(2), default), FakePorts.OfMaster(session));
        LinkCounters counters = transport.Counters;
        Assert.That((counters.Values.Sent, counters.Values.SendFailures, counters.Refused), Is.EqualTo((sent, failures, refused)));
    }

    [Test]
    public void The_format_is_what_both_ends_can()
    {
        Assert.That(Transport(ExampleSession.Parameters).IncomingFormat, Is.InstanceOf<Jack2Format>());
        Assert.That(
            Transport(ExampleSession.Parameters with { Capabilities = Capabilities.Renegotiation }).IncomingFormat,
            Is.InstanceOf<Jack2Format>());
        Assert.That(
            Transport(ExampleSession.Parameters with { Capabilities = Capabilities.All }).OutgoingFormat, Is.InstanceOf<CompactFormat>());
    }

    private LinkChannel Transport(SessionParameters session) =>
        new(session, DirectionParameters.Return(session), DirectionParameters.Send(session), _socket, windowCycles: 6);

    private void Bring(byte[] datagram) => _network.Forge(datagram, s_peer, _socket.Local);

    private sealed class ErrorFirstSocket(VirtualSocket socket, SocketStatus error) : IDatagramSocket
    {
        private bool _hasFailed;

        public SocketStatus Send(OutgoingBatch batch) => socket.Send(batch);

        public SocketStatus Receive(IncomingBatch batch)
        {
            batch.Clear();
            if (_hasFailed)
                return socket.Receive(batch);
            _hasFailed = true;
            return error;
        }

        public void Dispose()
        {
        }
    }

    private sealed class FailingSocket(SocketStatus status) : IDatagramSocket
    {
        public SocketStatus Send(OutgoingBatch batch) => status;

        public SocketStatus Receive(IncomingBatch batch) => SocketStatus.Empty;

        public void Dispose()
        {
        }
    }
}
