// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.Sessions.Connections;

namespace NetJack2.Sessions.Tests.Connections;

/// <summary>What a user wanted is distinguished from what happened.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public class ConnectionKeeperTests
{
    private static readonly PortConnection s_connection = new("to_slave_1", "synth:out", IsSource: false);
    private readonly FakeGraph _graph = new();

    [SetUp]
    public void ASynth() => _graph.AddPort("synth:out");

    [Test]
    public void A_connection_that_is_made_is_kept()
    {
        ConnectionKeeper keeper = New();
        _graph.Made.Add(s_connection);
        Assert.That(keeper.Update(mayForget: true), Is.True);
        Assert.That(keeper.Connections, Is.EqualTo(new List<PortConnection> { s_connection }));
        Assert.That(keeper.Update(mayForget: true), Is.False, "nothing new");
    }

    [Test]
    public void A_connection_that_the_user_takes_away_is_forgotten_and_not_made_again()
    {
        ConnectionKeeper keeper = Kept();
        _graph.Made.Clear();
        Assert.That(keeper.Update(mayForget: false), Is.False, "its ports may be about to go");
        Assert.That(keeper.Update(mayForget: true), Is.True);
        Assert.That(keeper.Connections, Is.Empty);
        Assert.That(_graph.Made, Is.Empty);
    }

    [Test]
    public void A_connection_whose_port_goes_is_made_again_when_it_comes()
    {
        ConnectionKeeper keeper = Kept();
        keeper.PortGone(_graph.RemovePort("synth:out"));
        Assert.That(keeper.Update(mayForget: true), Is.False);
        _graph.AddPort("synth:out");
        Assert.That(keeper.Update(mayForget: true), Is.False);
        Assert.That(_graph.Made, Does.Contain(s_connection));
    }

    [Test]
    public void A_port_that_returns_under_its_number_between_two_looks_is_another_one()
    {
        ConnectionKeeper keeper = Kept();
        nint port = _graph.RemovePort("synth:out");
        keeper.PortGone(port);
        _graph.Others["synth:out"] = port; // JACK gives the lowest free number
        keeper.Update(mayForget: true);
        Assert.That(_graph.Made, Does.Contain(s_connection));
    }

    [Test]
    public void A_port_of_the_slave_that_goes_takes_no_connection_out_of_memory()
    {
        ConnectionKeeper keeper = Kept();
        _graph.Own.Remove("to_slave_1");
        _graph.Made.Clear();
        Assert.That(keeper.Update(mayForget: true), Is.False);
        _graph.Own.Add("to_slave_1");
        keeper.Update(mayForget: true);
        Assert.That(_graph.Made, Does.Contain(s_connection));
    }

    [Test]
    public void No_connection_is_forgotten_while_the_graph_is_unknown()
    {
        ConnectionKeeper keeper = Kept();
        _graph.IsAway = true;
        _graph.Made.Clear();
        Assert.That(keeper.Update(mayForget: true), Is.False);
        Assert.That(keeper.Connections, Has.Count.EqualTo(1));
    }

    [Test]
    [Property("Defect", "Fault-32")]
    public void A_renamed_port_keeps_its_connection_and_another_port_of_its_old_name_gets_none()
    {
        ConnectionKeeper keeper = Kept();
        _graph.Made.Clear();
        PortConnection renamed = s_connection with { Other = "synth:guitar" };
        _ = _graph.Others.Remove("synth:out", out nint port);
        _graph.Others["synth:guitar"] = port;
        _graph.Made.Add(renamed);
        Assert.That(keeper.Update(mayForget: true), Is.True);
        Assert.That(keeper.Connections, Is.EqualTo(new List<PortConnection> { renamed }));
        _graph.AddPort("synth:out");
        Assert.That(keeper.Update(mayForget: true), Is.False);
        Assert.That(_graph.Made, Is.EqualTo(new List<PortConnection> { renamed }));
    }

    [Test]
    [Property("Defect", "Fault-32")]
    public void Connections_that_are_never_made_again_give_way_to_new_ones()
    {
        static PortConnection Old(int index) => new("to_slave_1", $"program-{index}:out", IsSource: false);
        var keeper = new ConnectionKeeper(_graph, [.. Enumerable.Range(0, ConnectionKeeper.MaxConnections).Select(Old)]);
        _graph.Made.Add(s_connection);
        Assert.That(keeper.Update(mayForget: true), Is.True);
        Assert.That(keeper.Connections, Has.Count.EqualTo(ConnectionKeeper.MaxConnections).And.Contain(s_connection));
    }

    [Test]
    public void No_more_than_the_most_are_kept()
    {
        ConnectionKeeper keeper = New();
        for (int index = 0; index <= ConnectionKeeper.MaxConnections; index++)
        {
            _graph.AddPort($"other:{index}");
            _graph.Made.Add(new PortConnection("to_slave_1", $"other:{index}", IsSource: false));
        }
        keeper.Update(mayForget: true);
        Assert.That(keeper.Connections, Has.Count.EqualTo(ConnectionKeeper.MaxConnections));
    }

    private ConnectionKeeper New() => new(_graph, []);

    private ConnectionKeeper Kept()
    {
        ConnectionKeeper keeper = New();
        _graph.Made.Add(s_connection);
        keeper.Update(mayForget: true);
        return keeper;
    }
}
