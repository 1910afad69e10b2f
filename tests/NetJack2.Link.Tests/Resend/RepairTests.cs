// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.Link.Datagrams;
using NetJack2.Models;
using NetJack2.Protocol.Session;
using NetJack2.World;

namespace NetJack2.Link.Tests.Resend;

/// <summary>Lost packets are asked for, and come in time: compared with the same session over the same network without that.</summary>
public class RepairTests
{
    private const int SmallCycles = 6000, LargeCycles = 1500;

    [Test]
    public void One_percent_of_loss_is_inaudible(
        [Values] bool sync, [Values(2, 16)] int channels, [Values(64, 256)] int period, [Values(1, 2)] int seed)
    {
        Compare(Session(latency: 5, sync, channels, period), Loss(0.01), seed, wrong: 0.01, bytes: 1.06, least: 100);
    }

    [Test]
    public void Five_percent_of_loss_is_almost_inaudible([Values] bool sync, [Values(2, 16)] int channels, [Values(1, 2)] int seed)
    {
        Compare(Session(latency: 5, sync, channels), Loss(0.05), seed, wrong: 0.03, bytes: 1.2, least: 500);
    }

    [Test]
    public void At_a_latency_of_two_periods_most_of_a_loss_is_repaired(
        [Values] bool sync, [Values(2, 16)] int channels, [Values(1, 2)] int seed)
    {
        Compare(Session(latency: 2, sync, channels), Loss(0.01), seed, wrong: 0.05, bytes: 1.06, least: 100);
    }

    [Test]
    public void At_a_latency_of_one_period_what_is_lost_on_the_way_to_the_slave_is_repaired(
        [Values] bool sync, [Values(2, 16)] int channels, [Values(1, 2)] int seed)
    {
        Compare(Session(latency: 1, sync, channels), LossToSlave(0.01), seed, wrong: 0.05, bytes: 1.06, least: 60);
    }

    [Test]
    public void Without_latency_most_of_a_loss_is_repaired_within_the_period([Values(2, 16)] int channels, [Values(1, 2)] int seed)
    {
        Compare(Session(latency: 0, sync: true, channels, period: 1024), Loss(0.01), seed, wrong: 0.1, bytes: 1.06, least: 100);
    }

    [Test]
    public void Short_bursts_are_repaired_as_single_losses_are([Values] bool sync, [Values(2, 16)] int channels, [Values(1, 2)] int seed)
    {
        Compare(Session(latency: 5, sync, channels), LossyPair.Bursts(300_000, 0.01, seed), seed, wrong: 0.03, bytes: 1.1, least: 60);
    }

    [Test]
    public void Long_bursts_are_no_more_audible_than_without_requests_and_cause_no_storm(
        [Values] bool sync, [Values(2, 16)] int channels, [Values(1, 2)] int seed)
    {
        Compare(Session(latency: 5, sync, channels), LossyPair.Bursts(15_000_000, 0.03, seed), seed, wrong: 1, bytes: 1.2, least: 0);
    }

    [Test]
    public void Resend_repairs_more_than_sending_everything_twice([Values] bool sync, [Values(2, 16)] int channels)
    {
        SessionParameters session = Session(latency: 5, sync, channels);
        LossyPair.Outcome twice = LossyPair.Run(session, LossyPair.Means.Redundancy, CyclesOf(session), Loss(0.05));
        LossyPair.Outcome asked = LossyPair.Run(session, LossyPair.Means.Resend, CyclesOf(session), Loss(0.05));
        Assert.That(asked.WrongFrames, Is.LessThanOrEqualTo(0.2 * twice.WrongFrames));
        Assert.That(asked.Bytes, Is.LessThan(0.6 * twice.Bytes));
    }

    [Test]
    public void Where_only_the_sessions_own_path_is_open_losses_are_repaired_too([Values] bool sync, [Values(1, 2)] int seed)
    {
        SessionParameters session = Session(latency: 5, sync, channels: 2);
        LossyPair.Outcome without = LossyPair.Run(session, LossyPair.Means.None, SmallCycles, Loss(0.01), seed);
        LossyPair.Outcome with = LossyPair.Run(session, LossyPair.Means.ResendOnOnePath, SmallCycles, Loss(0.01), seed);
        Assert.That(with.WrongFrames, Is.LessThanOrEqualTo(0.05 * without.WrongFrames));
        Assert.That(with.Bytes, Is.LessThanOrEqualTo(1.06 * without.Bytes));
    }

    [Test]
    public void While_nothing_is_lost_not_a_byte_more_is_sent(
        [Values] bool sync, [Values(0, 1, 2, 5)] int latency, [Values(2, 64)] int channels)
    {
        SessionParameters session = Session(latency, sync || latency == 0, channels);
        LossyPair.Outcome without = LossyPair.Run(session, LossyPair.Means.None, 500, _ => { });
        LossyPair.Outcome with = LossyPair.Run(session, LossyPair.Means.Resend, 500, _ => { });
        Assert.That((with.Bytes, with.Packets, with.Asked, with.WrongFrames), Is.EqualTo((without.Bytes, without.Packets, 0L, 0L)));
    }

    [Test]
    public void Packets_that_overtake_each_other_are_not_taken_for_lost(
        [Values] bool sync, [Values(2, 7)] int jitter, [Values(1, 2)] int seed)
    {
        SessionParameters session = Session(latency: 5, sync, channels: 16);
        LossyPair.Outcome outcome = LossyPair.Run(session, LossyPair.Means.Resend, LargeCycles, seed: seed, spoil: pair =>
        {
            pair.Network.Jitter = jitter * VirtualClock.Millisecond;
            pair.RunCycles(300); // a network that has become worse is audible once, as without
            pair.Seat.ResetCounts();
        });
        Assert.That(outcome.Asked, Is.LessThan(outcome.Packets / 200));
        Assert.That(outcome.WrongFrames, Is.Zero);
    }

    [Test]
    public void Losses_of_more_than_a_fifth_are_not_requested()
    {
        SessionParameters session = Session(latency: 5, sync: true, channels: 16);
        int calls = 0;
        LossyPair.Outcome outcome = LossyPair.Run(session, LossyPair.Means.Resend, LargeCycles, pair =>
        {
            pair.Network.Loss = 0.5;
            calls = pair.SlaveSocket.Calls;
        });
        // Until the share is known, some are asked for.
        Assert.That(outcome.Asked, Is.LessThan(outcome.Packets / 20));
        Assert.That(outcome.Pair.SlaveSocket.Calls - calls, Is.LessThan(20 * LargeCycles), "the slave waits");
    }

    private static void Compare(SessionParameters session, Action<LinkedPair> spoil, int seed, double wrong, double bytes, long least)
    {
        LossyPair.Outcome without = LossyPair.Run(session, LossyPair.Means.None, CyclesOf(session), spoil, seed);
        LossyPair.Outcome with = LossyPair.Run(session, LossyPair.Means.Resend, CyclesOf(session), spoil, seed);
        TestContext.Out.WriteLine(
            $"wrong {with.WrongFrames} of {without.WrongFrames} ({(double)with.WrongFrames / without.WrongFrames:F4}), "
            + $"bytes × {(double)with.Bytes / without.Bytes:F3}, asked {with.Asked}, recovered {with.Recovered}, in vain {with.InVain}");
        Assert.That(with.WrongFrames, Is.LessThanOrEqualTo(wrong * without.WrongFrames));
        Assert.That(with.Bytes, Is.LessThanOrEqualTo(bytes * without.Bytes));
        Assert.That(with.Recovered, Is.GreaterThanOrEqualTo(least));
    }

    // As many packets for each: with more channels, and with longer periods, a cycle has more of them.
    private static int CyclesOf(SessionParameters session)
        => session.SendAudio == 2 || session.Period == 64 ? SmallCycles : LargeCycles;

    private static SessionParameters Session(int latency, bool sync, int channels, int period = 256) => ExampleSession.Parameters with
    {
        Latency = latency,
        SlaveSync = sync,
        SendAudio = channels,
        ReturnAudio = channels,
        Period = period,
    };

    private static Action<LinkedPair> Loss(double share) => pair => pair.Network.Loss = share;

    private static Action<LinkedPair> LossToSlave(double share) => pair =>
    {
        var random = new Random(1);
        pair.Network.Drop = (ReadOnlySpan<byte> _, PeerAddress source, PeerAddress _) =>
            source.Host == LinkedPair.MasterHost && random.NextDouble() < share;
    };
}
