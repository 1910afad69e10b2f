// SPDX-License-Identifier: GPL-2.0-or-later
using System.Buffers.Binary;
using NetJack2.Link.Datagrams;
using NetJack2.Protocol.Session;
using NetJack2.World;

namespace NetJack2.Sessions.Tests.Handshake;

/// <summary>What a slave takes for a set-up, and what it makes of everything else.</summary>
public class MasterSearchTests
{
    private static readonly PeerAddress s_stranger = new(Studio.StrangerHost, 5000);

    private Studio _studio = null!;
    private SlaveStation _slave = null!;

    [SetUp]
    public void Begin()
    {
        _studio = new Studio();
        _slave = _studio.AddSlave();
        _studio.RunFor(50);
    }

    [TestCase(12, 0u, Description = "another slave's SLAVE_AVAILABLE")]
    [TestCase(12, 2u, Description = "a START_MASTER")]
    [TestCase(12, 4u, Description = "a KILL_MASTER")]
    [TestCase(8, 7u, Description = "another version")]
    [TestCase(16, 0x78780000u, Description = "for another slave")]
    [TestCase(592, 40u, Description = "an MTU that cannot be")]
    [TestCase(604, 3u, Description = "channels that were not asked for")]
    [TestCase(608, 0xFFFFFFFEu, Description = "a negative count")]
    [TestCase(624, 0u, Description = "no period")]
    [TestCase(624, 100_000u, Description = "an endless period")]
    [TestCase(620, 0u, Description = "no sample rate")]
    [TestCase(628, 4u, Description = "an encoder that does not exist")]
    [TestCase(636, 1u, Description = "another mode")]
    [TestCase(640, 31u, Description = "a latency that cannot be")]
    [TestCase(640, 4u, Description = "a latency that was not announced")]
    [Property("Defect", "D-02, D-03, D-36")]
    public void A_set_up_that_does_not_answer_the_announcement_starts_nothing(int offset, uint value)
    {
        byte[] setup = SetUp();
        BinaryPrimitives.WriteUInt32BigEndian(setup.AsSpan(offset), value);
        Bring(setup, s_stranger);
        Assert.That((_slave.Search.IsRunning, _slave.Configurations), Is.EqualTo((false, 0)));
        Bring(SetUp(), s_stranger);
        Assert.That(_slave.Search.IsRunning, Is.True);
    }

    [TestCase(592, 1400u, "MTU 1400, float")]
    [TestCase(592, 9000u, "MTU 9000, float")]
    [TestCase(628, 1u, "MTU 1500, int16")]
    [TestCase(628, 3u, "MTU 1500, Opus at 64 kbit/s")]
    [Property("Defect", "Fault-13")]
    public void MTU_encoder_and_kilobits_are_those_that_the_master_sets(int offset, uint value, string parameters)
    {
        byte[] setup = SetUp();
        BinaryPrimitives.WriteUInt32BigEndian(setup.AsSpan(offset), value);
        BinaryPrimitives.WriteUInt32BigEndian(setup.AsSpan(624), 240);
        BinaryPrimitives.WriteUInt32BigEndian(setup.AsSpan(632), 64);
        Bring(setup, s_stranger);
        Assert.That(_slave.Search.IsRunning, Is.True);
        Assert.That(_slave.Log.Lines, Has.Some.Contains(parameters));
    }

    [Test]
    [Property("Defect", "Fault-13")]
    public void A_rejected_offer_is_reported_and_another_one_requested_at_most_every_ten_seconds()
    {
        int announcements = 0;
        byte[] setup = SetUp();
        BinaryPrimitives.WriteUInt32BigEndian(setup.AsSpan(592), 100); // the MTU
        _studio.Network.Drop = (_, _, _) =>
        {
            announcements++;
            _studio.Network.Forge(setup, s_stranger, _slave.Socket!.Local);
            return true;
        };
        _studio.RunFor(30_000);
        Assert.That(announcements, Is.EqualTo(3));
        Assert.That(_slave.Log.Warnings[0], Does.Contain("MTU"));
        _studio.Network.Drop = (_, _, _) => false;
        Assert.That(_studio.LoadManager().Sessions.Count, Is.Zero);
        Assert.That(_studio.MillisecondsUntil(() => _slave.Search.IsRunning), Is.LessThan(11_000));
    }

    // Any host can send such offers: they must not keep the slave from its master.
    [Test]
    [Property("Defect", "Fault-13")]
    public void An_offer_that_does_not_repeat_the_announcement_is_reported_and_delays_nothing()
    {
        byte[] setup = SetUp();
        BinaryPrimitives.WriteUInt32BigEndian(setup.AsSpan(640), 4); // the latency
        Bring(setup, s_stranger);
        Assert.That(_slave.Log.Warnings[0], Does.Contain("latency 4 for 5"));
        Assert.That(_studio.LoadManager().Sessions.Count, Is.Zero);
        Assert.That(_studio.MillisecondsUntil(() => _slave.Search.IsRunning), Is.LessThan(1000));
    }

    [Test]
    [Property("Defect", "D-03, D-26")]
    public void A_slave_with_a_unicast_master_accepts_no_other()
    {
        var master = new PeerAddress(Studio.MasterHost, 19_000);
        _slave.Close();
        _slave = _studio.AddSlave(Studio.Request with { Target = master }, Studio.SlaveHost);
        _studio.RunFor(50);
        Bring(SetUp(), s_stranger);
        Assert.That(_slave.Search.IsRunning, Is.False);
        Bring(SetUp(), new PeerAddress(Studio.MasterHost, 45_315));
        Assert.That(_slave.Search.IsRunning, Is.True);
    }

    [Test]
    [Property("Defect", "D-55")]
    public void A_flood_of_junk_makes_it_announce_itself_no_more_often()
    {
        long before = _studio.Network.SentCount;
        var random = new Random(1);
        for (int step = 0; step < 300; step++)
        {
            for (int count = 0; count < 20; count++)
            {
                byte[] junk = new byte[random.Next(2) == 0 ? 644 : random.Next(0, 1472)];
                random.NextBytes(junk);
                if (junk.Length == 644)
                    "params\0\0"u8.CopyTo(junk);
                _studio.Network.Forge(junk, s_stranger, _slave.Socket!.Local);
            }
            _studio.RunFor(10);
        }
        Assert.That(_studio.Network.SentCount - before, Is.InRange(9, 11));
        Assert.That(_slave.Log.Warnings, Has.Count.LessThanOrEqualTo(5));
    }

    [Test]
    [Property("Defect", "D-03")]
    public void A_running_session_is_not_disturbed_by_strangers()
    {
        ManagerStation manager = _studio.LoadManager();
        _studio.RunFor(500);
        for (uint packetId = 0; packetId < 6; packetId++)
        {
            byte[] forged = SetUp();
            BinaryPrimitives.WriteUInt32BigEndian(forged.AsSpan(12), packetId);
            Bring(forged, s_stranger);
        }
        _studio.AssertAudioFlows(manager.Client);
        Assert.That(_slave.Configurations, Is.EqualTo(1));
    }

    [Test]
    public void A_set_up_for_the_session_that_runs_changes_nothing()
    {
        ManagerStation manager = _studio.LoadManager();
        _studio.Network.Duplication = 1;
        _studio.RunFor(500);
        _studio.AssertAudioFlows(manager.Client);
        Assert.That((_slave.Configurations, manager.Client.Sessions), Is.EqualTo((1, 1)));
    }

    [Test]
    [Property("Defect", "D-31")]
    public void A_server_that_cannot_take_the_form_goes_on_searching()
    {
        _slave.CanConfigure = false;
        ManagerStation manager = _studio.LoadManager();
        _studio.RunFor(2000);
        Assert.That(_slave.Search.IsRunning, Is.False);
        _slave.CanConfigure = true;
        _studio.RunFor(5000);
        Assert.That(_slave.Search.IsRunning, Is.True);
        _studio.AssertAudioFlows(manager.Client);
    }

    [Test]
    public void A_slave_that_is_closed_is_silent()
    {
        _slave.Close();
        long before = _studio.Network.SentCount;
        _studio.RunFor(2000);
        Assert.That(_studio.Network.SentCount, Is.EqualTo(before));
        Assert.That(_slave.Socket!.IsOpen, Is.False);
    }

    private static byte[] SetUp()
    {
        SessionPacket packet = Studio.Request.ToAnnouncement("stage");
        packet.PacketId = SessionPacketId.SlaveSetup;
        packet.SessionId = 9;
        packet.SampleRate = 48_000;
        packet.PeriodSize = 256;
        return SessionPacket.AsBytes(packet).ToArray();
    }

    private void Bring(byte[] datagram, PeerAddress source)
    {
        _studio.Network.Forge(datagram, source, _slave.Socket!.Local);
        _studio.RunFor(30);
    }
}
