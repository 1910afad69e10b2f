// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.Link.Datagrams;
using NetJack2.Protocol.Extension;
using NetJack2.Protocol.Wire;
using NetJack2.World;

namespace NetJack2.Sessions.Tests.Handshake;

/// <summary>The way on which a slave asks its manager for lost packets.</summary>
[NonParallelizable]
public class RequestPathTests
{
    private static readonly PeerAddress s_manager = new(Studio.MasterHost, ManagerStation.Port);

    private Studio _studio = null!;
    private SlaveStation _slave = null!;

    [SetUp]
    public void Begin()
    {
        _studio = new Studio();
        _ = _studio.Manager;
        _slave = _studio.AddSlave();
        _ = _studio.MillisecondsUntil(() => _slave.Search.IsRunning);
        _studio.RunFor(500);
    }

    [Test]
    public void It_is_known_before_anything_is_lost() => Assert.That(
        _studio.Manager.Responders.Select(source => source.Host), Is.EqualTo(new HostAddress[] { Studio.SlaveHost }));

    [Test]
    public void Losses_are_repaired_over_it()
    {
        _studio.AssertAudioFlows(_studio.Manager.Client);
        _studio.Network.Loss = 0.01;
        _studio.RunFor(5000);
        _studio.Network.Loss = 0;
        var ofSlave = default(NetJack2.Statistics.SessionStatistics);
        _slave.Search.Describe(0, ref ofSlave);
        Assert.That(ofSlave.Counters.Recovered, Is.GreaterThan(10));
        Assert.That(ofSlave.Counters.Lost, Is.LessThanOrEqualTo(2));
    }

    [Test]
    public void A_slave_whose_port_was_changed_by_a_nat_is_answered_at_the_new_one()
    {
        PeerAddress source = new(Studio.SlaveHost, 5555);
        _studio.Network.Forge(Opening(), source, s_manager);
        _studio.RunFor(10);
        Assert.That(_studio.Manager.Responders, Does.Contain(source));
    }

    [Test]
    public void Another_host_gets_none()
    {
        _studio.Network.Forge(Opening(), new PeerAddress(Studio.StrangerHost, 5555), s_manager);
        _studio.RunFor(10);
        Assert.That(_studio.Manager.Responders, Has.Count.EqualTo(1));
    }

    [Test]
    public void A_thousand_ports_of_one_slave_get_five_in_ten_seconds()
    {
        for (ushort port = 5000; port < 6000; port++)
            _studio.Network.Forge(Opening(), new PeerAddress(Studio.SlaveHost, port), s_manager);
        _studio.RunFor(100);
        Assert.That(_studio.Manager.Responders, Has.Count.LessThanOrEqualTo(5));
        _studio.AssertAudioFlows(_studio.Manager.Client);
    }

    [Test]
    public void A_new_period_has_a_new_one()
    {
        _studio.Server.Period = 128;
        _studio.Manager.Sessions.Renegotiate();
        _studio.RunFor(500);
        Assert.That(_studio.Manager.Responders, Has.Count.EqualTo(2));
        _studio.AssertAudioFlows(_studio.Manager.Client);
    }

    private byte[] Opening()
    {
        byte[] request = new byte[ResendRequest.SizeOf(0)];
        ResendRequest.Write(request, StreamDirection.Return, _slave.Session!.SessionId, []);
        return request;
    }
}
