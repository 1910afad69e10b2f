// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.JackProbe.Relay;
using NetJack2.Link.Datagrams;
using NetJack2.Link.Links;
using NetJack2.Protocol.Extension;
using NetJack2.Protocol.Session;
using NetJack2.World;

namespace NetJack2.Link.Tests.Fuzzing;

/// <summary>
/// Somebody who can forge the addresses of both peers throws changed packets of a session into it. Nothing throws or allocates, no cycle
/// takes longer than it may, and when he stops every frame is right again.
/// </summary>
[NonParallelizable]
[Property("Defect", "D-05, D-06, D-07, D-08, D-13, D-58")]
[TestFixtureSource(typeof(FuzzBudget), nameof(FuzzBudget.Seeds))]
public class RunningFuzzTests(int seed)
{
    private const double Share = 0.6;
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
        ExampleSession.Parameters with { SlaveSync = true, SendAudio = 0, ReturnAudio = 6, Period = 1024, Mtu = 576 },
    ];

    public static IEnumerable<TestCaseData> Cases => s_sessions.Select((session, index) =>
        new TestCaseData(session, index).SetArgDisplayNames(
            $"{index}: {(session.UsesCyclePackets ? "extended" : "jack2")} {session.Encoder} "
                + $"{session.SendAudio}/{session.ReturnAudio} {session.Period}"));

    [TestCaseSource(nameof(Cases))]
    public void What_a_peer_sends_harms_a_session_no_longer_than_it_sends_it(SessionParameters session, int index)
    {
        var pair = new LinkedPair(session, sharedTransport: new FakeSlaveTransport(session.Period));
        Mutator toSlave = new(seed + index), toMaster = new(seed + index + 1000);
        PeerAddress master = AddressOf(pair.Seat.Link!.Channel), slave = AddressOf(pair.SlaveLink.Channel);
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
            (source == master ? toSlave : toMaster).Learn(datagram);
            return false;
        };
        pair.RunCycles(100);
        pair.Network.Drop = null;

        for (int left = FuzzBudget.Share(Share / s_sessions.Length); left > 0; left -= 2 * PerCycle)
        {
            var cycle = (uint)pair.MasterCounters.Values.Cycles;
            for (int count = 0; count < PerCycle; count++)
            {
                pair.Network.Forge(toSlave.Next(cycle), master, slave);
                pair.Network.Forge(toMaster.Next(cycle), slave, master);
            }
            pair.RunCycles(1);
        }
        Assert.That(new[] { pair.MasterCounters.Values.Malformed, pair.MasterCounters.Values.Duplicate,
            pair.SlaveCounters.Values.Malformed, pair.SlaveCounters.Values.Duplicate }, Is.All.Positive,
            "or they do not come far");
        Assert.That(pair.Master.LongestCycle, Is.LessThanOrEqualTo(pair.Master.PeriodNs * 4 / 5));

        pair.RunCycles(2 * session.SampleRate / session.Period);
        pair.WarmUp();
        pair.RunCycles(50);
        Assert.That((pair.Seat.Wrong, pair.Seat.Gaps), Is.EqualTo((0L, 0L)));
        Assert.That(pair.Seat.Good > 0 || session.SendAudio == 0, Is.True);
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
            Attack(3 * PerCycle);
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int cycle = 0; cycle < 500; cycle++)
            Attack(PerCycle);
        Assert.That(GC.GetAllocatedBytesForCurrentThread() - before, Is.Zero);

        void Attack(int datagrams)
        {
            for (int count = 0; count < datagrams; count++)
                pair.Network.Forge(mutator.Next((uint)pair.MasterCounters.Values.Cycles), slave, master);
            pair.RunCycles(1);
        }
    }

    private static PeerAddress AddressOf(LinkChannel transport) => ((VirtualSocket)transport.Socket).Local;
}
