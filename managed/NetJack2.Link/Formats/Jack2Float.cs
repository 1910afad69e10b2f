// SPDX-License-Identifier: GPL-2.0-or-later
using System.Buffers.Binary;
using System.Runtime.InteropServices;
using NetJack2.Link.Cycles;
using NetJack2.Link.Datagrams;
using NetJack2.Link.Ports;
using NetJack2.Protocol;
using NetJack2.Protocol.Audio;
using NetJack2.Protocol.Wire;
using NetJack2.RealTime;

namespace NetJack2.Link.Formats;

/// <summary>jack2's audio packets with samples as float: active ports only, each with its index.</summary>
/// <remarks>Samples are copied as they lie in memory, which is the wire's order: little-endian.</remarks>
internal sealed class Jack2Float : IJack2Audio
{
    private readonly DirectionParameters _direction;
    private readonly FloatLayout[] _layouts; // by the number of ports

    public Jack2Float(DirectionParameters direction)
    {
        _direction = direction;
        int most = direction.Audio;
        while (!FloatLayout.TryCreateForSender(most, direction.Period, direction.Mtu, out _, direction.Overhead))
            most--;
        _layouts = new FloatLayout[most + 1];
        for (int ports = 0; ports <= most; ports++)
            _ = FloatLayout.TryCreateForSender(ports, direction.Period, direction.Mtu, out _layouts[ports], direction.Overhead);
    }

    /// <summary>The most ports that can be sent in one cycle.</summary>
    public int MaxPorts => _layouts.Length - 1;

    /// <summary>The most ports whose layout PipeWire after 1.6 computes as jack2 does.</summary>
    public int MaxCommonPorts => Array.FindLastIndex(_layouts, layout => layout.IsCommon(_direction.Mtu));

    /// <summary>Whether the peer has room behind the end of its period for a packet that completes it (D-10).</summary>
    public bool PeerAcceptsRemainder { get; set; }

    public int MaxPackets => _layouts.Max(layout => layout.Packets);

    public int MaxBytes => _layouts.Max(layout => layout.Packets * layout.PacketSize);

    public int MaxReceivedPackets => _direction.Period; // a peer may send as little as one frame of each port in a packet

    public int BlockSize => _direction.Period * sizeof(float);

    [RealTimeSafe]
    public void Write(OutgoingBatch batch, OutgoingCycle cycle, IPortBuffers ports)
    {
        PortSet active = cycle.Active.Count <= MaxPorts ? cycle.Active : cycle.Active & PortSet.First(MaxPorts);
        int portCount = active.Count;
        FloatLayout layout = _layouts[portCount];
        int packets = PeerAcceptsRemainder ? layout.Packets : layout.WholePackets;
        int start = batch.Length;
        for (int packet = 0; packet < packets; packet++)
        {
            ref PacketHeader header = ref MemoryMarshal.AsRef<PacketHeader>(batch.Append(layout.PacketSize));
            PacketHeaders.FillJack2(ref header, _direction, DataType.Audio, cycle.Cycle, layout.PacketSize, packet, packets);
            header.ActivePorts = (uint)layout.Blocks;
            header.IsLast = packet == packets - 1 ? 1u : 0u;
        }
        if (portCount == 0)
            return;
        Span<byte> blocks = batch.Bytes[(start + PacketHeader.Size)..];
        int first = active.NextFrom(0);
        int port = first;
        for (int block = 0; block < layout.Blocks; block++)
        {
            WriteBlocks(blocks[(block * layout.BlockSize)..], port, ports.Outgoing(port), layout, packets);
            int next = active.NextFrom(port + 1);
            port = next < 0 ? first : next; // surplus blocks repeat the first port, and then the others
        }
    }

    [RealTimeSafe]
    public PacketVerdict Accept(PacketReader packet, CycleSlot slot)
    {
        ref readonly PacketHeader header = ref packet.Header;
        ReadOnlySpan<byte> blocks = packet.Payload;
        if (!FloatLayout.TryRead(header.ActivePorts, blocks.Length, _direction.Period, out FloatLayout layout)
            || header.PacketCount > (uint)layout.Packets
            || !slot.Packets.Admits(header.SubCycle, header.PacketCount)
            || (slot.Packets.Received != 0 && slot.FramesPerPacket != layout.FramesPerPacket))
            return PacketVerdict.Malformed;
        int subCycle = (int)(uint)header.SubCycle;
        if (slot.Packets.Has(subCycle))
            return PacketVerdict.Duplicate;
        if (!TryReadPorts(blocks, layout, out PortSet ports) || (slot.Packets.Received != 0 && slot.Active != ports))
            return PacketVerdict.Malformed;
        int start = subCycle * layout.FramesPerPacket;
        int frames = Math.Min(layout.FramesPerPacket, _direction.Period - start);
        for (int block = 0; block < layout.Blocks; block++)
        {
            ReadOnlySpan<byte> bytes = blocks.Slice(block * layout.BlockSize, layout.BlockSize);
            int port = (int)BinaryPrimitives.ReadUInt32BigEndian(bytes);
            MemoryMarshal.Cast<byte, float>(bytes[sizeof(uint)..])[..frames].CopyTo(slot.Samples(port)[start..]);
        }
        slot.Active = ports;
        slot.FramesPerPacket = layout.FramesPerPacket;
        slot.Packets.Add(subCycle, (int)(uint)header.PacketCount);
        return PacketVerdict.Accepted;
    }

    [RealTimeSafe]
    public void FillGaps(CycleSlot slot)
    {
        for (int packet = 0; packet < slot.Packets.Expected; packet++)
        {
            if (!slot.Packets.Has(packet))
                slot.Silence(packet * slot.FramesPerPacket, slot.FramesPerPacket);
        }
        // What jack2 leaves out of a period that its packets do not divide (D-10).
        slot.Silence(slot.Packets.Expected * slot.FramesPerPacket, _direction.Period);
    }

    public bool FillsGaps => false;

    // What jack2 never sends is not lost, and stays silent.
    [RealTimeSafe]
    public FrameRange FindGap(CycleSlot slot, int from)
    {
        int packet = from / slot.FramesPerPacket;
        while (packet < slot.Packets.Expected && slot.Packets.Has(packet))
            packet++;
        int start = Math.Max(from, packet * slot.FramesPerPacket);
        while (packet < slot.Packets.Expected && !slot.Packets.Has(packet))
            packet++;
        return new FrameRange(start, Math.Min(packet * slot.FramesPerPacket, _direction.Period));
    }

    [RealTimeSafe]
    public int Deliver(uint cycle, CycleSlot? slot, PortSet connected, IPortBuffers ports) =>
        CyclePorts.DeliverSamples(slot, connected, ports);

    // The same port's block in each of the packets, which lie one behind the other.
    [RealTimeSafe]
    private static void WriteBlocks(Span<byte> blocks, int port, ReadOnlySpan<float> samples, FloatLayout layout, int packets)
    {
        int frames = layout.FramesPerPacket;
        for (int packet = 0; packet < packets; packet++)
        {
            Span<byte> block = blocks.Slice(packet * layout.PacketSize, layout.BlockSize);
            BinaryPrimitives.WriteUInt32BigEndian(block, (uint)port);
            Span<float> target = MemoryMarshal.Cast<byte, float>(block[sizeof(uint)..]);
            ReadOnlySpan<float> source = samples[(packet * frames)..];
            if (source.Length >= frames)
            {
                source[..frames].CopyTo(target);
            }
            else
            {
                source.CopyTo(target);
                target[source.Length..].Clear();
            }
        }
    }

    [RealTimeSafe]
    private bool TryReadPorts(ReadOnlySpan<byte> blocks, FloatLayout layout, out PortSet ports)
    {
        ports = default;
        for (int block = 0; block < layout.Blocks; block++)
        {
            uint port = BinaryPrimitives.ReadUInt32BigEndian(blocks[(block * layout.BlockSize)..]);
            if (port >= (uint)_direction.Audio)
                return false;
            ports.Add((int)port);
        }
        return true;
    }
}
