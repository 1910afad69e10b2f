// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.Link.Cycles;
using NetJack2.Link.Links;
using NetJack2.Models;
using NetJack2.Protocol.Session;
using NetJack2.World;
using NetJack2.World.Jack2;

namespace NetJack2.Link.Tests.Jack2;

/// <summary>The slave of netjack2-cs with a master of jack2, as the protocol document describes one.</summary>
public class SlaveWithJack2MasterTests
{
    [Test]
    public void Audio_returns_bit_exact_after_the_agreed_latency([Values(0, 1, 2, 5, 30)] int latency, [Values] bool sync)
    {
        var pair = new Pair(ExampleSession.Parameters with { Latency = latency, SlaveSync = sync });
        pair.RunCycles(latency + 5);
        pair.Master.ResetCounts();
        pair.RunCycles(200);
        Assert.That((pair.Master.Wrong, pair.Master.Gaps, pair.Master.Stalls), Is.EqualTo((0L, 0L, 0)));
        Assert.That(pair.Master.Good, Is.GreaterThan(190L * 512));
    }

    [TestCase(21, 21)]
    [TestCase(40, 40)]
    [TestCase(43, 40)]
    [TestCase(64, 64)]
    [TestCase(80, 72)]
    [TestCase(128, 121)]
    [Property("Defect", "D-07, D-13")]
    public void It_survives_any_number_of_channels(int channels, int sent)
    {
        // Until the first answer arrives, jack2 believes that all its ports are wanted, and crashes with any slave.
        var pair = new Pair(ExampleSession.Parameters with { SendAudio = channels, ReturnAudio = channels, Latency = 2, SlaveSync = true });
        pair.Master.Receiver.Wanted.RemoveRange(sent, channels - sent);
        pair.RunCycles(10);
        pair.Master.ResetCounts();
        pair.RunCycles(10);
        Assert.That((pair.Master.Wrong, pair.Master.Good), Is.EqualTo((0L, 10L * 256 * sent)));
    }

    [TestCase(441, 384)]
    [TestCase(480, 384)]
    [TestCase(240, 128)]
    [Property("Defect", "D-10")]
    public void What_it_leaves_out_of_a_period_is_silence(int period, int sent)
    {
        var pair = new Pair(ExampleSession.Parameters with { Period = period });
        pair.RunCycles(20);
        pair.Master.ResetCounts();
        pair.RunCycles(20);
        Assert.That((pair.Master.Wrong, pair.Master.Good), Is.EqualTo((0L, 20L * 2 * sent)));
    }

    [Test]
    public void Its_events_are_played_once_and_sent_back()
    {
        var pair = new Pair(ExampleSession.Parameters with { SlaveSync = true });
        var received = new List<string>();
        pair.Master.AfterCycle = receiver => received.AddRange(receiver.Events.Select(entry => Convert.ToHexString(entry.Data)));
        pair.Master.EventsToSend.Add((0, 10, [0x90, 0x3C, 0x40]));
        pair.RunCycles(1);
        pair.Master.EventsToSend.Clear();
        pair.RunCycles(20);
        Assert.That(received.Single(), Is.EqualTo("903C40"));
    }

    [TestCase(60)]
    [TestCase(900)]
    [Property("Defect", "D-06, D-58")]
    public void Events_of_any_length_reach_it_whole(int length)
    {
        var pair = new Pair(ExampleSession.Parameters);
        byte[] data = [0xF0, .. Enumerable.Range(1, length - 1).Select(index => (byte)(index & 127))];
        pair.Slave.Graph = ports =>
        {
            ports.ClearOutgoingMidi();
            _ = ports.Send(0, 7, data);
        };
        var received = new List<byte[]>();
        pair.Master.AfterCycle = receiver => received.AddRange(receiver.Events.Select(entry => entry.Data));
        pair.RunCycles(20);
        Assert.That(received, Is.Not.Empty.And.All.EqualTo(data));
    }

    [Test]
    [Property("Defect", "D-20")]
    public void Each_cycle_of_it_is_answered_also_one_that_was_lost_in_part([Values(1, 2, 3, 4)] int seed, [Values] bool sync)
    {
        var pair = new Pair(ExampleSession.Parameters with { SlaveSync = sync }, seed);
        pair.RunCycles(10);
        pair.Master.ResetCounts();
        // One kind of packet now and then, on the way to the slave.
        var random = new Random(seed);
        pair.Network.Drop = (_, source, _) => source.Host == LinkedPair.MasterHost && random.Next(20) == 0;
        pair.RunCycles(300);
        Assert.That(pair.Master.Stalls, Is.Zero);
        Assert.That(pair.Master.Wrong, Is.Positive.And.LessThanOrEqualTo(pair.Counters.Values.ConcealedFrames),
            "the slave's clients hear, and send back, what it made up");
        pair.Network.Drop = null;
        pair.RunCycles(10);
        pair.Master.ResetCounts();
        pair.RunCycles(50);
        Assert.That((pair.Master.Wrong, pair.Master.Gaps), Is.EqualTo((0L, 0L)));
    }

    [TestCase(2, 256)]
    [TestCase(2, 1024)]
    [TestCase(4, 441)]
    [Property("Defect", "D-09, D-11")]
    public void It_gets_every_sample_of_int16_back(int channels, int period)
    {
        var pair = new Pair(ExampleSession.Parameters with
        {
            Encoder = SampleEncoder.Int16,
            SendAudio = channels,
            ReturnAudio = channels,
            Period = period,
        });
        pair.RunCycles(20);
        pair.Master.ResetCounts();
        pair.RunCycles(20);
        Assert.That((pair.Master.Wrong, pair.Master.Gaps, pair.Master.Good), Is.EqualTo((0L, 0L, 20L * channels * period)));
    }

    // The master takes one answer a cycle from its queue: each that is too late would make the round trip longer for good. One that
    // waits for the answer that is due, and stands still, would miss it: the round trip would be shorter for good.
    [Test]
    [Property("Defect", "Fault-05")]
    public void After_a_pause_of_the_slave_the_latency_is_what_it_was(
        [Values(2, 5)] int latency, [Values] bool sync, [Values(100, 1000)] int milliseconds, [Values] bool waits)
    {
        SessionParameters session = ExampleSession.Parameters with { Latency = latency, SlaveSync = sync };
        var pair = new Pair(session) { Master = { WaitsForAnswers = waits } };
        pair.RunCycles(200);
        pair.Pause(milliseconds * VirtualClock.Millisecond);
        pair.RunCycles((milliseconds / 5) + 100);
        pair.Master.ResetCounts();
        pair.RunCycles(500);
        Assert.That((pair.Master.Wrong, pair.Master.Gaps, pair.Master.Stalls), Is.EqualTo((0L, 0L, 0)));
    }

    private sealed class Pair
    {
        private readonly VirtualWorld _world;
        private readonly long _period;

        public Pair(SessionParameters session, int seed = 1)
        {
            _world = new VirtualWorld(seed);
            _period = VirtualClock.Second * session.Period / session.SampleRate;
            Network.Mtu = session.Mtu;
            VirtualSocket masterSocket = Network.Open(LinkedPair.MasterHost);
            VirtualSocket slaveSocket = Network.Open(LinkedPair.SlaveHost);
            _ = masterSocket.TryConnect(slaveSocket.Local);
            _ = slaveSocket.TryConnect(masterSocket.Local);
            Master = new Jack2Master(_world, masterSocket, session);
            var transport = new LinkChannel(
                session, DirectionParameters.Return(session), DirectionParameters.Send(session), slaveSocket,
                SlaveLink.WindowCycles(session));
            Counters = transport.Counters;
            Slave = new SlaveServer(_world.Clock) { IsSync = session.SlaveSync };
            Slave.Use(new SlaveLink(transport), FakePorts.OfSlave(session), session.SampleRate);
            _world.Add(Slave);
            _world.Add(Master);
        }

        public VirtualNetwork Network => _world.Network;

        public Jack2Master Master { get; }

        public SlaveServer Slave { get; }

        public LinkCounters Counters { get; }

        public void RunCycles(int count) => _world.RunFor(count * _period);

        public void Pause(long nanoseconds) => Slave.HeldUntil = _world.Clock.Now + nanoseconds;
    }
}
