// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.Protocol.Tests.Golden;
using NetJack2.JackProbe.Relay;
using NetJack2.Link.Datagrams;
using NetJack2.Protocol.Session;
using NetJack2.Sessions.Handshake;
using NetJack2.World;

namespace NetJack2.Sessions.Tests.Fuzzing;

/// <summary>Changed datagrams of handshakes and sessions, thrown at a manager, at a slave that waits,
/// and at both while their session runs.</summary>
[NonParallelizable]
[Property("Defect", "D-01, D-02, D-03, D-04, D-23, D-24, D-36, D-55, D-56")]
[TestFixtureSource(typeof(FuzzBudget), nameof(FuzzBudget.Seeds))]
public class HandshakeFuzzTests(int seed)
{
    private const int PerStep = 16;

    private static readonly HostAddress[] s_strangers = [Studio.StrangerHost, 0x0A0000FD, 0x0A0000FC];

    [Test]
    public void From_other_addresses_they_cost_a_running_session_no_frame_and_the_log_few_lines()
    {
        var random = new Random(seed);
        (Studio studio, Mutator mutator) = Listen();
        SlaveStation slave = studio.AddSlave();
        studio.RunFor(500);
        FakeClient client = studio.Manager.Client;
        client.Seat!.ResetCounts();
        long startedAt = studio.World.Clock.Now;
        for (int left = FuzzBudget.Share(0.2); left > 0; left -= PerStep)
        {
            for (int count = 0; count < PerStep; count++)
            {
                var source = new PeerAddress(s_strangers[random.Next(s_strangers.Length)], (ushort)random.Next(1024, 65_536));
                PeerAddress target = random.Next(4) == 0 ? slave.Socket!.Local : new PeerAddress(Studio.MasterHost, ManagerStation.Port);
                studio.Network.Forge(mutator.Next(cycle: 0), source, target);
            }
            studio.RunFor(1);
        }
        double tenSeconds = ((studio.World.Clock.Now - startedAt) / 10e9) + 1;
        Assert.Multiple(() =>
        {
            Assert.That((client.Seat!.Wrong, client.Seat.Gaps, client.Sessions), Is.EqualTo((0L, 0L, 1)));
            Assert.That(client.Seat!.Good, Is.Positive);
            Assert.That(studio.Manager.Clients, Has.Count.EqualTo(1), "who never answers gets no client");
            Assert.That(studio.Manager.Sessions.Count, Is.LessThanOrEqualTo(ManagerLimits.MostSlaves));
            // Announcements that are not accepted, and offers that are rejected: each kind of lines has its own limit.
            Assert.That(studio.Manager.Log.Warnings, Has.Count.LessThanOrEqualTo(2 * 5 * tenSeconds));
        });
    }

    [Test]
    public void Strangers_that_answer_offers_with_nonsense_cost_a_running_session_no_frame()
    {
        var random = new Random(seed);
        (Studio studio, Mutator mutator) = Listen();
        _ = studio.AddSlave();
        studio.RunFor(500);
        FakeClient client = studio.Manager.Client;
        client.Seat!.ResetCounts();
        VirtualSocket[] strangers = [.. s_strangers.Select(host => studio.Network.Open(host, 19_000))];
        byte[] announcement = Studio.Announcement(Studio.Request with { Name = "ghost", Latency = 1 }, _ => { });
        byte[] buffer = new byte[SessionPacket.Size];
        for (int left = FuzzBudget.Share(0.04); left > 0;)
        {
            foreach (VirtualSocket stranger in strangers)
            {
                _ = stranger.SendTo(announcement, Studio.GroupAddress);
                left--;
            }
            studio.RunFor(random.Next(1, 30));
            foreach (VirtualSocket stranger in strangers)
            {
                while (stranger.ReceiveFrom(buffer, out int length, out PeerAddress offerer) == SocketStatus.Done && left > 0)
                {
                    mutator.Learn(AsStart(buffer, Math.Min(length, buffer.Length)));
                    for (int count = 0; count < 8; count++, left--)
                        studio.Network.Forge(mutator.Next(cycle: 0), stranger.Local, offerer);
                }
            }
        }
        Assert.That((client.Seat!.Wrong, client.Seat.Gaps, client.Sessions), Is.EqualTo((0L, 0L, 1)));
        Assert.That(studio.Manager.Sessions.Count, Is.LessThanOrEqualTo(ManagerLimits.MostSlaves));
    }

    [Test]
    public void A_waiting_slave_survives_them_and_finds_its_master_afterwards()
    {
        var random = new Random(seed);
        (Studio studio, Mutator mutator) = Listen();
        SlaveStation first = studio.AddSlave();
        studio.RunFor(500);
        first.Close();
        studio.Manager.Close();
        SlaveStation slave = studio.AddSlave();
        studio.RunFor(20);
        for (int left = FuzzBudget.Share(0.08); left > 0; left -= PerStep)
        {
            for (int count = 0; count < PerStep; count++)
            {
                var source = new PeerAddress(
                    random.Next(2) == 0 ? Studio.MasterHost : Studio.StrangerHost, (ushort)random.Next(40_000, 40_010));
                studio.Network.Forge(
                    mutator.Next(cycle: 0), source, slave.Socket?.Local ?? new PeerAddress(Studio.SlaveHost, ManagerStation.Port));
            }
            studio.RunFor(1);
        }
        ManagerStation manager = studio.LoadManager();
        // A slave that has rejected an offer announces itself again after ten seconds.
        Assert.That(studio.MillisecondsUntil(() => manager.Clients.Exists(client => client.IsRunning)), Is.LessThan(11_500));
        studio.RunFor(1000);
        studio.AssertAudioFlows(manager.Client);
    }

    [Test]
    public void In_the_peers_own_names_they_harm_no_longer_than_they_come()
    {
        (Studio studio, Mutator mutator) = Listen();
        SlaveStation slave = studio.AddSlave();
        studio.RunFor(500);
        VirtualSocket master = (VirtualSocket)studio.Manager.Client.Seat!.Link!.Channel.Socket;
        PeerAddress slaveEnd = slave.Socket!.Local, listener = new(Studio.MasterHost, ManagerStation.Port);
        for (int left = FuzzBudget.Share(0.08); left > 0; left -= 3 * PerStep)
        {
            for (int count = 0; count < PerStep; count++)
            {
                studio.Network.Forge(mutator.Next(cycle: 0), master.Local, slaveEnd);
                studio.Network.Forge(mutator.Next(cycle: 0), slaveEnd, master.Local);
                studio.Network.Forge(mutator.Next(cycle: 0), slaveEnd, listener);
            }
            studio.RunFor(1);
        }
        Assert.That(
            studio.MillisecondsUntil(() => slave.Search.IsRunning && studio.Manager.Clients.Exists(client => client.IsRunning)),
            Is.LessThan(5000));
        studio.RunFor(3000);
        studio.AssertAudioFlows(studio.Manager.Clients.Last(client => client.IsRunning));
    }

    // A network whose every datagram is learned, those of jack2's handshake included.
    private (Studio Studio, Mutator Mutator) Listen()
    {
        var studio = new Studio();
        var mutator = new Mutator(seed);
        string[] names = ["slave-available", "slave-setup", "start-master", "master-sync", "slave-sync", "master-midi", "slave-audio"];
        foreach (string name in names)
            mutator.Learn(GoldenPacket.Read(name).Bytes);
        SessionPacket kill = SessionPacket.Create(SessionPacketId.KillMaster);
        kill.SessionId = 1;
        mutator.Learn(SessionPacket.AsBytes(kill));
        studio.Network.Drop = (datagram, _, _) =>
        {
            mutator.Learn(datagram);
            return false;
        };
        _ = studio.LoadManager();
        return (studio, mutator);
    }

    private static ReadOnlySpan<byte> AsStart(Span<byte> setup, int length)
    {
        if (length == SessionPacket.Size)
            System.Runtime.InteropServices.MemoryMarshal.AsRef<SessionPacket>(setup).PacketId = SessionPacketId.StartMaster;
        return setup[..length];
    }
}
