// SPDX-License-Identifier: GPL-2.0-or-later
using System.Buffers.Binary;
using NetJack2.Link.Midi;
using NetJack2.Link.Tests.Jack2;
using NetJack2.Protocol.Extension;
using NetJack2.World;

namespace NetJack2.Link.Tests.Links;

/// <summary>Events that a master sends to a slave that sends them back.</summary>
public class MasterSlaveMidiTests
{
    private readonly List<uint> _received = [];
    private uint _sent;

    [SetUp]
    public void Begin()
    {
        _received.Clear();
        _sent = 0;
    }

    [Test]
    public void Events_return_once_in_order_and_at_their_time([Values(0, 5)] int latency, [Values] bool sync, [Values] bool isCompact)
    {
        LinkedPair pair = Pair(latency, sync, isCompact);
        pair.RunCycles(200);
        Assert.That(_received, Has.Count.GreaterThan((200 - latency - 3) * 3));
        Assert.That(_received, Is.EqualTo(Enumerable.Range(0, _received.Count).Select(number => (uint)number)));
    }

    [Test]
    [Property("Defect", "D-12")]
    public void Lost_packets_repeat_no_event_and_lose_only_their_own(
        [Values] bool sync, [Values] bool isCompact, [Values(1, 2, 3)] int seed)
    {
        LinkedPair pair = Pair(latency: 5, sync, isCompact, seed);
        pair.Network.Loss = 0.05;
        pair.Network.Duplication = 0.05;
        pair.Network.Jitter = pair.Master.PeriodNs / 4;
        pair.RunCycles(500);
        // Between netjack2-cs peers a late event may come behind newer ones.
        if (!isCompact)
            Assert.That(_received, Is.Ordered.Ascending);
        Assert.That(_received, Is.Unique);
        Assert.That(_received, Has.Count.GreaterThan(1500 * (isCompact ? 9 : 8) / 10).And.Count.LessThan(1500));
    }

    [Test]
    public void Nothing_is_lost_while_its_packet_arrives([Values] bool isCompact)
    {
        LinkedPair pair = Pair(latency: 5, sync: true, isCompact);
        // Audio is lost, MIDI is not; in a cycle packet they lie together, MIDI in the first.
        pair.Network.Drop = (datagram, _, _) => datagram[11] == 'a' || (datagram[11] == 'c' && datagram[39] != 0);
        pair.RunCycles(100);
        Assert.That(_received, Has.Count.GreaterThan(90 * 3));
        Assert.That(_received, Is.EqualTo(Enumerable.Range(0, _received.Count).Select(number => (uint)number)));
    }

    [Test]
    [Property("Defect", "D-12")]
    public void A_disconnected_slave_leaves_no_event_behind([Values] bool isCompact)
    {
        LinkedPair pair = Pair(latency: 5, sync: true, isCompact);
        pair.RunCycles(50);
        pair.Network.Unplug(LinkedPair.SlaveHost);
        pair.RunCycles(10);
        int before = _received.Count;
        pair.RunCycles(50);
        Assert.That(_received, Has.Count.EqualTo(before));
    }

    // Three events in each cycle, each of its own number: two of 3 bytes and one of 60. At frame 10, 20 and 30.
    private LinkedPair Pair(int latency, bool sync, bool isCompact, int seed = 1)
    {
        var pair = new LinkedPair(
            ExampleSession.Parameters with { Latency = latency, SlaveSync = sync, Capabilities = ExampleSession.CapabilitiesOf(isCompact) },
            seed);
        pair.Seat.BeforeCycle = (ports, _) =>
        {
            ports.ClearOutgoingMidi();
            Assert.That(ports.Send(0, 10, Short(_sent++)), Is.True);
            Assert.That(ports.Send(0, 20, Long(_sent++)), Is.True);
            Assert.That(ports.Send(0, 30, Short(_sent++)), Is.True);
        };
        pair.Seat.AfterCycle = (ports, _) =>
        {
            for (int index = 0; index < ports.IncomingMidiCount(0); index++)
            {
                uint number = NumberOf(ports.IncomingMidi(0, index, out uint time));
                // What was repeated by a netjack2-cs peer may be late.
                Assert.That(time == 10 + (number % 3 * 10)
                    || (time == 0 && pair.MasterCounters.Values.MidiRecovered + pair.SlaveCounters.Values.MidiRecovered != 0), Is.True);
                _received.Add(number);
            }
        };
        return pair;
    }

    private static byte[] Short(uint number) => [0xE0, (byte)(number & 127), (byte)(number >> 7)];

    private static byte[] Long(uint number)
    {
        byte[] data = [0xF0, 0, 0, 0, 0, .. Enumerable.Repeat((byte)(number & 127), 54), 0xF7];
        BinaryPrimitives.WriteUInt32BigEndian(data.AsSpan(1), number);
        return data;
    }

    private static uint NumberOf(ReadOnlySpan<byte> data)
    {
        if (data.Length == 3)
            return data[1] + ((uint)data[2] << 7);
        uint number = BinaryPrimitives.ReadUInt32BigEndian(data[1..]);
        Assert.That(data.SequenceEqual(Long(number)), Is.True);
        return number;
    }
}
