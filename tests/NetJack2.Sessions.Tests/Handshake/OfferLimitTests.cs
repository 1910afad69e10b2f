// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.Link.Datagrams;
using NetJack2.Protocol.Session;
using NetJack2.Sessions.Handshake;
using NetJack2.World;

namespace NetJack2.Sessions.Tests.Handshake;

/// <summary>Limits of what announcements may cause keep no slave from its session.</summary>
[Property("Defect", "Fault-08")]
public class OfferLimitTests : ManagerTest
{
    private const uint OtherWay = 0x0A000102;

    private static readonly string[] s_one = ["bass"];

    // A flood of other names, at every millisecond, and one of the slave's own name before it returns.
    [TestCase(false)]
    [TestCase(true)]
    public void A_slave_returns_in_its_usual_time_while_its_address_is_flooded(bool isOwnName)
    {
        SlaveStation slave = World.AddSlave();
        World.RunFor(500);
        World.Network.Unplug(Studio.SlaveHost);
        World.RunFor(4000);
        Assert.That(Manager.Client.IsRunning, Is.False);
        for (int number = 0; isOwnName && number < 15; number++)
            Receive(Named("bass"), new PeerAddress(Studio.SlaveHost, (ushort)(7000 + number)));
        World.RunFor(400);
        World.Network.Plug(Studio.SlaveHost);
        int milliseconds = 0;
        for (; milliseconds < 5000 && !(slave.Search.IsRunning && Manager.Client.IsRunning); milliseconds++)
        {
            Receive(Named($"ghost{milliseconds}"), new PeerAddress(Studio.SlaveHost, (ushort)(7000 + (milliseconds % 1000))));
            World.RunFor(1);
        }
        Assert.That(milliseconds, Is.LessThan(1000));
        World.AssertAudioFlows(Manager.Client);
    }

    [Test]
    [Property("Defect", "Fault-15")]
    public void A_slave_that_announces_itself_once_is_remembered_among_many_that_wait_at_its_address()
    {
        const int Waiting = 5;
        Reload(new ManagerLimits { MaxSlaves = Waiting + 1, HoldSeconds = 1 });
        SlaveStation[] served = [.. Enumerable.Range(0, Waiting + 1).Select(
            number => World.AddSlave(Studio.Request with { Name = $"served{number}" }, Studio.SlaveHost + (uint)number))];
        World.RunFor(1000);
        Assert.That(Manager.Clients.Count(client => client.IsRunning), Is.EqualTo(Waiting + 1));
        for (int number = 0; number < 20; number++)
            Receive(Named($"waits{number % Waiting}"), new PeerAddress(Studio.StrangerHost, (ushort)(6000 + (number % Waiting))));
        using VirtualSocket once = World.Network.Open(Studio.StrangerHost, 6100);
        _ = once.SendTo(Named("once"), Studio.GroupAddress);
        for (int time = 0; time < 50; time++)
        {
            for (int number = 0; number < Waiting; number++)
                Receive(Named($"waits{number}"), new PeerAddress(Studio.StrangerHost, (ushort)(6000 + number)));
            World.RunFor(20);
        }
        Array.ForEach(served, slave => slave.Close());
        World.RunFor(5000);
        byte[] offer = new byte[644];
        Assert.That(once.ReceiveFrom(offer, out _, out _), Is.EqualTo(SocketStatus.Done));
        Assert.That(SessionValidator.CheckSetup(offer), Is.EqualTo(SessionFault.None));
    }

    // All of the first come again, few of the last; of the second some are forgotten meanwhile, and come like new ones.
    [TestCase(65, 64)]
    [TestCase(1000, 128)]
    [TestCase(100_000, 64)]
    public void Addresses_that_rotate_get_64_offers_in_a_second_and_as_many_when_they_come_again(int addresses, int offers)
    {
        HostAddress[] hosts = addresses < 100 ? Apart(addresses) : [.. Enumerable.Range(0, addresses).Select(Invented)];
        for (int number = 0; number < 2000; number++)
            Flood(number, hosts[number % addresses]);
        int before = Manager.Connections;
        for (int number = 2000; number < 5000; number++)
            Flood(number, hosts[number % addresses]);
        Assert.That(
            Manager.Connections - before, Is.EqualTo(3 * offers).Within(2), "of each limit one more or less is in the three seconds");
    }

    [Test]
    public void A_new_slave_is_found_while_a_thousand_addresses_are_invented_in_each_second([Range(1, 5)] int seed)
    {
        int number = 0;
        for (; number < 2000 + (seed * 61); number++)
            Flood(number, Invented(number));
        SlaveStation slave = World.AddSlave();
        int first = number;
        for (; number < first + 5000 && !slave.Search.IsRunning; number++)
            Flood(number, Invented(number));
        TestContext.Out.WriteLine($"{number - first} ms");
        Assert.That(number - first, Is.LessThan(1000), "it is known by its second announcement");
    }

    [Test]
    public void Sixty_four_computers_are_served_at_once()
    {
        SlaveStation[] slaves = [.. Enumerable.Range(0, 64).Select(number => World.AddSlave(
            Studio.Request with { Name = $"player{number}", SendAudio = 1, ReturnAudio = 1 }, Studio.SlaveHost + (uint)number))];
        Assert.That(World.MillisecondsUntil(() => Array.TrueForAll(slaves, slave => slave.Search.IsRunning)), Is.LessThan(700));
    }

    // The address that is known is the first or the second by which the slave announces itself.
    [TestCase(false)]
    [TestCase(true)]
    public void A_slave_with_two_addresses_that_has_restarted_gets_its_client(bool isReversed)
    {
        SlaveStation slave = World.AddSlave(Studio.Request, Studio.SlaveHost, OtherWay);
        World.RunFor(1000);
        HostAddress known = slave.Socket!.Local.Host;
        HostAddress other = known == (HostAddress)OtherWay ? Studio.SlaveHost : OtherWay;
        slave.Close();
        World.RunFor(4000);
        Assert.That(Manager.Client.IsRunning, Is.False);
        _ = World.AddSlave(Studio.Request, isReversed ? [other, known] : [known, other]);
        World.RunFor(2000);
        Assert.That(Manager.Clients.Select(client => client.Name), Is.EqualTo(s_one));
        World.AssertAudioFlows(Manager.Client);
    }

    private static byte[] Named(string name) => Studio.Announcement(Studio.Request with { Name = name }, _ => { });

    private static HostAddress Invented(int number) => 0x0A010000u + (uint)number;

    // Each of them has a place of its own among the 4096 for addresses that were seen; by chance two of 65 share one often.
    private static HostAddress[] Apart(int count)
    {
        var places = new HashSet<uint>();
        return [.. Enumerable.Range(0, int.MaxValue).Select(Invented)
            .Where(host => places.Add((uint)HashCode.Combine(host) % 4096)).Take(count)];
    }

    private void Flood(int number, HostAddress host)
    {
        Receive(Named($"ghost{number}"), new PeerAddress(host, 5000));
        World.RunFor(1);
    }
}
