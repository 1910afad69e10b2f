// SPDX-License-Identifier: GPL-2.0-or-later
using System.Runtime.InteropServices;
using NetJack2.Link.Datagrams;
using NetJack2.Link.Links;
using NetJack2.Protocol.Extension;
using NetJack2.Protocol.Session;
using NetJack2.Sessions.Handshake;
using NetJack2.Statistics;
using NetJack2.World;

namespace NetJack2.Sessions.Tests.Handshake;

/// <summary>Which latency a slave with <c>-l auto</c> gets, and what both ends publish of it.</summary>
public class AutoLatencyHandshakeTests
{
    private const long Millisecond = 1_000_000;

    // Of the capability block in an announcement.
    private const int Block = 528;

    private Studio _studio = null!;

    [SetUp]
    public void Begin() => _studio = new Studio();

    [TestCase(LatencyMode.Auto)]
    [TestCase(LatencyMode.Stable)]
    public void Two_peers_that_can_begin_with_two_cycles(LatencyMode mode)
    {
        SlaveStation slave = Connect(mode);
        SessionParameters session = slave.Session!;
        Assert.That((session.Latency, session.MostLatency, session.LatencyMode), Is.EqualTo((2, 30, mode)));
        Assert.That(_studio.Manager.Client.Seat!.Session, Is.EqualTo(session));
        string name = mode == LatencyMode.Auto ? "auto" : "auto:stable";
        foreach (RecordingLog log in new[] { slave.Log, _studio.Manager.Log })
            Assert.That(log.Lines, Has.Some.Contains($"latency 2 ({name}, up to 30)"));
        _studio.AssertAudioFlows(_studio.Manager.Client);
    }

    // jack2 and PipeWire have no bits; an older netjack2-cs has the others.
    [TestCase(Capabilities.None)]
    [TestCase(Capabilities.All & ~Capabilities.AutoLatency)]
    public void With_a_master_without_it_the_usual_latency_is_used_and_logged_once(Capabilities capabilities)
    {
        _studio.Manager.Capabilities = capabilities;
        SlaveStation slave = Connect(LatencyMode.Auto);
        _studio.Network.Jitter = 12 * Millisecond;
        _studio.RunFor(5000);
        Assert.That((slave.Session!.Latency, slave.Session.IsLatencyAutomatic), Is.EqualTo((5, false)));
        Assert.That(
            slave.Log.Warnings,
            Is.EqualTo(["This master cannot change the latency while a session runs: -l auto is -l 5 with it"]));
        Assert.That(LatencyOf(slave.Search), Is.EqualTo(5));
    }

    [Test]
    public void A_latency_that_is_a_number_announces_nothing_of_it()
    {
        SlaveStation slave = Connect(LatencyMode.Constant);
        Assert.That((slave.Session!.Latency, slave.Session.IsLatencyAutomatic), Is.EqualTo((5, false)));
        byte[] wire = Studio.Announcement(Studio.Request, _ => { });
        Assert.That((wire[Block + 10] & 4, wire[Block + 13]), Is.EqualTo((0, 0)));
        Assert.That(slave.Log.Warnings, Is.Empty);
    }

    [Test]
    public void A_change_is_published_at_both_ends_and_shown()
    {
        SlaveStation slave = Connect(LatencyMode.Auto);
        _studio.RunFor(5000);
        _studio.Network.Jitter = 12 * Millisecond;
        _studio.RunFor(10_000);
        _studio.Network.Jitter = 0;
        _studio.RunFor(11_000);
        FakeClient client = _studio.Manager.Client;
        SessionParameters published = client.Published!;
        Assert.That(published.Latency, Is.GreaterThan(2));
        Assert.That(slave.Latencies, Is.EqualTo(published));
        Assert.That(published, Is.EqualTo(client.Seat!.Session with { Latency = published.Latency }));
        Assert.That((LatencyOf(slave.Search), LatencyOf(_studio.Manager.Sessions)), Is.EqualTo((published.Latency, published.Latency)));
        foreach (RecordingLog log in new[] { slave.Log, _studio.Manager.Log })
        {
            List<string> lines = log.Lines.FindAll(line => line.Contains(" instead of ", StringComparison.Ordinal));
            Assert.That(lines, Has.Count.EqualTo(2));
            Assert.That(lines[^1], Does.Contain($": latency {published.Latency} instead of "));
        }
        Assert.That(slave.Configurations, Is.EqualTo(1), "no configuration, which would put silent cycles in");
    }

    [Test]
    public void A_server_that_is_busy_is_asked_again()
    {
        SlaveStation slave = Connect(LatencyMode.Auto);
        slave.CanPublish = false;
        _studio.RunFor(5000);
        _studio.Network.Jitter = 12 * Millisecond;
        _studio.RunFor(10_000);
        Assert.That(slave.Latencies, Is.Null);
        slave.CanPublish = true;
        _studio.RunFor(20);
        Assert.That(slave.Latencies, Is.EqualTo(_studio.Manager.Client.Published));
    }

    [Test]
    public void A_master_that_changes_it_all_the_time_does_not_occupy_the_server()
    {
        SlaveStation slave = Connect(LatencyMode.Auto);
        LinkChannel master = _studio.Manager.Client.Seat!.Link!.Channel;
        const int seconds = 110;
        for (int change = 0; change < 10 * seconds; change++)
        {
            master.Follow(2 + (change % 2));
            master.ReportLatency();
            _studio.RunFor(100);
        }
        // A raise, ten seconds later a lower one, a second later a raise, and so on.
        Assert.That(slave.Publications, Is.InRange((2 * seconds / 11) - 2, 2 * seconds / 11));
    }

    [Test]
    public void The_next_session_begins_with_two_cycles_again()
    {
        SlaveStation slave = Connect(LatencyMode.Auto);
        _studio.RunFor(5000);
        _studio.Network.Jitter = 12 * Millisecond;
        _studio.RunFor(5000);
        _studio.Network.Jitter = 0;
        _studio.Server.Period = 128;
        _studio.RunFor(2000);
        Assert.That((slave.Session!.Period, slave.Session.Latency, LatencyOf(slave.Search)), Is.EqualTo((128, 2, 2)));
        _studio.AssertAudioFlows(_studio.Manager.Client);
    }

    // A block may contain anything: with bit 10 each number but 2 is 1, and redundancy needs a latency that stays.
    [TestCase(0, false, LatencyMode.Auto)]
    [TestCase(1, false, LatencyMode.Auto)]
    [TestCase(2, false, LatencyMode.Stable)]
    [TestCase(255, false, LatencyMode.Auto)]
    [TestCase(1, true, LatencyMode.Constant)]
    public void Whatever_the_block_states_the_session_is_one_of_three(byte mode, bool hasCopies, LatencyMode expected)
    {
        byte[] wire = Studio.Announcement(Studio.Request with { LatencyMode = LatencyMode.Auto, Latency = 5 }, bytes =>
        {
            bytes[Block + 13] = mode;
            bytes[Block + 11] |= (byte)(hasCopies ? Capabilities.Redundancy : Capabilities.None);
            bytes[Block + 12] = (byte)(hasCopies ? 2 : 0);
        });
        VirtualSocket stranger = _studio.Network.Open(Studio.StrangerHost);
        _ = _studio.Manager;
        _ = stranger.SendTo(wire, Studio.GroupAddress);
        _studio.RunFor(20);
        byte[] answer = new byte[SessionPacket.Size];
        Assert.That(stranger.ReceiveFrom(answer, out _, out _), Is.EqualTo(SocketStatus.Done));
        SessionPacket setup = MemoryMarshal.Read<SessionPacket>(answer);
        SessionParameters session = SessionValidator.ToParameters(setup, CapabilityBlock.Read(setup.MasterHost));
        Assert.That(
            (session.IsLatencyAutomatic ? session.LatencyMode : LatencyMode.Constant, session.Latency),
            Is.EqualTo((expected, expected == LatencyMode.Constant ? 5 : 2)));
    }

    private SlaveStation Connect(LatencyMode mode)
    {
        _ = _studio.Manager;
        SlaveStation slave = _studio.AddSlave(Studio.Request with { LatencyMode = mode }, Studio.SlaveHost);
        Assert.That(_studio.MillisecondsUntil(() => slave.Search.IsRunning), Is.LessThan(500));
        _studio.RunFor(500);
        return slave;
    }

    private static int LatencyOf(IStatisticsSource source)
    {
        SessionStatistics statistics = default;
        source.Describe(0, ref statistics);
        return statistics.Latency;
    }
}
