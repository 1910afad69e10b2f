// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.Link.Cycles;
using NetJack2.Link.Datagrams;
using NetJack2.Link.Formats;
using NetJack2.Link.Midi;
using NetJack2.Protocol;
using NetJack2.Protocol.Extension;
using NetJack2.Protocol.Wire;
using NetJack2.World;

namespace NetJack2.Link.Tests.Formats;

/// <summary>Both ends of one direction: what one writes the other takes in.</summary>
internal sealed class FormatBench
{
    public FormatBench(DirectionParameters direction, bool isCompact)
    {
        Direction = direction;
        var codec = new FakeCodec(isCompact ? CodedFrames.FrameSizeFor(direction.Period) : direction.Period, () => { });
        Writer = isCompact ? new CompactFormat(direction, codec) : new Jack2Format(direction, codec) { PeerAcceptsRemainder = true };
        Reader = isCompact ? new CompactFormat(direction, codec, isOutgoing: false) : new Jack2Format(direction, codec, isOutgoing: false);
    }

    public DirectionParameters Direction { get; }

    public ICycleFormat Writer { get; }

    public ICycleFormat Reader { get; }

    public LinkCounters Counters { get; } = new();

    public List<byte[]> Write(uint cycle, FakePorts ports, PortSet active, PortSet wanted)
    {
        using var batch = new OutgoingBatch(Writer.MaxBytes, Writer.MaxPackets, Direction.Mtu);
        Writer.Write(batch, new OutgoingCycle(cycle, active, wanted), ports, Counters);
        var datagrams = new List<byte[]>();
        foreach (ref readonly OutgoingBatch.Run run in batch.Runs)
        {
            for (int offset = 0; offset < run.Length; offset += run.SegmentSize)
                datagrams.Add(batch.Bytes.Slice(run.Offset + offset, Math.Min(run.SegmentSize, run.Length - offset)).ToArray());
        }
        return datagrams;
    }

    /// <summary>Packets of a cycle with codes as samples, all ports active and wanted.</summary>
    public List<byte[]> WriteCodes(uint cycle)
    {
        FakePorts ports = PortsWithCodes(cycle);
        return Write(cycle, ports, PortSet.First(Direction.Audio), PortSet.First(Direction.Wantable));
    }

    public FakePorts PortsWithCodes(uint cycle)
    {
        var ports = new FakePorts(Direction.Audio, Direction.Midi, 0, 0, Direction.Period);
        for (int port = 0; port < Direction.Audio; port++)
            SampleCode.Fill(Direction.Encoder, ports.OutgoingPlace(port), port, (long)cycle * Direction.Period);
        return ports;
    }

    public PacketVerdict Accept(byte[] datagram, CycleSlot slot) =>
        PacketReader.TryOpen(datagram, out PacketReader packet) ? Reader.Accept(packet, slot) : PacketVerdict.Malformed;

    public CycleSlot NewSlot(uint cycle)
    {
        CycleSlot slot = Reader.CreateSlot();
        for (int port = 0; port < Direction.Audio; port++)
            slot.Block(port).Fill(0xBF); // what an earlier cycle left
        slot.Begin(cycle, now: 0);
        return slot;
    }

    public CycleSlot AcceptAll(uint cycle, IEnumerable<byte[]> datagrams)
    {
        CycleSlot slot = NewSlot(cycle);
        foreach (byte[] datagram in datagrams)
            _ = Accept(datagram, slot);
        return slot;
    }

    public FakePorts Deliver(CycleSlot slot)
    {
        var ports = new FakePorts(0, 0, Direction.Audio, Direction.Midi, Direction.Period);
        Reader.DeliverAudio(slot.Cycle, slot, PortSet.First(Direction.Audio), ports);
        if (Direction.Midi != 0)
            new IncomingMidi(
                Direction,
                sampleRate: 48_000,
                new ReceiveWindow(Direction, Reader, cycles: 4, Counters),
                Counters).Play(slot.Cycle, slot, Reader, ports);
        return ports;
    }
}
