// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.Link.Cycles;
using NetJack2.Link.Tests.Jack2;
using NetJack2.Protocol.Extension;
using NetJack2.Protocol.Session;
using NetJack2.Sessions.Handshake;
using NetJack2.World;

namespace NetJack2.Link.Tests.Links;

/// <summary>Packets that are sent again in later cycles.</summary>
public class RedundancyTests
{
    [Test]
    public void Five_percent_of_loss_lose_nothing([Values] bool sync, [Values(64, 256, 1024)] int period, [Values(1, 2, 3)] int seed)
    {
        LinkedPair pair = Pair(copies: 4, latency: 9, sync, period, seed);
        pair.WarmUp();
        pair.Network.Loss = 0.05;
        pair.RunCycles(1000);
        AssertWhole(pair);
        Assert.That(Math.Min(pair.MasterCounters.Values.Recovered, pair.SlaveCounters.Values.Recovered), Is.GreaterThan(40));
    }

    [Test]
    public void A_burst_of_as_many_cycles_as_there_are_copies_loses_nothing(
        [Values] bool sync, [Values(1, 2, 3, 4)] int copies, [Values] bool isSlave, [Values(1, 2)] int channels)
    {
        LinkedPair pair = Pair(copies, (2 * copies) + 1, sync, 256, seed: 1, channels);
        pair.WarmUp();
        for (int round = 0; round < 10; round++)
        {
            pair.Network.Drop = (_, source, _) => source.Host == (isSlave ? LinkedPair.SlaveHost : LinkedPair.MasterHost);
            pair.RunCycles(copies);
            pair.Network.Drop = null;
            pair.RunCycles(40);
        }
        AssertWhole(pair);
    }

    [Test]
    public void Copies_are_neither_late_nor_duplicate_nor_strange()
    {
        LinkedPair pair = Pair(copies: 3, latency: 7, sync: false, period: 256, seed: 1);
        pair.WarmUp();
        pair.RunCycles(500);
        LinkCounters master = pair.MasterCounters;
        LinkCounters slave = pair.SlaveCounters;
        Assert.That((master.Values.Late + slave.Values.Late, master.Values.Duplicate + slave.Values.Duplicate,
            master.Values.Foreign + slave.Values.Foreign), Is.EqualTo((0L, 0L, 0L)));
        Assert.That(slave.Values.Copies, Is.EqualTo(3 * slave.Values.Received).Within(20));
        Assert.That((master.Values.Lost + slave.Values.Lost, master.Values.Recovered + slave.Values.Recovered), Is.EqualTo((0L, 0L)));
    }

    [Test]
    public void While_cycles_catch_up_the_clients_of_an_asynchronous_server_have_their_time()
    {
        LinkedPair pair = Pair(copies: 2, latency: 5, sync: false, period: 256, seed: 1);
        pair.WarmUp();
        pair.Network.Loss = 0.05;
        long shortest = long.MaxValue;
        long last = 0;
        Action<FakePorts> loop = pair.Slave.Graph;
        pair.Slave.Graph = ports =>
        {
            shortest = Math.Min(shortest, pair.World.Clock.Now - last);
            last = pair.World.Clock.Now;
            loop(ports);
        };
        pair.RunCycles(1000);
        Assert.That(shortest, Is.GreaterThanOrEqualTo(pair.Master.PeriodNs * 3 / 4));
    }

    [TestCase(4, 5, 2)]
    [TestCase(1, 2, 0)]
    [TestCase(2, 5, 2)]
    [TestCase(3, 30, 3)]
    public void Only_as_many_copies_are_asked_for_as_the_latency_has_time_for(int asked, int latency, int usable)
    {
        SlaveRequest request = Request(asked, latency);
        SessionPacket announcement = request.ToAnnouncement("stage");
        Assert.That(CapabilityBlock.ReadCopies(announcement.SlaveHost), Is.EqualTo(usable));
        Assert.That(request.Capabilities.HasFlag(Capabilities.Redundancy), Is.EqualTo(usable != 0));
    }

    [Test]
    public void A_number_of_copies_that_cannot_be_is_cut()
    {
        byte[] field = new byte[256];
        CapabilityBlock.Write(field, Capabilities.All, copies: 200);
        Assert.That(CapabilityBlock.ReadCopies(field), Is.EqualTo(CapabilityBlock.MaxCopies));
        CapabilityBlock.Write(field, Capabilities.All & ~Capabilities.Redundancy, copies: 2);
        Assert.That(CapabilityBlock.ReadCopies(field), Is.Zero);
    }

    private static SlaveRequest Request(int copies, int latency) => new()
    {
        Target = default, Name = "keys", Mtu = 0, SendAudio = 2, ReturnAudio = 2, SendMidi = 0, ReturnMidi = 0, Sync = false,
        Latency = latency, Copies = copies,
    };

    private static LinkedPair Pair(int copies, int latency, bool sync, int period, int seed, int channels = 2) => new(
        ExampleSession.Parameters with
        {
            Latency = latency,
            SlaveSync = sync,
            Period = period,
            SendAudio = channels,
            ReturnAudio = channels,
            Copies = copies,
            Capabilities = Capabilities.All,
        }, seed);

    private static void AssertWhole(LinkedPair pair)
    {
        Assert.That((pair.Seat.Wrong, pair.Seat.Gaps), Is.EqualTo((0L, 0L)));
        Assert.That(pair.Seat.Good, Is.Positive);
    }
}
