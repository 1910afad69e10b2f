// SPDX-License-Identifier: GPL-2.0-or-later
using System.Buffers.Binary;
using NetJack2.Protocol.Extension;
using NetJack2.Protocol.Session;
using NetJack2.Protocol.Wire;
using NetJack2.Statistics;
using NetJack2.World;

namespace NetJack2.Link.Tests.Links;

/// <summary>What each end of a session shows of the other.</summary>
public class ReportTests
{
    private const int CyclesPerSecond = 188; // rounded up

    [Test]
    public void Each_end_shows_what_the_other_has_lost_a_second_ago_at_most()
    {
        LinkedPair pair = PairWith(ExampleSession.Unrepaired);
        pair.Network.Loss = 0.02;
        pair.RunCycles(10 * CyclesPerSecond);
        pair.Network.Loss = 0;
        pair.SlaveLink.Channel.Reports.Update(xruns: -1, load: 1234);
        pair.Seat.Link!.Channel.Reports.Update(xruns: 3, load: -1);
        pair.RunCycles(2 * CyclesPerSecond);
        AssertShown(pair.MasterCounters.Peer, pair.SlaveCounters.Values, xruns: -1, load: 1234);
        AssertShown(pair.SlaveCounters.Peer, pair.MasterCounters.Values, xruns: 3, load: -1);
    }

    [Test]
    public void There_is_one_report_a_second_and_direction_and_none_for_a_peer_without_the_feature(
        [Values(Capabilities.All, Capabilities.All & ~Capabilities.Reports, Capabilities.Reports, Capabilities.None)]
        Capabilities capabilities)
    {
        LinkedPair pair = PairWith(capabilities);
        int fromSlave = 0, fromMaster = 0;
        pair.Network.Drop = (datagram, source, _) =>
        {
            if (!IsReport(datagram))
                return false;
            if (source == pair.SlaveSocket.Local)
                fromSlave++;
            else
                fromMaster++;
            return false;
        };
        pair.RunCycles((10 * CyclesPerSecond) + 20);
        int each = capabilities == Capabilities.All ? 10 : 0;
        Assert.That((fromMaster, fromSlave), Is.EqualTo((each, each)));
        Assert.That(pair.MasterCounters.Peer.IsThere, Is.EqualTo(each != 0));
        Assert.That((pair.MasterCounters.Values.Malformed, pair.SlaveCounters.Values.Malformed), Is.EqualTo((0L, 0L)));
    }

    [Test]
    public void Reports_to_a_peer_without_the_feature_and_hostile_ones_are_malformed_and_change_nothing([Values] bool hasFeature)
    {
        byte[] report = CaptureReport();
        if (hasFeature)
            report[PacketHeader.Size] = 0x80; // less than none are lost
        LinkedPair pair = PairWith(hasFeature ? Capabilities.All : Capabilities.All & ~Capabilities.Reports);
        pair.RunCycles(20);
        pair.Seat.BeforeCycle = (_, _) =>
        {
            BinaryPrimitives.WriteUInt32BigEndian(report.AsSpan(32), pair.Seat.Link!.Channel.Window.Newest);
            pair.Network.Forge(report, pair.SlaveSocket.Local, pair.SlaveSocket.Peer!.Value);
        };
        pair.RunCycles(50);
        Assert.That(pair.MasterCounters.Values.Malformed, Is.GreaterThan(20));
        Assert.That(pair.MasterCounters.Peer, Is.EqualTo(default(PeerCounters)));
        pair.AssertNothingIsMisplaced();
    }

    // A cycle of which only the report arrives has not begun, and one that is overtaken by it is not late.
    [Test]
    public void Reports_change_nothing_else([Values] bool isLatencyAutomatic, [Values(200_000, 3_000_000, 12_000_000)] int jitter)
    {
        SessionParameters mono = ExampleSession.Parameters with
        {
            SendAudio = 1,
            ReturnAudio = 1,
            LatencyMode = isLatencyAutomatic ? LatencyMode.Auto : LatencyMode.Constant,
        };
        (SessionCounters atMaster, SessionCounters atSlave) = Lossy(mono with { Capabilities = Capabilities.All });
        Assert.That(Lossy(mono with { Capabilities = Capabilities.All & ~Capabilities.Reports }), Is.EqualTo((atMaster, atSlave)));
        Assert.That((atMaster.Lost, atSlave.Lost), Is.Not.EqualTo((0L, 0L)));

        (SessionCounters AtMaster, SessionCounters AtSlave) Lossy(SessionParameters session)
        {
            var pair = new LinkedPair(session);
            pair.Network.Loss = 0.05;
            pair.Network.Jitter = jitter;
            pair.RunCycles(60 * CyclesPerSecond);
            return (pair.MasterCounters.Values with { Sent = 0 }, pair.SlaveCounters.Values with { Sent = 0 });
        }
    }

    [Test]
    public void Sessions_of_every_encoding_report(
        [Values(SampleEncoder.Float, SampleEncoder.Int16, SampleEncoder.Opus)] SampleEncoder encoder)
    {
        LinkedPair pair = new(ExampleSession.Parameters with { Capabilities = Capabilities.All, Encoder = encoder, Kilobits = 64 });
        pair.RunCycles(2 * CyclesPerSecond);
        Assert.That((pair.MasterCounters.Peer.IsThere, pair.SlaveCounters.Peer.IsThere), Is.EqualTo((true, true)));
    }

    [Test]
    public void Slaves_of_a_mesh_report_to_each_other()
    {
        var world = new MeshWorld(MeshWorld.End(), MeshWorld.End());
        world.WarmUp();
        world.First.Seat.Link.Channel.Reports.Update(xruns: 1, load: 200);
        world.RunCycles(3 * CyclesPerSecond);
        PeerCounters shown = world.Second.Seat.Link.Channel.Counters.Peer;
        Assert.That((shown.IsThere, shown.PeerLost, shown.PeerXruns, shown.PeerLoad), Is.EqualTo((true, 0L, 1, 200)));
    }

    private static byte[] CaptureReport()
    {
        LinkedPair pair = PairWith(Capabilities.All);
        byte[] report = [];
        pair.Network.Drop = (datagram, source, _) =>
        {
            if (source == pair.SlaveSocket.Local && IsReport(datagram))
                report = datagram.ToArray();
            return false;
        };
        pair.RunCycles(CyclesPerSecond + 20);
        return report;
    }

    private static bool IsReport(ReadOnlySpan<byte> datagram) =>
        PacketReader.TryOpen(datagram, out PacketReader packet) && packet.Header.DataType == DataType.Report;

    private static LinkedPair PairWith(Capabilities capabilities) =>
        new(ExampleSession.Parameters with { Capabilities = capabilities });

    private static void AssertShown(in PeerCounters shown, in SessionCounters real, int xruns, int load)
    {
        Assert.That(shown.PeerLost, Is.Positive);
        Assert.That(
            (shown.PeerLost, shown.PeerIncompleteCycles, shown.PeerConcealedFrames, shown.PeerXruns, shown.PeerLoad),
            Is.EqualTo((real.Lost, real.IncompleteCycles, real.ConcealedFrames, xruns, load)));
    }
}
