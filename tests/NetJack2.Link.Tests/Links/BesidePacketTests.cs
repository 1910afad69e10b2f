// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.Protocol.Extension;
using NetJack2.Protocol.Session;
using NetJack2.Protocol.Wire;
using NetJack2.World;

namespace NetJack2.Link.Tests.Links;

/// <summary>Packets beside those of a cycle: MIDI repeats, transport and latency.</summary>
public class BesidePacketTests
{
    private const uint Lost = 100;

    private static readonly SessionParameters s_onePacket = ExampleSession.Parameters with
    {
        SendAudio = 1,
        ReturnAudio = 1,
        Period = 128,
        Capabilities = ExampleSession.Unrepaired,
    };

    [Test]
    public void A_cycle_of_which_only_they_have_come_is_waited_for_as_if_nothing_had([Values(1, 2, 5, 25)] int latency, [Values] bool sync)
    {
        SessionParameters session = s_onePacket with { Latency = latency, SlaveSync = sync };
        List<long> withThem = TimesOf(session, losesRepeat: false), without = TimesOf(session, losesRepeat: true);
        Assert.That(withThem, Is.EqualTo(without));
    }

    [Test]
    public void A_lost_cycle_is_repaired_whether_they_have_come_or_not([Values(2, 3, 5)] int latency, [Values] bool losesRepeat)
    {
        SessionParameters session = s_onePacket with { Latency = latency, Capabilities = Capabilities.All & ~Capabilities.Redundancy };
        LinkedPair pair = Run(session, losesRepeat, out _);
        Assert.That((pair.SlaveCounters.Values.Lost, pair.SlaveCounters.Values.Recovered), Is.EqualTo((0L, 1L)));
    }

    private static List<long> TimesOf(SessionParameters session, bool losesRepeat)
    {
        _ = Run(session, losesRepeat, out List<long> times);
        return times;
    }

    // An event in each cycle, so that each has a packet that repeats those before it. The only other packet of one cycle is lost.
    private static LinkedPair Run(SessionParameters session, bool losesRepeat, out List<long> times)
    {
        var pair = new LinkedPair(session);
        if (session.Resends)
            pair.AddResponder();
        List<long> began = times = [];
        pair.Slave.Graph = ports =>
        {
            ports.Loop();
            began.Add(pair.World.Clock.Now);
        };
        pair.Seat.BeforeCycle = (ports, _) =>
        {
            ports.ClearOutgoingMidi();
            Assert.That(ports.Send(0, 0, [0xB0, 7, 100]), Is.True);
        };
        int lost = 0;
        pair.Network.Drop = (datagram, source, _) =>
        {
            if (source.Host != LinkedPair.MasterHost || !PacketReader.TryOpen(datagram, out PacketReader packet)
                || packet.Header.Cycle != Lost)
                return false;
            return (packet.Header.DataType == DataType.Cycle && lost++ == 0)
                || (packet.Header.DataType == DataType.MidiRepeat && losesRepeat);
        };
        pair.RunCycles(200);
        Assert.That(lost, Is.Positive);
        return pair;
    }
}
