// SPDX-License-Identifier: GPL-2.0-or-later
using System.Net;
using NetJack2.Link.Datagrams;
using NetJack2.World;

namespace NetJack2.Sessions.Tests.Handshake;

/// <summary>Hosts with more than one address, or with addresses of IPv6.</summary>
public class ManyAddressesTests
{
    private const uint OtherWay = 0x0A000102;

    private static readonly string[] s_namesakes = ["bass", "bass-01"];

    private Studio _studio = null!;

    [SetUp]
    public void Begin() => _studio = new Studio();

    [Test]
    public void A_slave_that_announces_itself_on_two_paths_has_one_session()
    {
        ManagerStation manager = _studio.Manager;
        SlaveStation slave = _studio.AddSlave(Studio.Request, Studio.SlaveHost, OtherWay);
        _studio.RunFor(2000);
        Assert.That((slave.Configurations, manager.Connections, manager.Client.Sessions), Is.EqualTo((1, 1, 1)));
        _studio.AssertAudioFlows(manager.Client);
    }

    [Test]
    public void When_the_way_of_a_session_is_cut_it_goes_on_by_the_other_in_the_same_client()
    {
        ManagerStation manager = _studio.Manager;
        SlaveStation slave = _studio.AddSlave(Studio.Request, Studio.SlaveHost, OtherWay);
        _studio.RunFor(1000);
        _studio.Network.Unplug(Studio.SlaveHost);
        _studio.RunFor(100);
        Assert.That(
            _studio.MillisecondsUntil(() => slave.Configurations == 2), Is.LessThan(2700), "a slave at another address waits for 2 s");
        _studio.AssertAudioFlows(manager.Client);
    }

    [Test]
    public void Two_hosts_of_one_name_with_slaves_of_one_name_have_a_client_each()
    {
        ManagerStation manager = _studio.Manager;
        SlaveStation first = _studio.AddSlave(Studio.Request, Studio.SlaveHost);
        SlaveStation second = _studio.AddSlave(Studio.Request, OtherWay);
        Assert.That(_studio.MillisecondsUntil(() => first.Search.IsRunning && second.Search.IsRunning), Is.LessThan(1500));
        Assert.That(manager.Clients.Select(client => client.Name), Is.EqualTo(s_namesakes));
        foreach (FakeClient client in manager.Clients)
            _studio.AssertAudioFlows(client);
    }

    [Test]
    public void A_slave_of_IPv6_is_served_and_no_packet_exceeds_the_MTU([Values(0, 1280, 1500)] int mtu)
    {
        ManagerStation manager = _studio.Manager;
        _studio.Network.PathMtu = _ => mtu == 0 ? 1400 : mtu;
        _studio.Network.Mtu = mtu == 0 ? 9000 : mtu;
        HostAddress host = HostAddress.From(IPAddress.Parse("fe80::2")) with { Scope = 2 };
        SlaveStation slave = _studio.AddSlave(
            Studio.Request with { Mtu = mtu, SendAudio = 40, ReturnAudio = 40, SendMidi = 0, ReturnMidi = 0 }, host);
        _ = _studio.MillisecondsUntil(() => slave.Search.IsRunning);
        _studio.AssertAudioFlows(manager.Client);
        Assert.That(manager.Client.Seat!.Session, Has.Property("Overhead").EqualTo(48).And.Property("Mtu").EqualTo(mtu == 0 ? 1400 : mtu));
        Assert.That(_studio.Network.FragmentedCount, Is.Zero);
    }
}
