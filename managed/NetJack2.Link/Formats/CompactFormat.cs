// SPDX-License-Identifier: GPL-2.0-or-later
using System.Runtime.InteropServices;
using NetJack2.Link.Coding;
using NetJack2.Link.Cycles;
using NetJack2.Link.Datagrams;
using NetJack2.Link.Midi;
using NetJack2.Link.Ports;
using NetJack2.Protocol;
using NetJack2.Protocol.Extension;
using NetJack2.Protocol.Session;
using NetJack2.Protocol.Wire;
using NetJack2.RealTime;

namespace NetJack2.Link.Formats;

/// <summary>Cycles as cycle packets, between netjack2-cs peers.</summary>
public sealed partial class CompactFormat : ICycleFormat
{
    private readonly DirectionParameters _direction;
    private readonly CompactLayout _layout;
    private readonly ICompactAudio _audio;
    private readonly NativeArray<byte> _midi;
    private readonly MidiRepeater? _repeater;

    /// <summary>The format of one direction.</summary>
    /// <param name="direction">The ports, period and MTU of the direction.</param>
    /// <param name="codec">The codec of an encoder that has one.</param>
    /// <param name="isOutgoing">Whether this end sends the direction.</param>
    /// <exception cref="ArgumentNullException">The encoder is Opus, and there is no codec.</exception>
    public CompactFormat(DirectionParameters direction, ICodec? codec = null, bool isOutgoing = true)
    {
        _direction = direction;
        _layout = new CompactLayout(direction.Audio, direction.Wantable, direction.Period, direction.Mtu, direction.Overhead);
        _audio = direction.Encoder switch
        {
            SampleEncoder.Int16 => new CompactInt16(direction.Period),
            SampleEncoder.Opus => new CompactOpus(direction, _layout, codec ?? throw new ArgumentNullException(nameof(codec)), isOutgoing),
            _ => new CompactFloat(direction.Period),
        };
        _midi = new NativeArray<byte>(isOutgoing ? direction.MidiCapacity : 0);
        if (isOutgoing && direction.RepeatsMidi && direction.Midi != 0)
            _repeater = new MidiRepeater(direction, direction.SampleRate);
    }

    /// <inheritdoc/>
    public int MaxPackets => MaxPieces + (_repeater is null ? 0 : 1);

    /// <inheritdoc/>
    public int MaxBytes => MaxPackets * (_layout.HeaderSize + _layout.PieceSize);

    /// <inheritdoc/>
    public bool PeerMayMisnumber
    {
        [RealTimeSafe]
        get => false;
    }

    private int MaxPieces => _layout.PacketsFor(_direction.MidiCapacity + (_direction.Audio * _audio.MaxBlockSize));

    /// <inheritdoc/>
    public long SlotBytes => CycleSlot.BytesFor(_direction, _audio.MaxBlockSize);

    /// <inheritdoc/>
    public CycleSlot CreateSlot() =>
        new(_direction, MaxPieces, maxMidiPackets: 0, _audio.MaxBlockSize) { Blocks = new StreamBlocks(_direction.Audio) };

    /// <inheritdoc/>
    [RealTimeSafe]
    public void Write(OutgoingBatch batch, OutgoingCycle cycle, IPortBuffers ports, LinkCounters counters)
    {
        int midiLength = GatherMidi(ports, counters);
        // Before the cycle's packets: with the last of those the cycle is there, and may be run.
        _repeater?.Write(batch, cycle.Cycle, _midi.Span[..midiLength]);
        int streamLength = midiLength + (int)LengthOf(cycle.Cycle, cycle.Active);
        int packets = _layout.PacketsFor(streamLength);
        int start = batch.Length;
        batch.MarkCycle();
        for (int packet = 0; packet < packets; packet++)
        {
            int piece = Math.Min(_layout.PieceSize, streamLength - (packet * _layout.PieceSize));
            CompactHead.Write(
                batch.Append(_layout.HeaderSize + piece), _direction, _layout, cycle, packet, packets, streamLength, midiLength);
        }
        Span<byte> bytes = batch.Bytes[start..];
        CopyToStream(bytes, 0, _midi.Span[..midiLength]);
        int position = midiLength;
        for (int port = cycle.Active.NextFrom(0); port >= 0; port = cycle.Active.NextFrom(port + 1))
        {
            ReadOnlySpan<byte> block = _audio.Encode(cycle.Cycle, port, ports.Outgoing(port));
            CopyToStream(bytes, position, block);
            position += block.Length;
        }
    }

    /// <inheritdoc/>
    [RealTimeSafe]
    public PacketVerdict Accept(PacketReader packet, CycleSlot slot)
    {
        ref readonly PacketHeader header = ref packet.Header;
        if (header.DataType == DataType.Transport && _direction.HasTransport)
            return TransportFormat.Accept(packet, slot);
        if (header.DataType == DataType.MidiRepeat && _direction.RepeatsMidi)
            return AcceptRepeat(packet, slot);
        if (header.DataType == DataType.Latency && _direction.MostLatency != 0)
            return LatencyFormat.Accept(packet, slot, _direction.MostLatency);
        ReadOnlySpan<byte> payload = packet.Payload;
        int fieldsSize = _layout.HeaderSize - PacketHeader.Size;
        if (header.DataType != DataType.Cycle || payload.Length < fieldsSize || !slot.Packets.Admits(header.SubCycle, header.PacketCount))
            return PacketVerdict.Malformed;
        ref readonly CompactFields fields = ref MemoryMarshal.AsRef<CompactFields>(payload);
        ReadOnlySpan<byte> words = payload[CompactLayout.FixedSize..fieldsSize];
        PortSet wanted = CompactHead.ReadSet(words[..(4 * _layout.WantedWords)], _direction.Wantable);
        PortSet active = CompactHead.ReadSet(words[(4 * _layout.WantedWords)..], _direction.Audio);
        ReadOnlySpan<byte> piece = payload[fieldsSize..];

        bool isFirst = slot.Packets.Received == 0;
        if (!isFirst && (slot.Active != active || slot.MidiLength != (int)(uint)fields.MidiLength))
            return PacketVerdict.Malformed;
        long streamLength = isFirst ? fields.MidiLength + LengthOf(slot.Cycle, active) : slot.Blocks.End;
        long offset = (long)header.SubCycle * _layout.PieceSize;
        if (fields.MidiLength > (uint)_direction.MidiCapacity || (fields.MidiLength & 3) != 0 || fields.StreamLength != streamLength
            || _layout.PacketsFor((int)streamLength) != (int)(uint)header.PacketCount || fields.PieceOffset != offset
            || piece.Length != Math.Min(_layout.PieceSize, streamLength - offset))
            return PacketVerdict.Malformed;
        if (slot.Packets.Has((int)(uint)header.SubCycle))
            return PacketVerdict.Duplicate;

        slot.Active = active;
        slot.Wanted = wanted;
        slot.HasWanted = true;
        slot.Frames = header.Frames;
        slot.MidiLength = (int)(uint)fields.MidiLength;
        slot.Packets.Add((int)(uint)header.SubCycle, (int)(uint)header.PacketCount);
        if (isFirst)
            PlaceBlocks(slot);
        for (int position = (int)offset; !piece.IsEmpty;)
        {
            Span<byte> place = PlaceOf(slot, position);
            if (place.IsEmpty)
                return PacketVerdict.Malformed; // cannot be, since the length was found to be right; no loop of a cycle relies on that
            int length = Math.Min(place.Length, piece.Length);
            piece[..length].CopyTo(place);
            piece = piece[length..];
            position += length;
        }
        return PacketVerdict.Accepted;
    }

    /// <inheritdoc/>
    [RealTimeSafe]
    public bool IsCopy(PacketReader packet) =>
        (_direction.Copies != 0 || _direction.Resends) && packet.Header.DataType == DataType.Cycle
        && packet.Payload.Length >= CompactLayout.FixedSize
        && MemoryMarshal.AsRef<CompactFields>(packet.Payload).Copy != 0u;

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
        int length = slot.Blocks.End;
        for (int packet = 0; packet < slot.Packets.Expected; packet++)
        {
            if (slot.Packets.Has(packet))
                continue;
            int end = Math.Min((packet + 1) * _layout.PieceSize, length);
            for (int offset = packet * _layout.PieceSize; offset < end;)
            {
                Span<byte> place = PlaceOf(slot, offset);
                if (place.IsEmpty)
                    break;
                place = place[..Math.Min(place.Length, end - offset)];
                place.Clear();
                offset += place.Length;
            }
        }
        return missing;
    }

    /// <inheritdoc/>
    [RealTimeSafe]
    public int DeliverAudio(uint cycle, CycleSlot? slot, PortSet connected, IPortBuffers ports)
        => _audio.Deliver(cycle, slot, connected, ports);

    /// <inheritdoc/>
    [RealTimeSafe]
    public FrameRange FindGap(CycleSlot? slot, int port, int from)
    {
        int frameBytes = _audio.FrameBytes;
        if (frameBytes == 0)
            return default;
        if (slot is null || slot.Packets.Received == 0)
            return new FrameRange(from, _direction.Period);
        if (slot.Packets.IsComplete || !slot.Active.Contains(port))
            return default;
        int block = slot.Blocks.StartOf(port);
        int end = block + (_direction.Period * frameBytes);
        int position = block + (from * frameBytes);
        while (position < end && slot.Packets.Has(position / _layout.PieceSize))
            position = NextPiece(position);
        int start = position;
        while (position < end && !slot.Packets.Has(position / _layout.PieceSize))
            position = NextPiece(position);
        return new FrameRange((start - block) / frameBytes, Math.Min((position - block) / frameBytes, _direction.Period));
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _audio.Dispose();
        _midi.Dispose();
        _repeater?.Dispose();
    }
}
