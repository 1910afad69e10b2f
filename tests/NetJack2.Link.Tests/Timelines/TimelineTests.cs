// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.Link.Tests.Jack2;
using NetJack2.Link.Timelines;
using NetJack2.Protocol.Extension;
using NetJack2.Protocol.Session;
using NetJack2.Protocol.Transport;
using NetJack2.World;

namespace NetJack2.Link.Tests.Timelines;

/// <summary>The transports of a master and its slave, over a network in memory.</summary>
public class TimelineTests
{
    private static readonly SessionParameters s_session = SharedTransport.Session;

    [Test]
    public void In_the_same_cycle_clients_of_both_see_the_same([Values(0, 2, 5)] int latency, [Values] bool sync)
    {
        var shared = new SharedTransport(s_session with { Latency = latency, SlaveSync = sync });
        shared.Pair.RunCycles(20);
        shared.Master.Locate(480_000);
        shared.Pair.RunCycles(20);
        shared.Master.Start();
        shared.Pair.RunCycles(50);
        Assert.That(shared.Slave.State, Is.EqualTo(TransportState.Rolling));
        shared.Master.Locate(77);
        shared.Pair.RunCycles(50);
        shared.Master.Stop();
        shared.Pair.RunCycles(20);
        Assert.That(shared.Compared, Is.GreaterThan(140));
        Assert.That(shared.Different, Is.Zero);
        Assert.That(shared.Slave.State, Is.EqualTo(TransportState.Stopped));
        Assert.That(shared.Slave.Position.Frame, Is.GreaterThan(77));
    }

    [Test]
    public void A_rolling_transport_needs_a_word_twice_a_second_and_a_standing_one_no_more()
    {
        var shared = new SharedTransport(s_session);
        int words = 0;
        shared.Pair.Network.Drop = (datagram, _, _) =>
        {
            words += datagram[11] == 't' ? 1 : 0;
            return false;
        };
        shared.Pair.RunCycles(100);
        words = 0;
        shared.Pair.RunCycles(1875); // ten seconds
        Assert.That(words, Is.InRange(30, 50), "standing, both ways");
        shared.Master.Start();
        shared.Pair.RunCycles(100);
        words = 0;
        shared.Pair.RunCycles(1875);
        Assert.That(words, Is.InRange(30, 50), "rolling, both ways");
    }

    [Test]
    public void Whatever_the_network_does_both_are_soon_at_one([Range(1, 8)] int seed)
    {
        var shared = new SharedTransport(s_session, seed);
        shared.Pair.Network.Loss = 0.2;
        shared.Pair.Network.Duplication = 0.2;
        shared.Pair.Network.Jitter = shared.Pair.Master.PeriodNs;
        var random = new Random(seed);
        for (int round = 0; round < 20; round++)
        {
            Act(shared, random.Next(3));
            shared.Pair.RunCycles(60);
        }
        shared.ResetCounts();
        shared.Pair.RunCycles(300);
        Assert.That(shared.Compared, Is.GreaterThan(100));
        Assert.That(shared.Different, Is.Zero);
    }

    [Test]
    public void After_a_change_that_was_lost_they_differ_for_as_long_as_words_are_lost()
    {
        var shared = new SharedTransport(s_session);
        shared.Pair.RunCycles(20);
        shared.Pair.Network.Drop = (datagram, _, _) => datagram[11] == 't';
        shared.Master.Start();
        shared.Pair.RunCycles(3);
        shared.Pair.Network.Drop = null;
        shared.Pair.RunCycles(30);
        Assert.That(shared.Different, Is.InRange(1, 3));
        Assert.That(shared.Slave.State, Is.EqualTo(TransportState.Rolling));
    }

    [Test]
    public void A_pause_of_the_network_leaves_the_frames_where_they_belong()
    {
        var shared = new SharedTransport(s_session);
        shared.Master.Start();
        shared.Pair.RunCycles(50);
        shared.Pair.Network.Unplug(LinkedPair.MasterHost);
        shared.Pair.RunCycles(40);
        shared.Pair.Network.Plug(LinkedPair.MasterHost);
        shared.Pair.Network.Drop = (datagram, _, _) => datagram[11] == 't';
        shared.Pair.RunCycles(40);
        Assert.That(shared.Different, Is.Zero, "without a word, by the cycle's number alone");
    }

    [Test]
    public void What_the_slaves_clients_ask_for_the_master_does_once([Range(1, 8)] int seed)
    {
        var shared = new SharedTransport(s_session, seed);
        shared.Pair.RunCycles(20);
        shared.Pair.Network.Loss = 0.3;
        shared.Pair.Network.Duplication = 0.3;
        shared.Pair.Network.Jitter = shared.Pair.Master.PeriodNs;
        shared.Slave.Ask(96_000);
        shared.Pair.RunCycles(40);
        shared.Slave.Ask(TransportCommand.Start);
        shared.Pair.RunCycles(40);
        shared.Slave.Ask(1000);
        shared.Pair.RunCycles(40);
        shared.Slave.Ask(TransportCommand.Stop);
        shared.Pair.RunCycles(60);
        Assert.That(shared.Master.Locates, Is.EqualTo(new uint[] { 96_000, 1000 }));
        Assert.That(shared.Master.Commands, Is.EqualTo(new[] { TransportCommand.Start, TransportCommand.Stop }));
        MasterTimeline timeline = shared.Pair.Seat.Link!.Timeline!;
        Assert.That((timeline.Orders, timeline.LastOrder), Is.EqualTo((4L, TransportOrder.Stop)));
        Assert.That(shared.Slave.State, Is.EqualTo(TransportState.Stopped));
        Assert.That(shared.Slave.Position.Frame, Is.EqualTo(shared.Master.Position.Frame));
    }

    [Test]
    public void A_place_and_a_start_in_one_cycle_begin_at_that_place()
    {
        var shared = new SharedTransport(s_session);
        shared.Pair.RunCycles(20);
        shared.Slave.Ask(96_000);
        shared.Slave.Ask(TransportCommand.Start);
        shared.Pair.RunCycles(40);
        Assert.That(shared.Master.State, Is.EqualTo(TransportState.Rolling));
        Assert.That(shared.Master.Position.Frame, Is.InRange(96_000, 96_000 + (40 * 256)));
        Assert.That(shared.Different, Is.Zero);
    }

    [Test]
    public void The_master_rolls_when_the_slaves_clients_are_ready([Values(0, 5)] int latency)
    {
        var shared = new SharedTransport(s_session with { Latency = latency }) { Slave = { SlowCycles = 40 } };
        shared.Pair.RunCycles(20);
        shared.Master.Start();
        shared.Pair.RunCycles(40);
        Assert.That(shared.Master.State, Is.EqualTo(TransportState.Starting));
        shared.Pair.RunCycles(20);
        Assert.That(shared.Master.State, Is.EqualTo(TransportState.Rolling));
        Assert.That(shared.Different, Is.Zero);
    }

    [Test]
    public void A_new_place_while_it_starts_is_waited_for_anew()
    {
        var shared = new SharedTransport(s_session) { Slave = { SlowCycles = 40 } };
        shared.Pair.RunCycles(20);
        shared.Master.Start();
        shared.Pair.RunCycles(30);
        shared.Master.Locate(5000);
        shared.Pair.RunCycles(35);
        Assert.That(shared.Master.State, Is.EqualTo(TransportState.Starting));
        shared.Pair.RunCycles(25);
        Assert.That(shared.Master.State, Is.EqualTo(TransportState.Rolling));
        Assert.That(shared.Different, Is.Zero);
    }

    [Test]
    public void A_slave_from_which_nothing_comes_holds_up_no_start()
    {
        var shared = new SharedTransport(s_session);
        shared.Pair.RunCycles(20);
        shared.Pair.Network.Unplug(LinkedPair.SlaveHost);
        shared.Master.Start();
        shared.Pair.RunCycles(25); // more than the 0.1 s of absence
        Assert.That(shared.Master.State, Is.EqualTo(TransportState.Rolling));
        shared.Master.Stop();
        shared.Pair.RunCycles(2);
        shared.Master.Start();
        shared.Pair.RunCycles(3);
        Assert.That(shared.Master.State, Is.EqualTo(TransportState.Rolling), "at once, now that it is known to be absent");
    }

    [Test]
    public void The_masters_beat_is_the_slaves([Values] bool isLossy)
    {
        var shared = new SharedTransport(s_session) { Master = { Beat = Beats(133) } };
        shared.Pair.RunCycles(20);
        shared.Master.Start();
        shared.Pair.RunCycles(40);
        shared.Pair.Network.Drop = (datagram, _, _) => isLossy && datagram[11] == 't';
        shared.Pair.RunCycles(200);
        shared.Master.Stop();
        shared.Pair.Network.Drop = null;
        shared.Pair.RunCycles(20);
        Assert.That(shared.Slave.Position, Is.EqualTo(shared.Master.Position));
        Assert.That(shared.Slave.Position.BeatsPerMinute, Is.EqualTo(133));
    }

    [Test]
    public void The_beat_of_a_slaves_timebase_master_is_known_for_any_frame()
    {
        var shared = new SharedTransport(s_session) { Slave = { Timebase = 3, IsConditional = true, Beat = Beats(97) } };
        MasterTimeline timeline = shared.Pair.Seat.Link!.Timeline!;
        shared.Pair.RunCycles(20);
        Assert.That(timeline.TimebaseWish, Is.EqualTo((1 << 1) + 1), "the first of this session, conditional");
        timeline.AnswerTimebase(timeline.TimebaseWish, isGranted: true);
        shared.Master.Start();
        shared.Pair.RunCycles(3);
        for (int cycle = 0; cycle < 50; cycle++)
        {
            shared.Pair.RunCycles(1);
            var next = new TransportPosition { Frame = shared.Master.Position.Frame + 256 };
            timeline.FillBeat(ref next);
            TransportPosition right = Beats(97)(new TransportPosition { Frame = next.Frame });
            if (cycle > 20)
                Assert.That(BeatsOf(next), Is.EqualTo(BeatsOf(right)).Within(0.001));
        }
        Assert.That(shared.Slave.Timebase, Is.EqualTo(3));
    }

    [Test]
    public void A_timebase_master_that_is_refused_or_loses_its_place_is_none_on_the_slave([Values] bool isGrantedFirst)
    {
        var shared = new SharedTransport(s_session) { Slave = { Timebase = 3, Beat = Beats(97) } };
        MasterTimeline timeline = shared.Pair.Seat.Link!.Timeline!;
        shared.Pair.RunCycles(20);
        timeline.AnswerTimebase(timeline.TimebaseWish, isGrantedFirst);
        // FillBeat is not called: another client of the master's server has become timebase master.
        shared.Master.Start();
        shared.Pair.RunCycles(40);
        Assert.That(shared.Slave.Timebase, Is.Negative);
        Assert.That(timeline.TimebaseWish, Is.Zero);
        shared.Slave.Timebase = 5;
        shared.Pair.RunCycles(10);
        Assert.That(timeline.TimebaseWish, Is.EqualTo(2 << 1), "another one, with a number of its own");
        Assert.That(shared.Slave.Timebase, Is.EqualTo(5));
    }

    [Test]
    public void A_session_without_shared_transport_sends_no_transport_packets([Values] bool isJack2)
    {
        Capabilities capabilities = isJack2 ? Capabilities.None : Capabilities.All & ~Capabilities.Transport;
        var shared = new SharedTransport(s_session with { Capabilities = capabilities });
        int words = 0;
        shared.Pair.Network.Drop = (datagram, _, _) =>
        {
            words += datagram[11] == 't' ? 1 : 0;
            return false;
        };
        shared.Pair.RunCycles(20);
        shared.Master.Start();
        shared.Pair.RunCycles(2);
        Assert.That(shared.Master.State, Is.EqualTo(TransportState.Rolling), "nobody is waited for");
        Assert.That(words, Is.Zero);
        Assert.That(shared.Slave.IsAcquired, Is.False);
    }

    [Test]
    public void A_slave_without_a_session_has_its_transport_back()
    {
        var shared = new SharedTransport(s_session);
        shared.Pair.RunCycles(20);
        Assert.That(shared.Slave.IsAcquired, Is.True);
        shared.Pair.Slave.Use(null, FakePorts.OfSlave(s_session), s_session.SampleRate);
        shared.Pair.RunCycles(3);
        Assert.That(shared.Slave.IsAcquired, Is.False);
    }

    private static void Act(SharedTransport shared, int what)
    {
        if (what == 0)
            shared.Master.Start();
        else if (what == 1)
            shared.Master.Stop();
        else
            shared.Master.Locate(123_456);
    }

    private static double BeatsOf(TransportPosition position)
        => ((position.Bar - 1) * 4) + position.Beat - 1 + (position.Tick / position.TicksPerBeat);

    private static Func<TransportPosition, TransportPosition> Beats(double tempo) => position =>
    {
        var beaten = new TransportPosition
        {
            Frame = 0,
            Fields = PositionFields.Beat,
            Bar = 1,
            Beat = 1,
            TicksPerBeat = 1920,
            BeatsPerMinute = tempo,
            BeatsPerBar = 4,
            BeatType = 4,
        };
        return beaten.After((int)position.Frame, s_session.SampleRate);
    };
}
