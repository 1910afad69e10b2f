// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.Link.Datagrams;
using NetJack2.Protocol.Session;
using NetJack2.Sessions.Handshake;
using NetJack2.World;

namespace NetJack2.Sessions.Tests.Handshake;

/// <summary>Sessions of netjack2-cs peers have the manager's port, so that firewalls and NAT in front of slaves need no rule.</summary>
[NonParallelizable]
[Property("Defect", "Fault-21")]
public class ManagerPortTests
{
    private static readonly PeerAddress s_manager = new(Studio.MasterHost, ManagerStation.Port);
    private static readonly SlaveRequest s_request = Studio.Request with { Target = s_manager };

    [Test]
    public void A_slave_that_names_the_manager_needs_no_rule_in_its_firewall()
    {
        Studio studio = WithFirewall();
        ManagerStation manager = studio.Manager;
        SlaveStation slave = studio.AddSlave(s_request, Studio.SlaveHost);
        Assert.That(studio.MillisecondsUntil(() => slave.Search.IsRunning), Is.LessThan(400));
        studio.AssertAudioFlows(manager.Client);
        studio.Server.Period = 128;
        manager.Sessions.Renegotiate();
        studio.RunFor(500);
        studio.AssertAudioFlows(manager.Client);
    }

    [Test]
    public void A_slave_that_restarts_at_the_port_of_its_session_returns_as_fast_as_by_multicast()
    {
        var studio = new Studio();
        _ = studio.Manager;
        SlaveStation slave = studio.AddSlave(s_request, Studio.SlaveHost);
        _ = studio.MillisecondsUntil(() => slave.Search.IsRunning);
        studio.AssertAudioFlows(studio.Manager.Client);
        slave.Close();
        slave = studio.AddSlave(s_request, Studio.SlaveHost);
        Assert.That(studio.MillisecondsUntil(() => slave.Search.IsRunning), Is.LessThan(1000));
        studio.AssertAudioFlows(studio.Manager.Client);
    }

    [Test]
    public void A_slave_that_was_held_up_for_long_is_sent_new_parameters_as_soon_as_it_goes_on()
    {
        var studio = new Studio();
        _ = studio.Manager;
        SlaveStation slave = studio.AddSlave();
        _ = studio.MillisecondsUntil(() => slave.Search.IsRunning);
        studio.AssertAudioFlows(studio.Manager.Client);
        uint session = slave.Session!.SessionId;
        studio.World.Remove(slave);
        studio.World.Remove(slave.Server);
        studio.RunFor(3000);
        studio.World.Add(slave);
        studio.World.Add(slave.Server);
        Assert.That(studio.MillisecondsUntil(() => slave.Session?.SessionId is { } now && now != session), Is.LessThan(250));
        studio.AssertAudioFlows(studio.Manager.Client);
    }

    [Test]
    public void Two_managers_of_one_host_that_have_one_port_both_serve_slaves()
    {
        var studio = new Studio();
        ManagerStation first = studio.Manager;
        var second = new ManagerStation(studio.World, studio.Server, Studio.MasterHost, new ManagerLimits(), serverId: 7);
        foreach (var (name, host) in ((string, HostAddress)[])[("left", Studio.SlaveHost), ("right", 0x0A000003)])
        {
            _ = studio.AddSlave(Studio.Request with { Name = name }, host);
            Assert.That(studio.MillisecondsUntil(() => Find(name) is { Seat.Good: > 0 }), Is.LessThan(8000));
            studio.AssertAudioFlows(Find(name)!);
        }

        FakeClient? Find(string name) =>
            first.Clients.Concat(second.Clients).FirstOrDefault(client => string.Equals(client.Name, name, StringComparison.Ordinal));
    }

    [Test]
    public void A_packet_that_is_redirected_before_an_exception_is_not_taken_for_another_slaves()
    {
        var studio = new Studio();
        ManagerStation manager = studio.Manager;
        _ = studio.AddSlave();
        studio.RunFor(500);
        _ = studio.AddSlave(Studio.Request with { Name = "drums" }, 0x0A000003);
        studio.RunFor(500);
        manager.Clients[0].PollingTimebase = () => throw new InvalidOperationException();
        var session = (VirtualSocket)manager.Clients[0].Seat!.Link!.Channel.Socket;
        studio.Network.Forge(Studio.Announcement(Studio.Request with { Name = "ghost" }, _ => { }), session.Peer!.Value, session.Local);
        Assert.That(() => studio.RunFor(300), Throws.InvalidOperationException);
        manager.Clients[0].PollingTimebase = () => { };
        manager.Sessions.Poll();
        studio.RunFor(300);
        Assert.That(manager.Sessions.Count, Is.EqualTo(2), "no ghost at the address of the drums");
    }

    // It lets in what answers a packet of the slave's, as a NAT does.
    private static Studio WithFirewall()
    {
        var studio = new Studio();
        HashSet<(PeerAddress Slave, PeerAddress Peer)> known = [];
        studio.Network.Drop = (datagram, source, target) =>
        {
            if (source.Host == Studio.SlaveHost)
                _ = known.Add((source, target));
            return target.Host == Studio.SlaveHost && !known.Contains((target, source));
        };
        return studio;
    }
}
