using System.Buffers.Binary;
using System.Runtime.InteropServices;
using NetJack2.Protocol;

namespace NetJack2.Engine;

/// <summary>Cycles as cycle packets, between peers of this implementation.</summary>
/// <remarks>Samples are copied as they lie in memory, which is the wire's order: little-endian.</remarks>
public sealed class CompactFormat : ICycleFormat
{
    private readonly LinkForm _form;
    private readonly CompactLayout _layout;
    private readonly byte[] _midi;

    /// <summary>The format of one direction.</summary>
    public CompactFormat(LinkForm form)
    {
        _form = form;
        _layout = new CompactLayout(form.Audio, form.Wantable, form.Period, form.Mtu, form.Overhead);
        _midi = new byte[form.MidiCapacity];
    }

    /// <inheritdoc/>
    public int MaxPackets => _layout.MaxPackets(_form.MidiCapacity);

    /// <inheritdoc/>
    public int MaxBytes => MaxPackets * (_layout.HeaderSize + _layout.PieceSize);

    /// <inheritdoc/>
    public CycleSlot CreateSlot() => new(_form, MaxPackets, maxMidiPackets: 0);

    /// <inheritdoc/>
    [RealTimeSafe]
    public void Write(OutgoingBatch batch, OutgoingCycle cycle, IPortBuffers ports, LinkCounters counters)
    {
        int midiLength = GatherMidi(ports, counters);
        int portCount = cycle.Active.Count;
        int streamLength = midiLength + (portCount * _form.Period * sizeof(float));
        int packets = _layout.PacketsFor(streamLength);
        int start = batch.Length;
        for (int packet = 0; packet < packets; packet++)
        {
            int piece = Math.Min(_layout.PieceSize, streamLength - (packet * _layout.PieceSize));
            WriteHead(batch.Append(_layout.HeaderSize + piece), cycle, packet, packets, portCount, streamLength, midiLength);
        }
        Span<byte> bytes = batch.Bytes[start..];
        CopyToStream(bytes, 0, _midi.AsSpan(0, midiLength));
        int position = midiLength;
        for (int port = cycle.Active.NextFrom(0); port >= 0; port = cycle.Active.NextFrom(port + 1))
        {
            ReadOnlySpan<byte> samples = MemoryMarshal.AsBytes(ports.Outgoing(port));
            CopyToStream(bytes, position, samples);
            position += samples.Length;
        }
    }

    /// <inheritdoc/>
    [RealTimeSafe]
    public PacketVerdict Accept(PacketReader packet, CycleSlot slot)
    {
        ref readonly PacketHeader header = ref packet.Header;
        ReadOnlySpan<byte> payload = packet.Payload;
        int fieldsSize = _layout.HeaderSize - PacketHeader.Size;
        if (header.DataType != DataType.Cycle || payload.Length < fieldsSize || !slot.Packets.Admits(header.SubCycle, header.PacketCount))
            return PacketVerdict.Malformed;
        ref readonly CompactFields fields = ref MemoryMarshal.AsRef<CompactFields>(payload);
        ReadOnlySpan<byte> words = payload[CompactLayout.FixedSize..fieldsSize];
        PortSet wanted = ReadSet(words[..(4 * _layout.WantedWords)], _form.Wantable);
        PortSet active = ReadSet(words[(4 * _layout.WantedWords)..], _form.Audio);
        ReadOnlySpan<byte> piece = payload[fieldsSize..];

        long streamLength = fields.MidiLength + ((long)active.Count * _form.Period * sizeof(float));
        long offset = (long)header.SubCycle * _layout.PieceSize;
        if (fields.MidiLength > (uint)_form.MidiCapacity || (fields.MidiLength & 3) != 0 || fields.StreamLength != streamLength
            || _layout.PacketsFor((int)streamLength) != (int)(uint)header.PacketCount || fields.PieceOffset != offset
            || piece.Length != Math.Min(_layout.PieceSize, streamLength - offset))
            return PacketVerdict.Malformed;
        if (slot.Packets.Received != 0 && (slot.Active != active || slot.MidiLength != (int)(uint)fields.MidiLength))
            return PacketVerdict.Malformed;
        if (slot.Packets.Has((int)(uint)header.SubCycle))
            return PacketVerdict.Duplicate;

        slot.Active = active;
        slot.Wanted = wanted;
        slot.HasWanted = true;
        slot.MidiLength = (int)(uint)fields.MidiLength;
        slot.Packets.Add((int)(uint)header.SubCycle, (int)(uint)header.PacketCount);
        CopyFromStream(slot, (int)offset, piece);
        return PacketVerdict.Accepted;
    }

    /// <inheritdoc/>
    [RealTimeSafe]
    public bool IsComplete(CycleSlot slot) => slot.Packets.IsComplete;

    /// <inheritdoc/>
    [RealTimeSafe]
    public int FillGaps(CycleSlot slot)
    {
        // Of a cycle of which nothing has come, at least one packet is missing.
        int missing = Math.Max(1, slot.Packets.Expected) - slot.Packets.Received;
        if (missing == 0)
            return 0;
        int streamLength = slot.MidiLength + (slot.Active.Count * _form.Period * sizeof(float));
        for (int packet = 0; packet < slot.Packets.Expected; packet++)
        {
            if (slot.Packets.Has(packet))
                continue;
            int offset = packet * _layout.PieceSize;
            int audioOffset = Math.Max(offset, slot.MidiLength) - slot.MidiLength;
            int audioEnd = Math.Min(offset + _layout.PieceSize, streamLength) - slot.MidiLength;
            if (audioEnd > audioOffset)
                Silence(slot, audioOffset, audioEnd - audioOffset);
        }
        return missing;
    }

    /// <inheritdoc/>
    [RealTimeSafe]
    public void DeliverMidi(CycleSlot slot, IPortBuffers ports, LinkCounters counters)
    {
        // Events are read up to the first byte that has not come: what lies behind it cannot be told apart.
        int available = 0;
        for (int packet = 0; available < slot.MidiLength && slot.Packets.Has(packet); packet++)
            available = Math.Min(slot.MidiLength, available + _layout.PieceSize);
        ReadOnlySpan<byte> rest = slot.Midi[..available];
        while (CompactMidi.TryRead(ref rest, out int port, out uint time, out ReadOnlySpan<byte> data))
        {
            if (port >= _form.Midi || time >= (uint)_form.Period || !ports.AddIncomingMidi(port, time, data))
                counters.MidiDropped++;
        }
    }

    [RealTimeSafe]
    private int GatherMidi(IPortBuffers ports, LinkCounters counters)
    {
        int used = 0;
        for (int port = 0; port < _form.Midi; port++)
        {
            int count = ports.OutgoingMidiCount(port);
            for (int index = 0; index < count; index++)
            {
                ReadOnlySpan<byte> data = ports.OutgoingMidi(port, index, out uint time);
                if (data.Length != 0 && !CompactMidi.TryAppend(_midi, ref used, port, time, data))
                    counters.MidiDropped++;
            }
        }
        return used;
    }

    [RealTimeSafe]
    private void WriteHead(Span<byte> datagram, OutgoingCycle cycle, int packet, int packets, int portCount, int streamLength, int midiLength)
    {
        ref PacketHeader header = ref MemoryMarshal.AsRef<PacketHeader>(datagram);
        header = PacketHeader.Create();
        header.DataType = DataType.Cycle;
        header.Stream = _form.Stream;
        header.SessionId = _form.SessionId;
        header.PacketCount = (uint)packets;
        header.PacketSize = (uint)datagram.Length;
        header.ActivePorts = (uint)portCount;
        header.Cycle = cycle.Cycle;
        header.SubCycle = (uint)packet;
        header.Frames = PacketHeader.WholePeriod;
        header.IsLast = packet == packets - 1 ? 1u : 0u;
        ref CompactFields fields = ref MemoryMarshal.AsRef<CompactFields>(datagram[PacketHeader.Size..]);
        fields.StreamLength = (uint)streamLength;
        fields.PieceOffset = (uint)(packet * _layout.PieceSize);
        fields.MidiLength = (uint)midiLength;
        fields.Reserved = 0;
        Span<byte> words = datagram[(PacketHeader.Size + CompactLayout.FixedSize)..];
        WriteSet(words, cycle.Wanted, _layout.WantedWords);
        WriteSet(words[(4 * _layout.WantedWords)..], cycle.Active, _layout.ActiveWords);
    }

    [RealTimeSafe]
    private static void WriteSet(Span<byte> words, PortSet set, int count)
    {
        for (int word = 0; word < count; word++)
            BinaryPrimitives.WriteUInt32BigEndian(words[(4 * word)..], set.GetWord(word));
    }

    [RealTimeSafe]
    private static PortSet ReadSet(ReadOnlySpan<byte> words, int ports)
    {
        PortSet set = default;
        for (int word = 0; word < words.Length / 4; word++)
            set.AddWord(word, BinaryPrimitives.ReadUInt32BigEndian(words[(4 * word)..]));
        return set & PortSet.First(ports);
    }

    // Spreads bytes over the pieces of the packets, which lie one behind the other in the batch.
    [RealTimeSafe]
    private void CopyToStream(Span<byte> packets, int position, ReadOnlySpan<byte> source)
    {
        int packetSize = _layout.HeaderSize + _layout.PieceSize;
        while (!source.IsEmpty)
        {
            (int packet, int within) = Math.DivRem(position, _layout.PieceSize);
            int length = Math.Min(source.Length, _layout.PieceSize - within);
            source[..length].CopyTo(packets[((packet * packetSize) + _layout.HeaderSize + within)..]);
            source = source[length..];
            position += length;
        }
    }

    [RealTimeSafe]
    private void CopyFromStream(CycleSlot slot, int offset, ReadOnlySpan<byte> piece)
    {
        if (offset < slot.MidiLength)
        {
            int length = Math.Min(piece.Length, slot.MidiLength - offset);
            piece[..length].CopyTo(slot.Midi[offset..]);
            piece = piece[length..];
            offset += length;
        }
        int portBytes = _form.Period * sizeof(float);
        int port = PortAt(slot.Active, (offset - slot.MidiLength) / portBytes);
        int within = (offset - slot.MidiLength) % portBytes;
        while (!piece.IsEmpty)
        {
            int length = Math.Min(piece.Length, portBytes - within);
            piece[..length].CopyTo(MemoryMarshal.AsBytes(slot.Samples(port))[within..]);
            piece = piece[length..];
            within = 0;
            port = slot.Active.NextFrom(port + 1);
        }
    }

    [RealTimeSafe]
    private void Silence(CycleSlot slot, int audioOffset, int length)
    {
        int portBytes = _form.Period * sizeof(float);
        int port = PortAt(slot.Active, audioOffset / portBytes);
        int within = audioOffset % portBytes;
        while (length > 0)
        {
            int part = Math.Min(length, portBytes - within);
            MemoryMarshal.AsBytes(slot.Samples(port)).Slice(within, part).Clear();
            length -= part;
            within = 0;
            port = slot.Active.NextFrom(port + 1);
        }
    }

    [RealTimeSafe]
    private static int PortAt(PortSet active, int ordinal)
    {
        int port = active.NextFrom(0);
        for (int skipped = 0; skipped < ordinal; skipped++)
            port = active.NextFrom(port + 1);
        return port;
    }
}
