// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.Link.Datagrams;
using NetJack2.Sessions.Handshake;
using NetJack2.World;

namespace NetJack2.Sessions.Tests.Handshake;

/// <summary>A slave that is rejected prints the manager's reason.</summary>
[NonParallelizable]
[Property("Defect", "Fault-25")]
public class RefusedSlaveTests
{
    [Test]
    public void A_slave_beyond_the_limit_prints_the_reason_and_gets_the_place_that_becomes_free()
    {
        var studio = new Studio();
        ManagerStation manager = studio.LoadManager(new ManagerLimits { MaxSlaves = 1, HoldSeconds = 1 });
        SlaveStation first = studio.AddSlave();
        _ = studio.MillisecondsUntil(() => first.Search.IsRunning);
        SlaveStation second = studio.AddSlave(Studio.Request with { Name = "drums" }, 0x0A000003);
        studio.RunFor(9000);
        Assert.That(
            second.Log.Warnings.Distinct(StringComparer.Ordinal).Single(),
            Is.EqualTo("Master 10.0.0.1:19000 rejects this slave: the manager's limit -N 1 is reached"));
        Assert.That(second.Log.Warnings, Has.Count.LessThanOrEqualTo(5));
        first.Close();
        Assert.That(studio.MillisecondsUntil(() => second.Search.IsRunning), Is.LessThan(5000));
        Assert.That(manager.Sessions.Count, Is.EqualTo(1));
    }

    [Test]
    public void A_slave_that_cannot_have_its_ports_prints_the_reason()
    {
        var studio = new Studio();
        studio.Manager.MostPorts = 100;
        studio.Manager.LocalPorts = 98;
        SlaveStation slave = studio.AddSlave();
        studio.RunFor(5000);
        Assert.That(slave.Log.Warnings.Single(), Does.StartWith("Master 10.0.0.1:19000 rejects this slave: ").And.Contain("ports"));
    }

    [Test]
    public void A_peer_that_does_not_announce_the_feature_is_sent_none()
    {
        var studio = new Studio();
        _ = studio.LoadManager(new ManagerLimits { MaxSlaves = 1 });
        SlaveStation slave = studio.AddSlave();
        _ = studio.MillisecondsUntil(() => slave.Search.IsRunning);
        VirtualSocket jack2 = studio.Network.Open(Studio.StrangerHost);
        VirtualSocket ours = studio.Network.Open(Studio.StrangerHost);
        byte[] announcement = Studio.Announcement(Studio.Request with { Name = "drums" }, _ => { });
        _ = ours.SendTo(announcement, Studio.GroupAddress);
        announcement.AsSpan(528, 64).Clear();
        _ = jack2.SendTo(announcement, Studio.GroupAddress);
        studio.RunFor(1000);
        Assert.That(jack2.NextArrival, Is.EqualTo(long.MaxValue));
        Assert.That(ours.NextArrival, Is.LessThan(studio.World.Clock.Now));
    }

    [Test]
    public void A_forged_refusal_changes_nothing_and_its_text_controls_no_terminal()
    {
        var studio = new Studio();
        SlaveStation slave = studio.AddSlave();
        byte[] forged = Studio.Announcement(Studio.Request, bytes =>
        {
            bytes[15] = 5;
            bytes.AsSpan(80, 256).Fill((byte)'x');
            bytes[80] = 0x1B;
        });
        studio.RunFor(20);
        var stranger = new PeerAddress(Studio.StrangerHost, 1);
        for (int count = 0; count < 1000; count++)
            studio.Network.Forge(forged, stranger, new PeerAddress(Studio.SlaveHost, ManagerStation.Port));
        _ = studio.Manager;
        Assert.That(studio.MillisecondsUntil(() => slave.Search.IsRunning), Is.LessThan(1000));
        Assert.That(slave.Log.Warnings, Has.Count.LessThanOrEqualTo(5).And.All.Contain("rejects this slave: _xxx"));
        Assert.That(slave.Log.Warnings[0], Has.Length.LessThan(255));
    }
}
