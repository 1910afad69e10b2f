// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.Link.Datagrams;
using NetJack2.Sessions.Handshake;
using NetJack2.World;

namespace NetJack2.Sessions.Tests.Handshake;

/// <summary>What a manager allocates because of announcements that strangers and peers send, at a rate of 800 a second.</summary>
[Property("Defect", "Fault-03, Fault-08")]
public class HostileAllocationTests : ManagerTest
{
    private const int Rate = 800, Seconds = 12, OffersOfAddress = 16;

    // Of a slave that is served: what is known of it, an offer, a socket of the virtual network.
    private const int BytesOfOffer = 3500;

    private static readonly HostAddress s_invented = 0x0A010000u;

    private static readonly Dictionary<string, Func<int, (byte[] Datagram, PeerAddress Source)>> s_floods = new(StringComparer.Ordinal)
    {
        ["new names"] = number => (Named($"ghost{number}"), Stranger),
        ["parameters that change"] = number => (
            Announcement(Studio.Request with { Name = $"flap{number % 8}", Latency = number / 8 % 31 }), Stranger),
        ["ports that change"] = number => (Named("ghost"), Stranger with { Port = PortOf(number) }),
        ["impossible sessions"] = number => (
            Announcement(Impossible with { Name = $"none{number % 3}" }), Stranger),
        ["impossible sessions of new names"] = number => (
            Announcement(Impossible with { Name = $"none{number}" }), Stranger),
    };

    private static readonly Dictionary<string, Func<int, (byte[] Datagram, PeerAddress Source)>> s_cheap = new(StringComparer.Ordinal)
    {
        ["the name of a slave that runs"] = number => (Named("bass"), new PeerAddress(Studio.SlaveHost, PortOf(number))),
        ["the name of a slave that runs, from another host"] = number => (Named("bass"), Stranger with { Port = PortOf(number) }),
        ["malformed"] = _ => (Studio.Announcement(Studio.Request, wire => wire[592] = 1), Stranger),
        ["junk"] = _ => (new byte[644], Stranger),
        ["short"] = _ => (new byte[12], Stranger),
    };

    public static IEnumerable<string> Floods => s_floods.Keys;

    public static IEnumerable<string> Cheap => s_cheap.Keys;

    private static SlaveRequest Impossible => Studio.Request with { SendAudio = 0, ReturnAudio = 0, SendMidi = -1, ReturnMidi = 0 };

    [Test]
    public void What_an_address_can_cause_is_bounded_by_its_offers_in_a_second([ValueSource(nameof(Floods))] string flood)
    {
        Manager.Physical = new PhysicalPorts(0, 0, 0, 0);
        (long bytes, int offers) = Measure(s_floods[flood]);
        Assert.That(offers, Is.InRange(1, 2 * OffersOfAddress), "two intervals may begin in it");
        Assert.That(bytes, Is.LessThan(offers * BytesOfOffer));
    }

    [Test]
    public void What_leads_to_no_offer_allocates_nothing([ValueSource(nameof(Cheap))] string flood)
    {
        _ = World.AddSlave();
        World.RunFor(500);
        Assert.That(Measure(s_cheap[flood]), Is.EqualTo((0L, 0)));
    }

    [Test]
    public void Slaves_beyond_the_limit_allocate_nothing_whatever_their_addresses()
    {
        Reload(new ManagerLimits { MaxSlaves = 1 });
        _ = World.AddSlave();
        World.RunFor(500);
        Assert.That(Measure(number => (Named($"ghost{number % 100}"), Invented(number))), Is.EqualTo((0L, 0)));
    }

    [Test]
    public void Invented_addresses_are_offered_64_sessions_in_a_second()
    {
        (long bytes, int offers) = Measure(number => (Named($"ghost{number}"), Invented(number)));
        Assert.That(offers, Is.EqualTo(ManagerLimits.MostSlaves));
        Assert.That(bytes, Is.LessThan(offers * BytesOfOffer));
    }

    [Test]
    public void A_slave_is_served_soon_while_a_stranger_invents_addresses()
    {
        SlaveStation? slave = null;
        for (int number = 0; number < Rate && slave?.Search.IsRunning != true; number++)
        {
            Receive(Named($"ghost{number}"), Invented(number));
            World.RunFor(1);
            if (number == 100)
                slave = World.AddSlave();
        }
        Assert.That(slave!.Search.IsRunning, Is.True);
    }

    [Test]
    public void Sixteen_slaves_at_one_address_begin_at_once()
    {
        SlaveStation[] slaves = [.. Enumerable.Range(0, 16).Select(number => World.AddSlave(
            Studio.Request with { Name = $"player{number}", Target = new PeerAddress(Studio.MasterHost, ManagerStation.Port) },
            Studio.SlaveHost))];
        Assert.That(World.MillisecondsUntil(() => Array.TrueForAll(slaves, slave => slave.Search.IsRunning)), Is.LessThan(700));
    }

    private static byte[] Announcement(SlaveRequest request) => Studio.Announcement(request, _ => { });

    private static byte[] Named(string name) => Announcement(Studio.Request with { Name = name });

    private static ushort PortOf(int number) => (ushort)(2000 + (number % 60_000));

    private static PeerAddress Invented(int number) => new(s_invented.IPv4 + (uint)number, 5000);

    // Bytes and offers of the second of several that has the fewest: code that is not optimized yet allocates more, and what a line in
    // ten seconds takes is not the flood's.
    private (long Bytes, int Offers) Measure(Func<int, (byte[] Datagram, PeerAddress Source)> packet)
    {
        (long, int) least = (long.MaxValue, 0);
        for (int second = 0; second < Seconds; second++)
        {
            (byte[] Datagram, PeerAddress Source)[] packets = [.. Enumerable.Range(second * Rate, Rate).Select(packet)];
            int connections = Manager.Connections;
            long before = GC.GetAllocatedBytesForCurrentThread();
            Flood(packets);
            long bytes = GC.GetAllocatedBytesForCurrentThread() - before;
            if (bytes < least.Item1)
                least = (bytes, Manager.Connections - connections);
        }
        TestContext.Out.WriteLine($"{least}");
        return least;
    }

    private void Flood((byte[] Datagram, PeerAddress Source)[] packets)
    {
        const int AtOnce = 4;
        for (int index = 0; index < packets.Length; index++)
        {
            Receive(packets[index].Datagram, packets[index].Source);
            if (index % AtOnce == 0)
                World.RunFor(1000 * AtOnce / Rate);
        }
    }
}
