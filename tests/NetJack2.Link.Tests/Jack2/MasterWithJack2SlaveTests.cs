// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.Link.Cycles;
using NetJack2.Link.Links;
using NetJack2.Protocol.Session;
using NetJack2.Statistics;
using NetJack2.World;
using NetJack2.World.Jack2;

namespace NetJack2.Link.Tests.Jack2;

/// <summary>The master of netjack2-cs with a slave of jack2, as the protocol document describes one.</summary>
public class MasterWithJack2SlaveTests
{
    [Test]
    public void Audio_returns_bit_exact_after_the_agreed_latency([Values(0, 1, 2, 5, 30)] int latency, [Values] bool sync)
    {
        var pair = new Pair(ExampleSession.Parameters with { Latency = latency, SlaveSync = sync });
        pair.RunCycles(latency + 5);
        pair.Seat.ResetCounts();
        pair.RunCycles(200);
        Assert.That((pair.Seat.Wrong, pair.Seat.Gaps), Is.EqualTo((0L, 0L)));
    }

    [TestCase(100, 1)]
    [TestCase(2900, 2)]
    [TestCase(6000, 3)]
    public void The_latency_that_would_have_done_is_known_without_a_word_of_the_slave(int microseconds, int needed)
    {
        foreach (bool sync in new[] { true, false })
        {
            var pair = new Pair(ExampleSession.Parameters with { Latency = 5, SlaveSync = sync });
            pair.Network.Delay = microseconds * 1000L;
            pair.RunCycles(1000);
            SessionCounters counters = default;
            pair.Seat.Link!.Channel.Margins.Describe(ref counters);
            Assert.That(counters.LatencyNeeded, Is.EqualTo(needed), $"sync {sync}");
        }
    }

    // Counts at which jack2 would overflow its buffers if it sent as many back.
    [TestCase(21, 21)]
    [TestCase(40, 40)]
    [TestCase(43, 40)]
    [TestCase(64, 64)]
    [TestCase(80, 72)]
    [TestCase(128, 121)]
    [TestCase(255, 178)]
    [Property("Defect", "D-07, D-13")]
    public void It_survives_any_number_of_channels(int channels, int returned)
    {
        var pair = new Pair(ExampleSession.Parameters with { SendAudio = channels, ReturnAudio = channels, Latency = 2, SlaveSync = true });
        pair.RunCycles(10);
        pair.Seat.ResetCounts();
        pair.RunCycles(10);
        Assert.That((pair.Seat.Wrong, pair.Seat.Good), Is.EqualTo((0L, 10L * 256 * returned)));
    }

    [TestCase(441, 384)]
    [TestCase(480, 384)]
    [TestCase(240, 128)]
    [Property("Defect", "D-10")]
    public void It_gets_whole_periods_and_sends_what_its_packets_hold(int period, int returned)
    {
        var pair = new Pair(ExampleSession.Parameters with { Period = period });
        pair.RunCycles(20);
        pair.Seat.ResetCounts();
        pair.RunCycles(20);
        Assert.That(pair.Slave.Receiver.Ports[1].Take(period), Has.None.Zero);
        Assert.That((pair.Seat.Wrong, pair.Seat.Good), Is.EqualTo((0L, 20L * 2 * returned)));
    }

    [TestCase(2, 256, 1500)]
    [TestCase(2, 1024, 1500)]
    [TestCase(4, 441, 1500)]
    [TestCase(12, 64, 576)]
    [Property("Defect", "D-09, D-11")]
    public void Every_sample_of_int16_arrives_in_both_directions(int channels, int period, int mtu)
    {
        var pair = new Pair(ExampleSession.Parameters with
        {
            Encoder = SampleEncoder.Int16,
            SendAudio = channels,
            ReturnAudio = channels,
            Period = period,
            Mtu = mtu,
            SlaveSync = true,
        });
        pair.Seat.Int16Steps = 1;
        pair.RunCycles(20);
        pair.Seat.ResetCounts();
        pair.RunCycles(20);
        Assert.That((pair.Seat.Wrong, pair.Seat.Gaps, pair.Seat.Good), Is.EqualTo((0L, 0L, 20L * channels * period)));
        Assert.That(pair.Network.FragmentedCount, Is.Zero);
    }

    // 3 channels of 512 frames are 3 packets of 341, 341 and 342 bytes a channel: the last of 512 samples has no place.
    [Test]
    [Property("Defect", "D-11")]
    public void Only_the_end_of_the_period_is_missing_where_jack2s_int16_has_no_room()
    {
        var pair = new Pair(ExampleSession.Parameters with
        {
            Encoder = SampleEncoder.Int16,
            SendAudio = 3,
            ReturnAudio = 3,
            Period = 512,
            SlaveSync = true,
        });
        pair.Seat.Int16Steps = 1;
        pair.RunCycles(20);
        pair.Seat.ResetCounts();
        pair.RunCycles(20);
        float[] received = [.. pair.Slave.Receiver.Ports[2].Take(512)];
        Assert.That(received[..511], Has.None.Zero);
        Assert.That(received[511], Is.Zero, "half a sample would be noise");
        Assert.That(
            (pair.Seat.Wrong, pair.Seat.Gaps, pair.Seat.Good), Is.EqualTo((20L * 3, 0L, 20L * 3 * 511)), "the last that came goes on");
    }

    [Test]
    [Property("Defect", "D-10")]
    public void An_adapter_with_room_for_one_period_gets_no_more()
    {
        var pair = new Pair(ExampleSession.Parameters with { Period = 441, SlaveSync = true });
        pair.Slave.Receiver.RoomForFrames = 441;
        pair.RunCycles(50);
        Assert.That(pair.Slave.Cycles, Is.GreaterThan(45));
    }

    [TestCase(3)]
    [TestCase(60)]
    [TestCase(900)]
    [Property("Defect", "D-06, D-58")]
    public void Events_of_any_length_reach_it_whole(int length)
    {
        var pair = new Pair(ExampleSession.Parameters);
        byte[] data = [length > 4 ? (byte)0xF0 : (byte)0x90, .. Enumerable.Range(1, length - 1).Select(index => (byte)(index & 127))];
        pair.Seat.BeforeCycle = (ports, _) =>
        {
            ports.ClearOutgoingMidi();
            ports.Send(0, 7, data);
        };
        pair.RunCycles(10);
        Assert.That(pair.Slave.Receiver.Events.Single().Data, Is.EqualTo(data));
    }

    [Test]
    [Property("Defect", "D-08, D-58")]
    public void As_many_events_as_jack2_can_store_reach_it([Values(18, 82, 115, 300)] int count, [Values(64, 256, 1024)] int period)
    {
        var pair = new Pair(ExampleSession.Parameters with { Period = period });
        pair.Seat.BeforeCycle = (ports, _) =>
        {
            ports.ClearOutgoingMidi();
            for (int index = 0; index < count; index++)
                ports.Send(0, 0, [0x90, (byte)(index & 127), 1]);
        };
        pair.RunCycles(10);
        Assert.That(pair.Slave.Receiver.Events, Has.Count.EqualTo(Math.Min(count, ((4 * period) - 36) / 12)));
    }

    [Test]
    [Property("Defect", "D-51")]
    public void Where_its_ports_may_be_small_each_gets_what_it_can_store([Values(1, 4)] int ports, [Values(3, 60)] int length)
    {
        const int Period = 64;
        var pair = new Pair(ExampleSession.Parameters with { Period = Period, SlaveSync = true, SendMidi = ports });
        pair.Slave.Receiver.MidiPortSize = 4 * Period;
        byte[] data = [length > 4 ? (byte)0xF0 : (byte)0x90, .. new byte[length - 1]];
        pair.Seat.BeforeCycle = (all, _) =>
        {
            all.ClearOutgoingMidi();
            for (int index = 0; index < 50; index++)
                all.Send(0, 0, data);
        };
        pair.RunCycles(10);
        Assert.That(pair.Slave.Receiver.Events, Has.Count.EqualTo(length == 3 ? 18 : 3));
    }

    [Test]
    [Property("Defect", "D-20, D-21")]
    public void A_counter_that_loses_step_does_not_change_the_latency_for_long(
        [Values(1, 3, 5, 6, 12, 40, 300)] int lostCycles, [Values(1, 5)] int latency)
    {
        var pair = new Pair(ExampleSession.Parameters with { Latency = latency });
        pair.RunCycles(600);
        pair.Network.Drop = (_, source, _) => source.Host == LinkedPair.MasterHost;
        pair.RunCycles(lostCycles);
        pair.Network.Drop = null;
        pair.RunCycles(600);
        pair.Seat.ResetCounts();
        pair.RunCycles(600);
        Assert.That((pair.Seat.Wrong, pair.Seat.Gaps), Is.EqualTo((0L, 0L)));
    }

    [Test]
    [Property("Defect", "D-21")]
    public void A_counter_that_begins_late_has_the_agreed_latency_soon([Values(1, 2, 8, 30)] int lostCycles, [Values(1, 2)] int latency)
    {
        var pair = new Pair(ExampleSession.Parameters with { Latency = latency });
        pair.Network.Drop = (_, source, _) => source.Host == LinkedPair.MasterHost;
        pair.RunCycles(lostCycles + latency);
        pair.Network.Drop = null;
        pair.RunCycles(800);
        pair.Seat.ResetCounts();
        pair.RunCycles(200);
        Assert.That((pair.Seat.Wrong, pair.Seat.Gaps), Is.EqualTo((0L, 0L)));
    }

    [Test]
    public void A_slave_that_numbers_no_answer_has_the_agreed_latency_also_after_a_loss(
        [Values(0, 1, 2, 5)] int latency, [Values(0, 1, 3)] int lostCycles)
    {
        var pair = new Pair(ExampleSession.Parameters with { Latency = latency, SlaveSync = true });
        pair.Slave.NumbersItsAnswers = false;
        pair.RunCycles(100);
        pair.Seat.ResetCounts();
        pair.RunCycles(500);
        Assert.That((pair.Seat.Wrong, pair.Seat.Gaps), Is.EqualTo((0L, 0L)));
        pair.Network.Drop = (_, source, _) => source.Host == LinkedPair.MasterHost;
        pair.RunCycles(lostCycles);
        pair.Network.Drop = null;
        pair.RunCycles(600);
        pair.Seat.ResetCounts();
        pair.RunCycles(600);
        Assert.That((pair.Seat.Wrong, pair.Seat.Gaps), Is.EqualTo((0L, 0L)));
    }

    [Test]
    [Property("Defect", "D-20, D-62")]
    public void Lost_and_reordered_packets_are_gaps_and_nothing_harms_jack2([Values(1, 2, 3, 4)] int seed)
    {
        var pair = new Pair(ExampleSession.Parameters with { SlaveSync = true }, seed) { Network = { Loss = 0.02, Duplication = 0.01 } };
        pair.RunCycles(500);
        Assert.That(pair.Seat.Good, Is.GreaterThan(500L * 512 * 8 / 10));
    }

    private sealed class Pair
    {
        private readonly VirtualWorld _world;
        private readonly MasterServer _master;

        public Pair(SessionParameters session, int seed = 1)
        {
            _world = new VirtualWorld(seed);
            Network.Mtu = session.Mtu;
            VirtualSocket masterSocket = Network.Open(LinkedPair.MasterHost);
            VirtualSocket slaveSocket = Network.Open(LinkedPair.SlaveHost);
            _ = masterSocket.TryConnect(slaveSocket.Local);
            _ = slaveSocket.TryConnect(masterSocket.Local);
            var transport = new LinkChannel(
                session, DirectionParameters.Send(session), DirectionParameters.Return(session), masterSocket,
                MasterLink.WindowCycles(session));
            Seat = new MasterSeat(session, new MasterLink(transport, _world.Clock, new WorldWaiter(_world)));
            _master = new MasterServer(_world.Clock) { Period = session.Period, SampleRate = session.SampleRate };
            _master.Seats.Add(Seat);
            Slave = new Jack2Slave(slaveSocket, session);
            _world.Add(Slave);
            _world.Add(_master);
        }

        public VirtualNetwork Network => _world.Network;

        public MasterSeat Seat { get; }

        public Jack2Slave Slave { get; }

        public void RunCycles(int count) => _world.RunFor(count * _master.PeriodNs);
    }
}
