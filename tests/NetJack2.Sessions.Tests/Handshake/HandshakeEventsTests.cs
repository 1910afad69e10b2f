// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.Link.Datagrams;
using NetJack2.Models;
using NetJack2.Protocol.Extension;
using NetJack2.Sessions.Handshake;
using NetJack2.Statistics;
using NetJack2.World;

namespace NetJack2.Sessions.Tests.Handshake;

/// <summary>What happens to sessions, as the events of both ends.</summary>
[NonParallelizable]
public class HandshakeEventsTests
{
    private Studio _studio = null!;

    [SetUp]
    public void Begin() => _studio = new Studio();

    [Test]
    public void Both_ends_name_the_other_and_the_reason_of_the_end()
    {
        SlaveStation slave = Watched(_studio.AddSlave());
        ManagerStation manager = Watched(_studio.Manager);
        _studio.RunFor(1000);
        slave.Close();
        _studio.RunFor(32_000);
        Assert.That(manager.Events.Words, Is.EqualTo("connected bass, lost bass, gone bass, removed bass"));
        Assert.That(
            ReasonsOf(manager), Is.EqualTo("48000 Hz, 256 frames, -l 5; ; the peer's computer rejects packets: its program has ended; "));
        Assert.That(slave.Events.Words, Is.EqualTo("connected studio, gone studio"));
        Assert.That(ReasonsOf(slave), Does.EndWith("the session was ended"));

        SlaveStation second = Watched(_studio.AddSlave());
        _studio.RunFor(2000);
        manager.Close();
        _studio.RunFor(1000);
        // A slave sends nothing while it gets nothing, so nothing is rejected.
        Assert.That(second.Events.Words, Is.EqualTo("connected studio, interrupted studio, gone studio"));
        Assert.That(ReasonsOf(second), Does.EndWith("the peer sends nothing any more"));
    }

    [Test]
    public void A_cable_that_is_pulled_is_an_interruption_within_half_a_second_and_a_silent_peer_later()
    {
        _ = _studio.AddSlave();
        ManagerStation manager = Watched(_studio.Manager);
        _studio.RunFor(1000);
        long pulled = _studio.World.Clock.Now;
        _studio.Network.Loss = 1;
        _studio.RunFor(4000);
        PageEvent[] after = [.. manager.Events.All.Where(happened => happened.Time > pulled)];
        Assert.That(after[0].Kind, Is.EqualTo((uint)EventKind.Lost));
        PageEvent interrupted = after.Single(happened => happened.Kind == (uint)EventKind.Interrupted);
        Assert.That(interrupted.Time - pulled, Is.LessThan(400 * VirtualClock.Millisecond));
        Assert.That((after[^1].Kind, after[^1].Reason.ToString()), Is.EqualTo(((uint)EventKind.Gone, "the peer sends nothing any more")));
    }

    [Test]
    public void Every_lost_packet_is_counted_by_an_event()
    {
        _ = Watched(_studio.AddSlave());
        ManagerStation manager = Watched(_studio.Manager);
        manager.Capabilities = ExampleSession.Unrepaired;
        _studio.RunFor(500);
        _studio.Network.Loss = 0.05;
        _studio.RunFor(3000);
        _studio.Network.Loss = 0;
        _studio.RunFor(15_000);
        var statistics = default(SessionStatistics);
        manager.Sessions.Describe(0, ref statistics);
        long lost = manager.Events.All.Where(happened => happened.Kind == (uint)EventKind.Lost).Sum(happened => happened.Count);
        Assert.That((lost, lost > 0), Is.EqualTo((statistics.Counters.Lost, true)));
    }

    [Test]
    public void A_slave_beyond_the_limit_is_refused_once_a_minute_at_both_ends_with_the_reason()
    {
        ManagerStation manager = Watched(_studio.LoadManager(new ManagerLimits { MaxSlaves = 1 }));
        _ = _studio.AddSlave();
        _studio.RunFor(1000);
        SlaveStation second = Watched(_studio.AddSlave(Studio.Request with { Name = "keys" }, 0x0A000003));
        _studio.RunFor(50_000);
        Assert.That(manager.Events.Words, Is.EqualTo("connected bass, refused keys"));
        Assert.That(ReasonsOf(manager), Does.EndWith("the manager's limit -N 1 is reached"));
        Assert.That(second.Events.Words, Is.EqualTo("refused"));
        Assert.That(
            (ReasonsOf(second), second.Events.All[0].Peer.ToString()),
            Is.EqualTo(("the manager's limit -N 1 is reached", "10.0.0.1:19000")));
        _studio.RunFor(15_000);
        Assert.That(manager.Events.Words, Is.EqualTo("connected bass, refused keys, refused keys"));
        Assert.That(manager.Events.All[^1].Count, Is.GreaterThan(10));
    }

    [Test]
    public void A_flood_of_slaves_that_are_refused_is_a_few_events()
    {
        ManagerStation manager = _studio.LoadManager(new ManagerLimits { MaxSlaves = 1 });
        _ = _studio.AddSlave();
        _studio.RunFor(1000);
        for (uint slave = 0; slave < 1000; slave++)
            manager.Sessions.Receive(
                Studio.Announcement(Studio.Request with { Name = $"slave{slave}" }, _ => { }), new PeerAddress(0x0A010000 + slave, 5000));
        Assert.That(manager.Events.All, Has.Count.EqualTo(5));
    }

    [Test]
    public void A_slave_that_cannot_have_the_parameters_reports_it()
    {
        SlaveStation slave = Watched(_studio.AddSlave());
        slave.CanConfigure = false;
        _ = _studio.Manager;
        _studio.RunFor(1000);
        Assert.That(
            (slave.Events.Words, ReasonsOf(slave)), Is.EqualTo(("refused", "this server cannot have the master's period, rate or ports")));
    }

    [Test]
    public void A_new_period_of_the_master_is_no_end_for_a_slave_that_can_have_it_at_once()
    {
        SlaveStation slave = Watched(_studio.AddSlave());
        ManagerStation manager = Watched(_studio.Manager);
        _studio.RunFor(1000);
        _studio.Server.Period = 128;
        manager.Sessions.Renegotiate();
        _studio.RunFor(2000);
        Assert.That(
            (manager.Events.Words, slave.Events.Words),
            Is.EqualTo(("connected bass, connected bass", "connected studio, connected studio")));
        Assert.That(ReasonsOf(manager), Does.EndWith("48000 Hz, 128 frames, -l 5"));
    }

    private ManagerStation Watched(ManagerStation station)
    {
        station.Events.Watch(_studio.World, station.Sessions, ModuleKind.NetManager, ManagerLimits.MostSlaves);
        return station;
    }

    private SlaveStation Watched(SlaveStation station)
    {
        station.Events.Watch(_studio.World, station.Search, ModuleKind.NetDriver, slots: 1);
        return station;
    }

    private static string ReasonsOf(ManagerStation station) => ReasonsOf(station.Events);

    private static string ReasonsOf(SlaveStation station) => ReasonsOf(station.Events);

    private static string ReasonsOf(RecordingEvents events) => string.Join("; ", events.All.Select(happened => happened.Reason.ToString()));
}
