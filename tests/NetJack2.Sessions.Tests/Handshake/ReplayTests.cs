// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.Link.Datagrams;
using NetJack2.World;

namespace NetJack2.Sessions.Tests.Handshake;

/// <summary>A host that has recorded every packet of a session sends all of them again, with their addresses.</summary>
[Property("Defect", "Fault-09")]
public class ReplayTests : ManagerTest
{
    private const int RecordedMs = 1500, ReplayedMs = 1000;

    private readonly List<(byte[] Data, PeerAddress Source, PeerAddress Target)> _recorded = [];
    private SlaveStation _slave = null!;

    [SetUp]
    public void Record()
    {
        _recorded.Clear();
        World.Network.Drop = (datagram, source, target) =>
        {
            _recorded.Add((datagram.ToArray(), source, target));
            return false;
        };
        _slave = World.AddSlave();
        World.RunFor(RecordedMs);
        World.Network.Drop = null;
        World.AssertAudioFlows(Manager.Client);
    }

    [Test]
    public void To_the_session_itself_they_change_nothing([Values] bool isBackwards)
    {
        int lines = Manager.Log.Lines.Count;
        Manager.Client.Seat!.ResetCounts();
        Replay(isBackwards);
        Assert.That((Manager.Client.Seat!.Wrong, Manager.Client.Seat!.Gaps), Is.EqualTo((0L, 0L)));
        World.AssertAudioFlows(Manager.Client);
        Assert.That(Manager.Log.Lines, Has.Count.EqualTo(lines), () => string.Join('\n', Manager.Log.Lines));
    }

    [Test]
    public void To_the_next_session_of_the_slave_they_change_nothing([Values] bool isBackwards)
    {
        _slave.Close();
        World.RunFor(1000);
        _ = World.AddSlave();
        World.RunFor(RecordedMs);
        FakeClient client = Manager.Client;
        World.AssertAudioFlows(client);
        client.Seat!.ResetCounts();
        Replay(isBackwards);
        Assert.That((client.Seat!.Wrong, client.Seat!.Gaps), Is.EqualTo((0L, 0L)));
        World.AssertAudioFlows(client);
        Assert.That(Manager.Clients, Has.Count.EqualTo(1));
    }

    [Test]
    public void When_the_slave_has_gone_they_begin_no_session([Values] bool isBackwards)
    {
        FakeClient client = Manager.Client;
        _slave.Close();
        World.RunFor(1000);
        Assert.That(client.IsRunning, Is.False);
        Replay(isBackwards);
        Assert.That((Manager.Clients.Count, client.IsRunning), Is.EqualTo((1, false)));
        _ = World.AddSlave();
        Assert.That(World.MillisecondsUntil(() => client.IsRunning), Is.LessThan(2000));
        World.AssertAudioFlows(client);
    }

    [Test]
    public void A_slave_that_searches_is_not_led_to_a_session_that_was()
    {
        Manager.Close();
        World.RunFor(3000);
        Replay(isBackwards: false);
        World.RunFor(3000);
        Assert.That(_slave.Search.IsRunning, Is.False, "the master is gone");
    }

    private void Replay(bool isBackwards)
    {
        if (isBackwards)
            _recorded.Reverse();
        int perMs = (_recorded.Count / ReplayedMs) + 1;
        foreach ((byte[] Data, PeerAddress Source, PeerAddress Target)[] some in _recorded.Chunk(perMs))
        {
            foreach ((byte[] data, PeerAddress source, PeerAddress target) in some)
                World.Network.Forge(data, source, target);
            World.RunFor(1);
        }
    }
}
