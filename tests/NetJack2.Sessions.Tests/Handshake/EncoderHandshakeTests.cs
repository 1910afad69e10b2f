// SPDX-License-Identifier: GPL-2.0-or-later
using System.Buffers.Binary;
using NetJack2.Link.Datagrams;
using NetJack2.Protocol.Session;
using NetJack2.Sessions.Handshake;
using NetJack2.World;

namespace NetJack2.Sessions.Tests.Handshake;

/// <summary>How an encoder is agreed on, and refused.</summary>
public class EncoderHandshakeTests
{
    private static readonly PeerAddress s_stranger = new(Studio.StrangerHost, 5000);

    private static readonly SlaveRequest s_opus = Studio.Request with { Encoder = SampleEncoder.Opus, Kilobits = 96 };

    [Test]
    public void Both_ends_use_the_encoder_that_the_slave_announces([Values(SampleEncoder.Int16, SampleEncoder.Opus)] SampleEncoder encoder)
    {
        var studio = new Studio();
        ManagerStation manager = studio.LoadManager();
        SlaveStation slave = studio.AddSlave(s_opus with { Encoder = encoder }, Studio.SlaveHost);
        studio.RunFor(100);
        SessionParameters session = manager.Client.Seat!.Session;
        Assert.That((session.Encoder, session.Kilobits), Is.EqualTo((encoder, encoder == SampleEncoder.Opus ? 96 : 0)));
        Assert.That(slave.Session, Is.EqualTo(session));
        Assert.That(
            manager.Log.Lines,
            Has.Some.Contains(encoder == SampleEncoder.Opus ? "Opus at 96 kbit/s" : "int16").And.Contains("extended protocol"));
        studio.AssertAudioFlows(manager.Client);
    }

    [Test]
    public void After_a_change_of_the_period_the_codec_has_the_new_delay()
    {
        var studio = new Studio();
        ManagerStation manager = studio.LoadManager();
        _ = studio.AddSlave(s_opus, Studio.SlaveHost);
        studio.RunFor(100);
        Assert.That(manager.Client.Seat!.Session.CodingDelay, Is.EqualTo(112 + 7));
        studio.Server.Period = 441;
        manager.Sessions.Renegotiate();
        studio.RunFor(200);
        Assert.That(manager.Client.Seat!.Session.CodingDelay, Is.EqualTo(117 + 7));
        studio.AssertAudioFlows(manager.Client);
    }

    [Test]
    public void A_session_that_begins_anew_gives_back_the_coders_of_the_one_before()
    {
        var studio = new Studio();
        ManagerStation manager = studio.LoadManager();
        SlaveStation slave = studio.AddSlave(s_opus, Studio.SlaveHost);
        studio.RunFor(100);
        int ofMaster = manager.Codecs.Alive, ofSlave = slave.Codecs.Alive;
        for (int change = 0; change < 4; change++)
        {
            studio.Server.Period = change % 2 == 0 ? 512 : 256;
            manager.Sessions.Renegotiate();
            studio.RunFor(300);
        }
        studio.AssertAudioFlows(manager.Client);
        Assert.That((manager.Codecs.Alive, slave.Codecs.Alive), Is.EqualTo((ofMaster, ofSlave)));
        slave.Close();
        manager.Close();
        Assert.That((manager.Codecs.Alive, slave.Codecs.Alive), Is.EqualTo((0, 0)));
    }

    [TestCase(2u, "CELT", Description = "jack2's -c")]
    [TestCase(4u, "none of float")]
    public void An_unknown_encoder_is_rejected_by_name(uint encoder, string words)
    {
        var studio = new Studio();
        ManagerStation manager = studio.LoadManager();
        Receive(manager, s_opus, wire => BinaryPrimitives.WriteUInt32BigEndian(wire.AsSpan(628), encoder));
        Assert.That(manager.Log.Warnings.Single(), Does.Contain(words));
        Assert.That(manager.Sessions.Count, Is.Zero);
    }

    [Test]
    [Property("Defect", "D-14")]
    public void A_jack2_slave_that_would_crash_is_not_started_and_reported_a_few_times()
    {
        var studio = new Studio();
        ManagerStation manager = studio.LoadManager();
        for (int count = 0; count < 20; count++)
        {
            Receive(manager, s_opus, WithoutBlock);
            studio.RunFor(300);
        }
        Assert.That(manager.Log.Warnings, Has.Count.EqualTo(5).And.All.Contains("does not work at 256 frames"));
        Assert.That((manager.Clients.Count, manager.Sessions.Count), Is.EqualTo((0, 0)));
    }

    [Test]
    [Property("Defect", "D-14")]
    public void A_slave_does_not_start_a_session_in_which_jack2_would_crash()
    {
        var studio = new Studio();
        SlaveStation slave = studio.AddSlave(s_opus, Studio.SlaveHost);
        studio.RunFor(50);
        Bring(studio, slave, period: 256);
        Assert.That((slave.Search.IsRunning, slave.Configurations), Is.EqualTo((false, 0)));
        Assert.That(slave.Log.Warnings.Single(), Does.Contain("does not work at 256 frames"));
        Bring(studio, slave, period: 240);
        Assert.That(slave.Search.IsRunning, Is.True);
        Assert.That(slave.Log.Lines, Has.Some.Contains("Opus at 96 kbit/s").And.Contains("jack2 protocol"));
    }

    [Test]
    public void A_host_without_the_codec_refuses_and_floats_go_on([Values] bool isSlave)
    {
        var studio = new Studio();
        ManagerStation manager = studio.LoadManager();
        SlaveStation slave = studio.AddSlave(s_opus, Studio.SlaveHost);
        FakeCodecs codecs = isSlave ? slave.Codecs : manager.Codecs;
        codecs.Problem = "install it";
        SlaveStation other = studio.AddSlave(Studio.Request with { Name = "drums" }, Studio.SlaveHost + 1);
        studio.RunFor(5000);
        Assert.That((slave.Search.IsRunning, other.Search.IsRunning), Is.EqualTo((false, true)));
        Assert.That((isSlave ? slave.Log : manager.Log).Warnings, Has.Some.Contains("install it"));
        codecs.Problem = null;
        studio.RunFor(15_000);
        Assert.That(slave.Search.IsRunning, Is.True);
    }

    // A period of 256 frames is 5.3 ms. Two ports each way have 5 frames of Opus in one at most, of 0.1 ms each: 19 % for a slave, of 50 %
    // for all.
    [Test]
    [Property("Defect", "D-63")]
    public void Slaves_share_what_coding_may_take_of_a_period()
    {
        var studio = new Studio();
        ManagerStation manager = studio.LoadManager();
        manager.Codecs.FrameTime = 100_000;
        var slaves = Enumerable.Range(0, 8)
            .Select(index => studio.AddSlave(s_opus with { Name = $"slave {index}" }, Studio.SlaveHost + (uint)index))
            .ToList();
        studio.RunFor(2000);
        int running = slaves.Count(slave => slave.Search.IsRunning);
        Assert.That(running, Is.EqualTo(2));
        Assert.That(manager.Log.Warnings, Has.Some.Contains("would take").And.Contains("are left for it"));
        slaves.First(slave => slave.Search.IsRunning).Close();
        studio.RunFor(40_000);
        Assert.That(slaves.Count(slave => slave.Search.IsRunning), Is.EqualTo(running), "one has the place of the one that ended");
    }

    /// <summary>The first one took what was left for all, at the highest complexity.</summary>
    [Test]
    [Property("Defect", "Fault-32")]
    public void A_slave_leaves_room_for_others_where_a_lower_complexity_does()
    {
        var studio = new Studio();
        ManagerStation manager = studio.LoadManager();
        // A slave takes 5.7 % of a period at complexity 0, and 46 % at 7, which is nearly the limit of all.
        manager.Codecs.FrameTime = 30_000;
        var slaves = new List<SlaveStation>();
        for (uint index = 0; index < 3; index++)
        {
            slaves.Add(studio.AddSlave(s_opus with { Name = $"slave {index}" }, Studio.SlaveHost + index));
            studio.RunFor(700);
        }
        Assert.That(slaves.Count(slave => slave.Search.IsRunning), Is.EqualTo(3), string.Join('\n', manager.Log.Warnings));
    }

    [Test]
    public void With_a_netjack2_cs_peer_without_coded_cycle_packets_jack2s_format_is_used()
    {
        var studio = new Studio();
        ManagerStation manager = studio.LoadManager();
        using VirtualSocket slave = studio.Network.Open(Studio.StrangerHost, 5000);
        Receive(manager, Studio.Request with { Encoder = SampleEncoder.Int16 }, wire => wire[336 + 192 + 11] = 3);
        studio.RunFor(10);
        byte[] setup = new byte[644];
        Assert.That(slave.ReceiveFrom(setup, out _, out PeerAddress master), Is.EqualTo(SocketStatus.Done));
        setup[15] = 2;
        _ = slave.SendTo(setup, master);
        studio.RunFor(50);
        Assert.That(manager.Log.Lines, Has.Some.Contains("int16").And.Contains("jack2 protocol"));
    }

    private static void Receive(ManagerStation manager, SlaveRequest request, Action<byte[]> change)
    {
        manager.Sessions.Receive(Studio.Announcement(request, change), s_stranger);
        manager.Sessions.Poll();
    }

    private static void WithoutBlock(byte[] wire) => wire.AsSpan(336 + 192, 64).Clear();

    private static void Bring(Studio studio, SlaveStation slave, uint period)
    {
        byte[] setup = Studio.Announcement(s_opus, WithoutBlock);
        BinaryPrimitives.WriteUInt32BigEndian(setup.AsSpan(12), (uint)SessionPacketId.SlaveSetup);
        BinaryPrimitives.WriteUInt32BigEndian(setup.AsSpan(596), 9);
        BinaryPrimitives.WriteUInt32BigEndian(setup.AsSpan(620), 48_000);
        BinaryPrimitives.WriteUInt32BigEndian(setup.AsSpan(624), period);
        studio.Network.Forge(setup, s_stranger, slave.Socket!.Local);
        studio.RunFor(20);
    }
}
