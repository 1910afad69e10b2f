// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.Link.Datagrams;
using NetJack2.Protocol.Session;
using NetJack2.Sessions.Handshake;
using NetJack2.World;

namespace NetJack2.Sessions.Tests.Handshake;

/// <summary>What a manager does about floods, forged announcements and more slaves than it has places for.</summary>
public class ManagerAttackTests : ManagerTest
{
    [Test]
    [Property("Defect", "D-56")]
    public void Forged_announcements_of_a_slave_that_runs_disturb_it_not()
    {
        _ = World.AddSlave();
        World.RunFor(500);
        Manager.Client.Seat!.ResetCounts();
        for (int count = 0; count < 50; count++)
        {
            Manager.Sessions.Receive(
                Studio.Announcement(Studio.Request, _ => { }), new PeerAddress(Studio.SlaveHost, (ushort)(6000 + count)));
            World.RunFor(30);
        }
        Assert.That((Manager.Client.Seat.Wrong, Manager.Client.Seat.Gaps, Manager.Client.Sessions), Is.EqualTo((0L, 0L, 1)));
    }

    [Test]
    [Property("Defect", "D-23, D-55")]
    public void There_are_64_slaves_at_most_and_invented_ones_keep_no_real_one_away()
    {
        for (int index = 0; index < 100; index++)
        {
            PeerAddress source = new(Studio.StrangerHost - (uint)(index % 10), 5000);
            Receive(Studio.Announcement(Studio.Request with { Name = $"bogus{index}" }, _ => { }), source);
        }
        Assert.That(Manager.Sessions.Count, Is.EqualTo(ManagerLimits.MostSlaves));
        Assert.That(Manager.Log.Warnings[0], Does.Contain("64"));
        SlaveStation slave = World.AddSlave();
        Assert.That(World.MillisecondsUntil(() => slave.Search.IsRunning), Is.LessThan(700));
    }

    [Test]
    [Property("Defect", "D-55")]
    public void A_slave_beyond_the_limit_is_rejected_and_a_flood_of_them_is_reported_a_few_times()
    {
        Reload(new ManagerLimits { MaxSlaves = 1 });
        SlaveStation served = World.AddSlave();
        World.RunFor(500);
        SlaveStation refused = World.AddSlave(Studio.Request with { Name = "drums" }, Studio.StrangerHost);
        World.RunFor(9000);
        Assert.That((served.Search.IsRunning, refused.Search.IsRunning, Manager.Sessions.Count), Is.EqualTo((true, false, 1)));
        Assert.That(
            Manager.Log.Warnings, Has.Count.EqualTo(5).And.All.Contain("the limit -N 1 is reached"));
        World.AssertAudioFlows(Manager.Client);

        served.Close();
        Assert.That(World.MillisecondsUntil(() => refused.Search.IsRunning), Is.EqualTo(30_231), "when the first is given up");
    }

    [Test]
    [Property("Defect", "Fault-32")]
    public void A_namesake_does_not_disturb_a_slave_whose_periods_are_longer_than_a_tenth_of_a_second()
    {
        World.Server.Period = 8192;
        _ = World.AddSlave();
        World.RunFor(3000);
        Manager.Client.Seat!.ResetCounts();
        for (int count = 0; count < 100; count++)
        {
            Manager.Sessions.Receive(
                Studio.Announcement(Studio.Request, _ => { }), new PeerAddress(Studio.SlaveHost, (ushort)(6000 + count)));
            World.RunFor(30);
        }
        Assert.That((Manager.Client.Seat.Wrong, Manager.Client.Seat.Gaps, Manager.Client.Sessions), Is.EqualTo((0L, 0L, 1)));
        Assert.That(Manager.Client.Seat.Good, Is.Positive);
    }

    [Test]
    [Property("Defect", "Fault-08")]
    public void A_host_that_announces_the_name_of_a_slave_that_pauses_does_not_get_its_client([Values(250, 1500)] int pause)
    {
        _ = World.AddSlave();
        World.RunFor(500);
        World.Network.Unplug(Studio.SlaveHost);
        ushort port = 6000;
        for (int time = 0; time < pause; time += 16)
        {
            Receive(Studio.Announcement(Studio.Request, _ => { }), Stranger with { Port = port++ });
            World.RunFor(16);
        }
        World.Network.Plug(Studio.SlaveHost);
        World.RunFor(1500);
        Assert.That((Manager.Clients.Count, Manager.Client.Name), Is.EqualTo((1, "bass")));
        Assert.That(Manager.Client.Seat!.Session.SlaveSync, Is.False);
        Assert.That(Manager.Log.Lines, Has.None.Contains(Stranger.Host.ToString()));
        World.AssertAudioFlows(Manager.Client);
    }

    [Test]
    [Property("Defect", "Fault-08")]
    public void Sessions_that_a_stranger_begins_and_leaves_are_few_and_keep_no_real_slave_away()
    {
        byte[] setup = new byte[644];
        var sockets = new List<VirtualSocket>();
        for (int count = 0; count < 150; count++)
        {
            VirtualSocket stranger = World.Network.Open(Studio.StrangerHost);
            sockets.Add(stranger);
            _ = stranger.SendTo(Studio.Announcement(Studio.Request with { Name = $"ghost{count}" }, _ => { }), Studio.GroupAddress);
            World.RunFor(20);
            if (stranger.ReceiveFrom(setup, out _, out PeerAddress master) == SocketStatus.Done)
            {
                setup[15] = 2;
                _ = stranger.SendTo(setup, master);
            }
            World.RunFor(20);
        }
        Assert.That(Manager.Clients, Has.Count.EqualTo(16));
        Assert.That(Manager.Log.Warnings, Has.Count.EqualTo(5).And.All.Contains("slaves at 10.0.0.254 have clients"));
        Assert.That(Manager.Log.Lines, Has.Count.LessThanOrEqualTo(2 * 16));
        SlaveStation slave = World.AddSlave();
        Assert.That(World.MillisecondsUntil(() => slave.Search.IsRunning && Manager.Clients[^1].IsRunning), Is.LessThan(700));
        sockets.ForEach(socket => socket.Dispose());
    }

    [Test]
    [Property("Defect", "D-55")]
    public void A_slave_that_gets_no_ports_is_reported_a_few_times()
    {
        Manager.Physical = new PhysicalPorts(0, 0, 0, 0);
        byte[] announcement = Studio.Announcement(
            Studio.Request with { SendAudio = 0, ReturnAudio = 0, SendMidi = -1, ReturnMidi = 0 }, _ => { });
        for (int count = 0; count < 100; count++)
            Receive(announcement, Stranger);
        Assert.That(Manager.Log.Warnings, Has.Count.InRange(1, 5));
    }

    [Test]
    [Property("Defect", "D-55")]
    public void A_flood_of_junk_is_not_answered_and_reported_a_few_times()
    {
        var random = new Random(1);
        for (int count = 0; count < 5000; count++)
        {
            byte[] junk = new byte[random.Next(2) == 0 ? 644 : random.Next(0, 1472)];
            random.NextBytes(junk);
            if (junk.Length == 644)
                "params\0\0\0\0\0\x08\0\0\0\0"u8.CopyTo(junk);
            Receive(junk, Stranger);
        }
        Assert.That((Manager.Sessions.Count, World.Network.SentCount), Is.EqualTo((0, 0L)));
        Assert.That(Manager.Log.Warnings, Has.Count.LessThanOrEqualTo(5));
    }

    [Test]
    [Property("Defect", "D-17")]
    public void Junk_and_announcements_that_come_again_allocate_nothing()
    {
        _ = World.AddSlave();
        World.RunFor(500);
        byte[] again = Studio.Announcement(Studio.Request, _ => { });
        byte[] bad = Studio.Announcement(Studio.Request with { Name = "bad" }, wire => wire[592] = 1);
        byte[] offered = Studio.Announcement(Studio.Request with { Name = "mute" }, _ => { });
        byte[] junk = new byte[644];
        byte[] buffer = new byte[644];
        SessionPacket kill = SessionPacket.Create(SessionPacketId.KillMaster);
        kill.SessionId = Manager.Client.Seat!.Session.SessionId;
        byte[] killBytes = SessionPacket.AsBytes(kill).ToArray();
        using VirtualSocket mute = World.Network.Open(Studio.StrangerHost, 5000);
        for (int round = 0; round < 5; round++)
            Flood();
        long before = GC.GetAllocatedBytesForCurrentThread();
        Flood();
        Assert.That(GC.GetAllocatedBytesForCurrentThread() - before, Is.Zero);

        void Flood()
        {
            for (int count = 0; count < 200; count++)
            {
                Manager.Sessions.Receive(again, new PeerAddress(Studio.SlaveHost, 19_000));
                Manager.Sessions.Receive(bad, Stranger);
                Manager.Sessions.Receive(offered, Stranger);
                Manager.Sessions.Receive(junk, Stranger);
                Manager.Sessions.Receive(killBytes, Stranger);
                while (mute.ReceiveFrom(buffer, out _, out _) == SocketStatus.Done)
                    continue;
                World.RunFor(1);
            }
        }
    }
}
