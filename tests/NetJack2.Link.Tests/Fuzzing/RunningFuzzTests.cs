// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.JackProbe.Grammar;
using NetJack2.JackProbe.Junk;
using NetJack2.JackProbe.Relay;
using NetJack2.Link.Datagrams;
using NetJack2.Link.Links;
using NetJack2.Protocol.Extension;
using NetJack2.Protocol.Session;
using NetJack2.Statistics;
using NetJack2.World;

namespace NetJack2.Link.Tests.Fuzzing;

/// <summary>
/// An attacker who can forge the addresses of both peers throws changed packets of a session into it. Nothing throws or allocates, no cycle
/// takes longer than it may, and when that stops every frame is right again.
/// </summary>
[NonParallelizable]
[Property("Defect", "D-05, D-06, D-07, D-08, D-13, D-58")]
[TestFixtureSource(typeof(FuzzBudget), nameof(FuzzBudget.Seeds))]
public class RunningFuzzTests(int seed)
{
    private const double Share = 0.4, GrammarShare = 0.2;
    private const int PerCycle = 16;

    private static readonly SessionParameters[] s_sessions =
    [
        ExampleSession.Parameters with { Capabilities = Capabilities.All },
        ExampleSession.Parameters with { Capabilities = Capabilities.All, SlaveSync = true, Latency = 0, Period = 64 },
        ExampleSession.Parameters with
        {
            Capabilities = Capabilities.All, Encoder = SampleEncoder.Int16, Period = 441, SendAudio = 5, ReturnAudio = 3,
        },
        ExampleSession.Parameters with { Capabilities = Capabilities.All, Encoder = SampleEncoder.Opus, Kilobits = 128, Period = 240 },
        ExampleSession.Parameters with { Capabilities = Capabilities.All, SendAudio = 43, ReturnAudio = 80, SendMidi = 3, ReturnMidi = 0 },
        ExampleSession.Parameters with { Latency = 2 },
        ExampleSession.Parameters with { SlaveSync = true, Latency = 0, Period = 64 },
        ExampleSession.Parameters with { SlaveSync = true, Encoder = SampleEncoder.Int16, SendAudio = 4, ReturnAudio = 4 },
        ExampleSession.Parameters with { SlaveSync = true, Encoder = SampleEncoder.Opus, Kilobits = 128, Period = 240 },
        ExampleSession.Parameters with { Capabilities = Capabilities.All | Capabilities.Redundancy, Copies = 2 },
        ExampleSession.Parameters with { SlaveSync = true, SendAudio = 0, ReturnAudio = 6, Period = 1024, Mtu = 576 },
        ExampleSession.Parameters with { Capabilities = Capabilities.All, LatencyMode = LatencyMode.Auto, Latency = 2 },
    ];

    public static IEnumerable<TestCaseData> Cases => s_sessions.Select((session, index) =>
        new TestCaseData(session, index).SetArgDisplayNames(
            $"{index}: {(session.UsesCyclePackets ? "extended" : "jack2")} {session.Encoder} "
                + $"{session.SendAudio}/{session.ReturnAudio} {session.Period}"));

    [TestCaseSource(nameof(Cases))]
    public void What_a_peer_sends_harms_a_session_no_longer_than_it_sends_it(SessionParameters session, int index)
    {
        Mutator toSlave = new(seed + index), toMaster = new(seed + index + 1000);
        Attack(session, Share, (datagram, isFromMaster) => (isFromMaster ? toSlave : toMaster).Learn(datagram), (pair, cycle) =>
        {
            ForgeToSlave(pair, toSlave.Next(cycle));
            ForgeToMaster(pair, toMaster.Next(cycle));
        });
    }

    /// <summary>Packets that are right by themselves, of cycles, sessions, directions and states that are not theirs.</summary>
    [TestCaseSource(nameof(Cases))]
    [Property("Defect", "Fault-09")]
    public void Well_formed_packets_that_cannot_be_harm_a_session_no_longer_than_they_come(SessionParameters session, int index)
    {
        KnownSession known = KnownSession.Of(
            (Wire.Mtu, (uint)session.Mtu), (Wire.SessionId, session.SessionId), (Wire.SendAudio, (uint)session.SendAudio),
            (Wire.ReturnAudio, (uint)session.ReturnAudio), (Wire.SendMidi, (uint)session.SendMidi),
            (Wire.ReturnMidi, (uint)session.ReturnMidi), (Wire.SampleRate, (uint)session.SampleRate), (Wire.Period, (uint)session.Period),
            (Wire.Encoder, (uint)session.Encoder), (Wire.KiloBits, (uint)session.Kilobits), (Wire.Latency, (uint)session.Latency),
            (KnownSession.MasterBlock + KnownSession.Features, (uint)session.Capabilities));
        var grammar = new PacketGrammar(known, seed + index, "slave", "ghost");
        Attack(session, GrammarShare, (datagram, _) => known.Observe(datagram), (pair, cycle) =>
        {
            known.Cycle = cycle;
            ForgeToSlave(pair, grammar.Next('s'));
            ForgeToMaster(pair, grammar.Next('r'));
        });
    }

    [Test]
    public void A_flood_in_a_peers_name_allocates_nothing([Values] bool isCompact)
    {
        var pair = new LinkedPair(ExampleSession.Parameters with { Capabilities = ExampleSession.CapabilitiesOf(isCompact) });
        var mutator = new Mutator(seed);
        PeerAddress master = AddressOf(pair.Seat.Link!.Channel), slave = AddressOf(pair.SlaveLink.Channel);
        pair.Network.Drop = (datagram, source, _) =>
        {
            if (source == slave)
                mutator.Learn(datagram);
            return false;
        };
        pair.RunCycles(100);
        pair.Network.Drop = null;
        for (int cycle = 0; cycle < 500; cycle++)
            Flood(3 * PerCycle);
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int cycle = 0; cycle < 500; cycle++)
            Flood(PerCycle);
        Assert.That(GC.GetAllocatedBytesForCurrentThread() - before, Is.Zero);

        void Flood(int datagrams)
        {
            for (int count = 0; count < datagrams; count++)
                pair.Network.Forge(mutator.Next((uint)pair.MasterCounters.Values.Cycles), slave, master);
            pair.RunCycles(1);
        }
    }

    private static void Attack(
        SessionParameters session, double share, Action<byte[], bool> learn, Action<LinkedPair, uint> forge)
    {
        var pair = new LinkedPair(session, sharedTransport: new FakeSlaveTransport(session.Period));
        PeerAddress master = AddressOf(pair.Seat.Link!.Channel);
        pair.Seat.BeforeCycle = static (ports, _) =>
        {
            ports.ClearOutgoingMidi();
            if (ports.OutgoingMidiPorts == 0)
                return;
            ports.Send(0, 10, [0x90, 0x3C, 0x40]);
            ports.Send(0, 20, [0xF0, 1, 2, 3, 4, 5, 0xF7]);
        };
        pair.Network.Drop = (datagram, source, _) =>
        {
            learn(datagram.ToArray(), source == master);
            return false;
        };
        pair.RunCycles(100);
        pair.Network.Drop = null;

        for (int left = FuzzBudget.Share(share / s_sessions.Length); left > 0; left -= 2 * PerCycle)
        {
            var cycle = (uint)pair.MasterCounters.Values.Cycles;
            for (int count = 0; count < PerCycle; count++)
                forge(pair, cycle);
            pair.RunCycles(1);
        }
        SessionCounters ofMaster = pair.MasterCounters.Values, ofSlave = pair.SlaveCounters.Values;
        Assert.That(
            new[] { ofMaster.Malformed, ofMaster.Duplicate + ofMaster.Late, ofSlave.Malformed, ofSlave.Duplicate + ofSlave.Late },
            Is.All.Positive, "or they do not come far");
        Assert.That(pair.Master.LongestCycle, Is.LessThanOrEqualTo(pair.Master.PeriodNs * 4 / 5));

        pair.RunCycles(2 * session.SampleRate / session.Period);
        pair.WarmUp();
        pair.RunCycles(50);
        Assert.That((pair.Seat.Wrong, pair.Seat.Gaps), Is.EqualTo((0L, 0L)));
        Assert.That(pair.Seat.Good > 0 || session.SendAudio == 0, Is.True);
    }

    private static void ForgeToSlave(LinkedPair pair, ReadOnlySpan<byte> datagram)
        => pair.Network.Forge(datagram, AddressOf(pair.Seat.Link!.Channel), pair.SlaveSocket.Local);

    private static void ForgeToMaster(LinkedPair pair, ReadOnlySpan<byte> datagram)
        => pair.Network.Forge(datagram, pair.SlaveSocket.Local, AddressOf(pair.Seat.Link!.Channel));

    private static PeerAddress AddressOf(LinkChannel transport) => ((VirtualSocket)transport.Socket).Local;
}
