// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.Link.Cycles;
using NetJack2.Link.Datagrams;
using NetJack2.Link.Links;
using NetJack2.Protocol.Session;
using NetJack2.World;
using NetJack2.World.Jack2;

namespace NetJack2.Link.Tests.Jack2;

/// <summary>The latency of a session with a slave of jack2 or PipeWire is the published one, from the first second to the tenth.</summary>
[Property("Defect", "Fault-04")]
public class ConstantLatencyTests
{
    public enum Numbers
    {
        /// <summary>A synchronous slave of jack2: the master's.</summary>
        Masters,

        /// <summary>An asynchronous slave of jack2: those of its own counter.</summary>
        Own,

        /// <summary>PipeWire: none.</summary>
        None,
    }

    [Test]
    public void Answers_that_are_there_at_once_now_and_then_change_nothing(
        [Values] Numbers numbers, [Values(64, 256, 1024)] int period, [Values(1, 2, 5, 30)] int latency)
    {
        var random = new Random(1);
        var pair = new Pair(Session(numbers, period, latency), numbers, () => random.Next(20) == 0);
        pair.RunSeconds(1);
        pair.Seat.ResetCounts();
        pair.RunSeconds(9);
        Assert.That((pair.Seat.Wrong, pair.Seat.Gaps), Is.EqualTo((0L, 0L)));
        Assert.That(pair.Seat.Good, Is.Positive);
    }

    [Test]
    public void A_slave_that_misses_a_cycle_as_the_session_begins_changes_nothing(
        [Values] Numbers numbers, [Values(2, 5)] int latency, [Values(3, 4, 5, 6, 7, 8, 9, 12)] int missed)
    {
        var pair = new Pair(Session(numbers, 512, latency), numbers, () => false) { MissedCycle = missed };
        pair.RunSeconds(4);
        pair.Seat.ResetCounts();
        pair.RunSeconds(9);
        Assert.That((pair.Seat.Wrong, pair.Seat.Gaps), Is.EqualTo((0L, 0L)));
        Assert.That(pair.Seat.Good, Is.Positive);
    }

    [Test]
    public void Forged_answers_to_the_present_cycle_change_nothing(
        [Values(Numbers.Own, Numbers.None)] Numbers numbers, [Values(2, 5)] int latency, [Values(1, 20)] int forged)
    {
        var pair = new Pair(Session(numbers, 256, latency), numbers, () => false);
        pair.RunSeconds(3);
        for (int count = 0; count < forged; count++)
        {
            pair.ForgeSync();
            pair.RunCycles(6);
        }
        pair.RunSeconds(3);
        pair.Seat.ResetCounts();
        pair.RunSeconds(4);
        Assert.That((pair.Seat.Wrong, pair.Seat.Gaps), Is.EqualTo((0L, 0L)));
    }

    /// <summary>Forged numbers: of a cycle that is over, of the present one, of one that comes, and far ones.</summary>
    [Test]
    [Property("Defect", "Fault-09")]
    public void A_forged_number_does_not_stop_a_slave_that_numbers_no_answer(
        [Values(-500, -3, 0, 2, 1000, int.MaxValue, int.MinValue)] int ahead, [Values(1, 4)] int atOnce)
    {
        var pair = new Pair(Session(Numbers.None, 256, latency: 2), Numbers.None, () => false);
        pair.RunSeconds(4);
        for (int count = 0; count < 10; count++)
        {
            for (int sync = 0; sync < atOnce; sync++)
                pair.ForgeSync(ahead);
            pair.RunCycles(6);
        }
        pair.RunSeconds(3);
        pair.Seat.ResetCounts();
        pair.RunSeconds(2);
        Assert.That((pair.Seat.Wrong, pair.Seat.Gaps), Is.EqualTo((0L, 0L)));
        Assert.That(pair.Seat.Good, Is.Positive);
    }

    /// <summary>As if the slave numbered no answer: before each of its answers, so that there is never a moment without them.</summary>
    [Test]
    [Property("Defect", "Fault-09")]
    public void Forged_zeros_among_the_answers_of_a_slave_that_numbers_them_change_nothing(
        [Values(Numbers.Masters, Numbers.Own)] Numbers numbers, [Values(2, 5)] int latency, [Values(1, 2, 8)] int zeros)
    {
        var pair = new Pair(Session(numbers, 256, latency), numbers, () => false);
        pair.RunSeconds(2);
        pair.Seat.ResetCounts();
        for (int cycle = 0; cycle < 600; cycle++)
        {
            for (int sync = 0; sync < zeros; sync++)
                pair.ForgeSyncOf(cycle: 0);
            pair.RunCycles(1);
        }
        Assert.That((pair.Seat.Wrong, pair.Seat.Gaps), Is.EqualTo((0L, 0L)));
        Assert.That(pair.Seat.Good, Is.Positive);
    }

    [Test]
    public void A_slave_that_numbers_no_answer_is_played_although_one_percent_of_them_are_lost(
        [Values(2, 5)] int latency, [Values(1, 2, 3)] int seed)
    {
        var pair = new Pair(Session(Numbers.None, 256, latency), Numbers.None, () => false, seed) { Network = { Loss = 0.01 } };
        pair.RunSeconds(2);
        pair.Seat.ResetCounts();
        pair.RunSeconds(8);
        Assert.That(pair.Seat.Good, Is.GreaterThan(8L * 48_000 * 2 / 2));
        pair.Network.Loss = 0;
        pair.RunSeconds(2);
        pair.Seat.ResetCounts();
        pair.RunSeconds(2);
        Assert.That((pair.Seat.Wrong, pair.Seat.Gaps), Is.EqualTo((0L, 0L)));
    }

    /// <summary>
    /// Answers take up to three periods, come in bunches, and some are missing; the master's cycles are late, and run back to back
    /// then; or the first answers are missing. The network is fast, or each answer is nearly too late.
    /// </summary>
    [Test]
    [Property("Defect", "Fault-04")]
    public void A_session_that_begins_under_load_has_its_latency_a_second_later(
        [Values(Numbers.Own, Numbers.None)] Numbers numbers, [Values(128, 256, 512, 1024)] int period, [Values(1, 2, 5)] int latency,
        [Values] bool isNetworkFast)
    {
        const int Starts = 30;
        List<string> wrong = [];
        for (int seed = 1; seed <= Starts; seed++)
        {
            var pair = new Pair(Session(numbers, period, latency), numbers, () => false, seed);
            if (!isNetworkFast)
                pair.Network.Delay = pair.PeriodNs * ((2 * latency) - 1) / 4;
            pair.RunUnderLoad(new Random(seed));
            pair.RunSeconds(1);
            pair.Seat.ResetCounts();
            pair.RunSeconds(2);
            if (pair.Seat.Wrong != 0 || pair.Seat.Gaps != 0 || pair.Seat.Good == 0)
                wrong.Add($"start {seed}: {pair.Seat.Good} right, {pair.Seat.Wrong} wrong, {pair.Seat.Gaps} gaps");
        }
        Assert.That(wrong, Is.Empty);
    }

    private static SessionParameters Session(Numbers numbers, int period, int latency) =>
        ExampleSession.Parameters with { Period = period, Latency = latency, SlaveSync = numbers != Numbers.Own };

    private sealed class Pair
    {
        private readonly SessionParameters _session;
        private readonly VirtualWorld _world;
        private readonly MasterServer _master;
        private readonly VirtualSocket _masterSocket;
        private readonly Jack2Slave _slave;

        public Pair(SessionParameters session, Numbers numbers, Func<bool> isInstant, int seed = 1)
        {
            _session = session;
            _world = new VirtualWorld(seed);
            _masterSocket = Network.Open(LinkedPair.MasterHost);
            VirtualSocket slaveSocket = Network.Open(LinkedPair.SlaveHost);
            _ = _masterSocket.TryConnect(slaveSocket.Local);
            _ = slaveSocket.TryConnect(_masterSocket.Local);
            _slave = new Jack2Slave(slaveSocket, session, _world.Clock) { NumbersItsAnswers = numbers != Numbers.None };
            var socket = new InstantSocket(_masterSocket, Network, isInstant) { Answerer = _slave };
            var channel = new LinkChannel(
                session, DirectionParameters.Send(session), DirectionParameters.Return(session), socket, MasterLink.WindowCycles(session));
            Seat = new MasterSeat(session, new MasterLink(channel, _world.Clock, new WorldWaiter(_world)));
            _master = new MasterServer(_world.Clock) { Period = session.Period, SampleRate = session.SampleRate };
            _master.Seats.Add(Seat);
            _world.Add(_slave);
            _world.Add(_master);
        }

        public int MissedCycle
        {
            init => _slave.MissedCycle = value;
        }

        public VirtualNetwork Network => _world.Network;

        public MasterSeat Seat { get; }

        public long PeriodNs => _master.PeriodNs;

        /// <summary>The slave and the master have a host that is too busy, for a time of up to 0.8 s.</summary>
        public void RunUnderLoad(Random random)
        {
            int cycles = 1 + random.Next(_session.SampleRate * 4 / 5 / _session.Period);
            int firstMissed = random.Next(4);
            double slow = random.NextDouble(), missed = random.NextDouble() / 5, held = random.NextDouble() / 5;
            _slave.AnswerTime = () => random.NextDouble() < slow ? random.NextInt64(3 * PeriodNs) : 0;
            _slave.Misses = () => _slave.Cycles <= firstMissed || random.NextDouble() < missed;
            Seat.BeforeCycle = (_, _) =>
                _master.HeldUntil = random.NextDouble() < held ? _world.Clock.Now + random.NextInt64(5 * PeriodNs) : 0;
            RunCycles(cycles);
            _slave.AnswerTime = () => 0;
            _slave.Misses = () => false;
            Seat.BeforeCycle = (_, _) => { };
        }

        public void RunSeconds(int count) => RunCycles(count * _session.SampleRate / _session.Period);

        public void RunCycles(int count) => _world.RunFor(count * _master.PeriodNs);

        /// <summary>Puts an answer to the cycle that the master sends next into its socket, or to one before or behind that.</summary>
        public void ForgeSync(int ahead = 0) => ForgeSyncOf((uint)Seat.Link!.Counters.Values.Cycles + 1 + (uint)ahead);

        public void ForgeSyncOf(uint cycle)
        {
            PeerAddress slave = _masterSocket.Peer!.Value;
            Network.Forge(Jack2Packets.Sync(DirectionParameters.Return(_session), cycle, []), slave, _masterSocket.Local);
        }
    }
}
