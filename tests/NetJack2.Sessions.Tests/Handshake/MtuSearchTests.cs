// SPDX-License-Identifier: GPL-2.0-or-later
using System.Buffers.Binary;
using NetJack2.Link.Datagrams;
using NetJack2.Models;
using NetJack2.Protocol.Extension;
using NetJack2.Protocol.Session;
using NetJack2.Sessions.Handshake;
using NetJack2.World;

namespace NetJack2.Sessions.Tests.Handshake;

/// <summary>How a slave finds out how long packets may be, on networks that do not report it.</summary>
public class MtuSearchTests
{
    private static readonly SlaveRequest s_auto = Studio.Request with { Mtu = 0 };
    private static readonly string[] s_oneClient = ["bass"];

    private Studio _studio = null!;

    [SetUp]
    public void Begin() => _studio = new Studio();

    [TestCase(int.MaxValue, 9000)]
    [TestCase(1500, 1500)]
    [TestCase(1499, 1400)]
    [TestCase(1400, 1400)]
    [TestCase(1300, 1280)]
    [TestCase(700, 576, Description = "all that carries a handshake")]
    [Property("Defect", "D-27")]
    public void The_longest_packets_that_pass_are_used(int pathMtu, int expected)
    {
        _studio.Network.PathMtu = _ => pathMtu;
        AssertSession(_studio.AddSlave(s_auto, Studio.SlaveHost), expected);
    }

    [TestCase(Studio.MasterHost)]
    [TestCase(Studio.SlaveHost)]
    public void Both_directions_must_pass(uint narrow)
    {
        _studio.Network.PathMtu = host => host == narrow ? 1400 : 9000;
        AssertSession(_studio.AddSlave(s_auto, Studio.SlaveHost), 1400);
    }

    [Test]
    public void What_the_own_interface_takes_is_tried_even_if_it_is_no_usual_size([Values(1496, 4000, 9000)] int deviceMtu)
    {
        _studio.Network.DeviceMtu = deviceMtu;
        AssertSession(_studio.AddSlave(s_auto, Studio.SlaveHost), deviceMtu);
    }

    [Test]
    public void A_lost_probe_is_no_small_MTU([Range(1, 20)] int seed)
    {
        _studio = new Studio(seed);
        _studio.Network.PathMtu = _ => 1500;
        _studio.Network.Loss = 0.1;
        ManagerStation manager = _studio.Manager;
        _ = _studio.AddSlave(s_auto, Studio.SlaveHost);
        _ = _studio.MillisecondsUntil(() => manager.Clients.Count != 0);
        Assert.That(_studio.Manager.Clients.Select(client => client.Name), Is.EqualTo(s_oneClient));
        Assert.That(_studio.Manager.Client.Seat!.Session.Mtu, Is.EqualTo(1500));
    }

    [TestCase(int.MaxValue, 60)]
    [TestCase(1400, 200)]
    public void The_search_takes_little_time(int pathMtu, int mostMilliseconds)
    {
        _studio.Network.PathMtu = _ => pathMtu;
        _ = _studio.Manager;
        SlaveStation slave = _studio.AddSlave(s_auto, Studio.SlaveHost);
        Assert.That(_studio.MillisecondsUntil(() => slave.Search.IsRunning), Is.LessThan(mostMilliseconds));
    }

    [Test]
    [Property("Defect", "Fault-32")]
    public void A_server_that_takes_its_new_parameters_slowly_does_not_shorten_the_search()
    {
        _studio.Network.PathMtu = _ => 1500;
        int probes = 0;
        _studio.Network.Drop = (datagram, _, target) =>
            ProbePacket.IsProbe(datagram) && target.Host == Studio.MasterHost && datagram.Length == 1500 - 28 && probes++ == 0;
        _ = _studio.Manager;
        SlaveStation slave = _studio.AddSlave(s_auto, Studio.SlaveHost);
        slave.ConfigureTime = 350 * VirtualClock.Millisecond;
        _ = _studio.MillisecondsUntil(() => slave.Search.IsRunning);
        _studio.RunFor(500);
        Assert.That(_studio.Manager.Client.Seat!.Session.Mtu, Is.EqualTo(1500));
        Assert.That(slave.Log.Warnings, Is.Empty);
    }

    [Test]
    public void A_slow_path_is_found_out_too()
    {
        _studio.Network.Delay = 70 * VirtualClock.Millisecond;
        _studio.Network.PathMtu = _ => 1400;
        _ = _studio.Manager;
        SlaveStation slave = _studio.AddSlave(s_auto with { Latency = 30 }, Studio.SlaveHost);
        _ = _studio.MillisecondsUntil(() => slave.Search.IsRunning);
        _studio.RunFor(500);
        Assert.That(_studio.Manager.Client.Seat!.Session.Mtu, Is.EqualTo(1400));
    }

    [Test]
    public void A_change_of_the_period_keeps_what_was_found_out()
    {
        _studio.Network.PathMtu = _ => 1400;
        SlaveStation slave = _studio.AddSlave(s_auto, Studio.SlaveHost);
        AssertSession(slave, 1400);
        int before = Probes(() =>
        {
            _studio.Server.Period = 512;
            _studio.RunFor(500);
        });
        Assert.That(_studio.Manager.Client.Seat!.Session, Has.Property("Mtu").EqualTo(1400).And.Property("Period").EqualTo(512));
        Assert.That(before, Is.Zero);
        _studio.AssertAudioFlows(_studio.Manager.Client);
    }

    [Test]
    public void A_slave_with_a_fixed_MTU_sends_no_probes()
    {
        int probes = Probes(() => AssertSession(_studio.AddSlave(Studio.Request with { Mtu = 1000 }, Studio.SlaveHost), 1000));
        Assert.That(probes, Is.Zero);
    }

    [Test]
    public void A_path_that_answers_no_probe_carries_no_session_and_is_tried_again()
    {
        bool isOpen = false;
        _studio.Network.Drop = (datagram, _, _) => !isOpen && ProbePacket.IsProbe(datagram);
        _ = _studio.Manager;
        SlaveStation slave = _studio.AddSlave(s_auto, Studio.SlaveHost);
        _studio.RunFor(3000);
        Assert.That((slave.Search.IsRunning, _studio.Manager.Clients.Count), Is.EqualTo((false, 0)));
        Assert.That(slave.Log.Warnings[0], Does.Contain("not to probes"));
        isOpen = true;
        Assert.That(_studio.MillisecondsUntil(() => slave.Search.IsRunning), Is.LessThan(1000));
    }

    [Test]
    public void Forged_answers_without_the_key_make_no_MTU()
    {
        _studio.Network.PathMtu = _ => 1400;
        _ = _studio.Manager;
        SlaveStation slave = _studio.AddSlave(s_auto, Studio.SlaveHost);
        PeerAddress? master = null;
        uint session = 0;
        _studio.Network.Drop = (datagram, source, target) =>
        {
            if (ProbePacket.IsProbe(datagram) && target.Host == Studio.MasterHost)
                master = target;
            if (SessionPacket.IsHandshake(datagram))
                session = BinaryPrimitives.ReadUInt32BigEndian(datagram[596..]);
            return false;
        };
        while (!slave.Search.IsRunning)
        {
            if (master is { } address)
            {
                byte[] forged = new byte[8972];
                ProbePacket.Write(forged, session, key: 42);
                _studio.Network.Forge(ProbePacket.Answer(forged, session), address, slave.Socket!.Local);
            }
            _studio.RunFor(1);
        }
        _studio.RunFor(100);
        Assert.That(_studio.Manager.Client.Seat!.Session.Mtu, Is.EqualTo(1400));
    }

    [Test]
    public void A_master_answers_a_bounded_number_of_probes_and_nothing_but_them()
    {
        ManagerStation manager = _studio.Manager;
        VirtualSocket slave = _studio.Network.Open(Studio.StrangerHost, 19_000);
        _ = slave.SendTo(SessionPacket.AsBytes(s_auto.ToAnnouncement("stage")), Studio.GroupAddress);
        _studio.RunFor(20);
        byte[] buffer = new byte[9000];
        Assert.That(slave.ReceiveFrom(buffer, out int length, out PeerAddress master), Is.EqualTo(SocketStatus.Done));
        Assert.That(length, Is.EqualTo(SessionPacket.Size));
        uint session = BinaryPrimitives.ReadUInt32BigEndian(buffer.AsSpan(596));
        int answers = 0;
        for (int count = 0; count < 1000; count++)
        {
            byte[] probe = new byte[1000];
            ProbePacket.Write(probe, sessionId: count % 4 == 0 ? session : session + 1, (ulong)count);
            _ = slave.SendTo(probe, master);
            _studio.RunFor(1);
            while (slave.ReceiveFrom(buffer, out length, out _) == SocketStatus.Done)
                answers += length == 1000 ? 1 : 0;
        }
        Assert.That(answers, Is.EqualTo(200));
        Assert.That(manager.Clients, Is.Empty);
    }

    private int Probes(Action run)
    {
        int probes = 0;
        _studio.Network.Drop = (datagram, _, _) =>
        {
            probes += ProbePacket.IsProbe(datagram) ? 1 : 0;
            return false;
        };
        run();
        _studio.Network.Drop = null;
        return probes;
    }

    private void AssertSession(SlaveStation slave, int mtu)
    {
        ManagerStation manager = _studio.Manager;
        _ = _studio.MillisecondsUntil(() => slave.Search.IsRunning);
        _studio.RunFor(50);
        Assert.That(manager.Client.Seat!.Session.Mtu, Is.EqualTo(mtu));
        _studio.AssertAudioFlows(manager.Client);
    }
}
