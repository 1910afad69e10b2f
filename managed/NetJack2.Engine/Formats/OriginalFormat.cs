using System.Buffers.Binary;
using System.Runtime.InteropServices;
using NetJack2.Protocol;

namespace NetJack2.Engine;

/// <summary>Cycles as the original's sync, MIDI and audio packets, samples as float.</summary>
/// <remarks>Samples are copied as they lie in memory, which is the wire's order: little-endian.</remarks>
public sealed class OriginalFormat : ICycleFormat
{
    private readonly LinkForm _form;
    private readonly OriginalMidi _midi;
    private readonly int _maxPorts;
    private readonly int[] _askable;

    /// <summary>The format of one direction.</summary>
    public OriginalFormat(LinkForm form)
    {
        _form = form;
        _midi = new OriginalMidi(form);
        _maxPorts = form.Audio;
        while (_maxPorts > 0 && !FloatLayout.TryCreateForSender(_maxPorts, form.Period, form.Mtu, out _, form.Overhead))
            _maxPorts--;
        _askable = [.. Enumerable.Range(0, form.Wantable + 1).Select(AskableOf)];
    }

    /// <summary>The most ports that can be sent in one cycle: an original's packets have no room for more at this MTU.</summary>
    public int MaxSendablePorts => _maxPorts;

    /// <summary>The most ports of the other direction that can be asked for when all of them are wanted.</summary>
    public int MaxAskablePorts => _askable[^1];

    /// <summary>
    /// Whether the peer has room behind the end of its period for a packet that completes it (D-10): true for the originals'
    /// net driver and manager, whose port buffers are JACK's; false while the peer may be something else.
    /// </summary>
    public bool PeerTakesRest { get; set; }

    /// <inheritdoc/>
    public int MaxPackets => 1 + _midi.MaxPackets + MostOf(layout => layout.Packets);

    /// <inheritdoc/>
    public int MaxBytes => (_form.Mtu * (1 + _midi.MaxPackets)) + MostOf(layout => layout.Packets * layout.PacketSize);

    /// <inheritdoc/>
    public CycleSlot CreateSlot()
    {
        int mostPackets = _form.Period; // a peer may send as little as one frame of each port in a packet
        return new CycleSlot(_form, mostPackets, _midi.MaxPackets);
    }

    /// <inheritdoc/>
    [RealTimeSafe]
    public void Write(OutgoingBatch batch, OutgoingCycle cycle, IPortBuffers ports, LinkCounters counters)
    {
        WriteSync(batch, cycle);
        if (_form.Midi != 0)
            _midi.Write(batch, cycle.Cycle, isLast: _form.Audio == 0, ports, counters);
        if (_form.Audio != 0)
            WriteAudio(batch, cycle, ports);
    }

    /// <inheritdoc/>
    [RealTimeSafe]
    public PacketVerdict Accept(PacketReader packet, CycleSlot slot) => (uint)packet.Header.DataType switch
    {
        DataType.Sync => AcceptSync(packet, slot),
        DataType.Midi => _midi.Accept(packet, slot),
        DataType.Audio => AcceptAudio(packet, slot),
        _ => PacketVerdict.Malformed,
    };

    /// <inheritdoc/>
    [RealTimeSafe]
    public bool IsComplete(CycleSlot slot) =>
        slot.HasWanted && (_form.Midi == 0 || slot.MidiPackets.IsComplete) && (_form.Audio == 0 || slot.Packets.IsComplete);

    /// <inheritdoc/>
    [RealTimeSafe]
    public int FillGaps(CycleSlot slot)
    {
        for (int packet = 0; packet < slot.Packets.Expected; packet++)
        {
            if (!slot.Packets.Has(packet))
                Silence(slot, packet * slot.FramesPerPacket, slot.FramesPerPacket);
        }
        // What an original leaves out of a period that its packets do not divide (D-10).
        Silence(slot, slot.Packets.Expected * slot.FramesPerPacket, _form.Period);

        // Of a kind of packet of which none has come, at least one is missing.
        int missing = slot.HasWanted ? 0 : 1;
        if (_form.Midi != 0)
            missing += Math.Max(1, slot.MidiPackets.Expected) - slot.MidiPackets.Received;
        if (_form.Audio != 0)
            missing += Math.Max(1, slot.Packets.Expected) - slot.Packets.Received;
        return missing;
    }

    /// <inheritdoc/>
    [RealTimeSafe]
    public void DeliverMidi(CycleSlot slot, IPortBuffers ports, LinkCounters counters) => _midi.Deliver(slot, ports, counters);

    // As many of the wanted ports as a list in one datagram holds, and as an original can send back without exceeding its own
    // buffers (D-07): at an MTU of 1500 not 41…43, 73…86, and some more.
    private int AskableOf(int wanted)
    {
        int count = Math.Min(wanted, (_form.Mtu - _form.Overhead - PacketHeader.Size) / sizeof(uint));
        while (!FloatLayout.TryCreate((uint)count, _form.Period, _form.Mtu, out FloatLayout layout) || layout.PacketSize > _form.Mtu)
            count--;
        return count;
    }

    private int MostOf(Func<FloatLayout, int> measure)
    {
        int most = 0;
        for (int ports = 0; ports <= _maxPorts; ports++)
        {
            if (FloatLayout.TryCreateForSender(ports, _form.Period, _form.Mtu, out FloatLayout layout, _form.Overhead))
                most = Math.Max(most, measure(layout));
        }
        return most;
    }

    [RealTimeSafe]
    private void WriteSync(OutgoingBatch batch, OutgoingCycle cycle)
    {
        int count = _askable[cycle.Wanted.Count];
        Span<byte> datagram = batch.Append(PacketHeader.Size + (4 * count));
        ref PacketHeader header = ref MemoryMarshal.AsRef<PacketHeader>(datagram);
        OriginalHeader.Fill(ref header, _form, DataType.Sync, cycle.Cycle, subCycle: 0, count: 0, datagram.Length);
        header.ActivePorts = (uint)count;
        header.IsLast = _form.Midi == 0 && _form.Audio == 0 ? 1u : 0u;
        Span<byte> indices = datagram[PacketHeader.Size..];
        for (int port = cycle.Wanted.NextFrom(0); !indices.IsEmpty; port = cycle.Wanted.NextFrom(port + 1))
        {
            BinaryPrimitives.WriteUInt32BigEndian(indices, (uint)port);
            indices = indices[4..];
        }
    }

    [RealTimeSafe]
    private void WriteAudio(OutgoingBatch batch, OutgoingCycle cycle, IPortBuffers ports)
    {
        PortSet active = cycle.Active.Count <= _maxPorts ? cycle.Active : cycle.Active & PortSet.First(_maxPorts);
        int portCount = active.Count;
        if (!FloatLayout.TryCreateForSender(portCount, _form.Period, _form.Mtu, out FloatLayout layout, _form.Overhead))
            return; // cannot be: _maxPorts was found with the same question
        int packets = PeerTakesRest ? layout.Packets : layout.WholePackets;
        int start = batch.Length;
        for (int packet = 0; packet < packets; packet++)
        {
            ref PacketHeader header = ref MemoryMarshal.AsRef<PacketHeader>(batch.Append(layout.PacketSize));
            OriginalHeader.Fill(ref header, _form, DataType.Audio, cycle.Cycle, packet, packets, layout.PacketSize);
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
    private PacketVerdict AcceptSync(PacketReader packet, CycleSlot slot)
    {
        uint count = packet.Header.ActivePorts;
        ReadOnlySpan<byte> indices = packet.Payload;
        if (count > (uint)_form.Wantable || indices.Length < 4 * (int)count)
            return PacketVerdict.Malformed;
        if (slot.HasWanted)
            return PacketVerdict.Duplicate;
        PortSet wanted = default;
        for (int index = 0; index < (int)count; index++)
        {
            uint port = BinaryPrimitives.ReadUInt32BigEndian(indices[(4 * index)..]);
            if (port >= (uint)_form.Wantable)
                return PacketVerdict.Malformed;
            wanted.Add((int)port);
        }
        slot.Wanted = wanted;
        slot.HasWanted = true;
        slot.PeerCountsFrames = packet.Header.Frames != PacketHeader.WholePeriod;
        return PacketVerdict.Accepted;
    }

    [RealTimeSafe]
    private PacketVerdict AcceptAudio(PacketReader packet, CycleSlot slot)
    {
        ref readonly PacketHeader header = ref packet.Header;
        uint blockCount = header.ActivePorts;
        ReadOnlySpan<byte> blocks = packet.Payload;
        if (_form.Audio == 0 || blockCount > (uint)_form.Mtu || !FloatLayout.TryCreate(blockCount, _form.Period, _form.Mtu, out FloatLayout layout)
            || blocks.Length < layout.Blocks * layout.BlockSize || header.PacketCount > (uint)layout.Packets
            || !slot.Packets.Admits(header.SubCycle, header.PacketCount)
            || (slot.Packets.Received != 0 && slot.FramesPerPacket != layout.FramesPerPacket))
            return PacketVerdict.Malformed;
        int subCycle = (int)(uint)header.SubCycle;
        if (slot.Packets.Has(subCycle))
            return PacketVerdict.Duplicate;
        if (!TryReadPorts(blocks, layout, out PortSet ports) || (slot.Packets.Received != 0 && slot.Active != ports))
            return PacketVerdict.Malformed;
        int start = subCycle * layout.FramesPerPacket;
        int frames = Math.Min(layout.FramesPerPacket, _form.Period - start);
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
    private bool TryReadPorts(ReadOnlySpan<byte> blocks, FloatLayout layout, out PortSet ports)
    {
        ports = default;
        for (int block = 0; block < layout.Blocks; block++)
        {
            uint port = BinaryPrimitives.ReadUInt32BigEndian(blocks[(block * layout.BlockSize)..]);
            if (port >= (uint)_form.Audio)
                return false;
            ports.Add((int)port);
        }
        return true;
    }

    [RealTimeSafe]
    private void Silence(CycleSlot slot, int start, int frames)
    {
        if (start >= _form.Period)
            return;
        int length = Math.Min(frames, _form.Period - start);
        for (int port = slot.Active.NextFrom(0); port >= 0; port = slot.Active.NextFrom(port + 1))
            slot.Samples(port).Slice(start, length).Clear();
    }
}
