// SPDX-License-Identifier: GPL-2.0-or-later
using System.Buffers.Binary;
using System.Runtime.InteropServices;
using NetJack2.Link.Coding;
using NetJack2.Link.Cycles;
using NetJack2.Link.Datagrams;
using NetJack2.Link.Ports;
using NetJack2.Protocol;
using NetJack2.Protocol.Audio;
using NetJack2.Protocol.Session;
using NetJack2.Protocol.Wire;
using NetJack2.RealTime;

namespace NetJack2.Link.Formats;

/// <summary>Cycles as jack2's sync, MIDI and audio packets.</summary>
public sealed class Jack2Format : ICycleFormat
{
    private readonly DirectionParameters _direction;
    private readonly Jack2Midi _midi;
    private readonly IJack2Audio? _audio;
    private readonly int[] _askable;

    /// <summary>The format of one direction.</summary>
    /// <param name="direction">The ports, period and MTU of the direction.</param>
    /// <param name="codec">The codec of an encoder that has one.</param>
    /// <param name="isOutgoing">Whether this end sends the direction.</param>
    /// <exception cref="ArgumentNullException">The encoder is Opus, and there is no codec.</exception>
    public Jack2Format(DirectionParameters direction, ICodec? codec = null, bool isOutgoing = true)
    {
        _direction = direction;
        _midi = new Jack2Midi(direction, isOutgoing);
        _audio = direction.Audio == 0 ? null : CreateAudio(direction, codec, isOutgoing);
        _askable = [.. Enumerable.Range(0, direction.Wantable + 1).Select(AskableOf)];
    }

    /// <summary>The most ports that can be sent in one cycle: jack2's packets have no room for more at this MTU.</summary>
    public int MaxSendablePorts => _audio is Jack2Float audio ? audio.MaxPorts : _direction.Audio;

    /// <summary>The most ports that can be sent in one cycle in a layout that PipeWire after 1.6 reads, too.</summary>
    public int MaxCommonPorts => _audio is Jack2Float audio ? audio.MaxCommonPorts : _direction.Audio;

    /// <summary>The most ports of the other direction that can be asked for when all of them are wanted.</summary>
    public int MaxAskablePorts => _askable[^1];

    /// <summary>
    /// Whether the peer has room behind the end of its period for a packet that completes it (D-10), and 32 KiB for the MIDI of a port:
    /// true for jack2's modules' net driver and manager, whose port buffers are JACK's; false while the peer may be something else.
    /// </summary>
    public bool PeerAcceptsRemainder
    {
        get => _midi.PeerHasPortsOfJack;
        set
        {
            _midi.PeerHasPortsOfJack = value;
            if (_audio is Jack2Float audio)
                audio.PeerAcceptsRemainder = value;
        }
    }

    /// <inheritdoc/>
    public int MaxPackets => 1 + _midi.MaxPackets + (_audio?.MaxPackets ?? 0);

    /// <inheritdoc/>
    public int MaxBytes => (_direction.Mtu * (1 + _midi.MaxPackets)) + (_audio?.MaxBytes ?? 0);

    /// <inheritdoc/>
    public bool PeerMayMisnumber
    {
        [RealTimeSafe]
        get => true;
    }

    /// <inheritdoc/>
    public long SlotBytes => CycleSlot.BytesFor(_direction, _audio?.BlockSize ?? 0);

    /// <inheritdoc/>
    public CycleSlot CreateSlot() =>
        new(_direction, _audio?.MaxReceivedPackets ?? 0, _midi.MaxPackets, _audio?.BlockSize ?? 0);

    /// <inheritdoc/>
    [RealTimeSafe]
    public void Write(OutgoingBatch batch, OutgoingCycle cycle, IPortBuffers ports, LinkCounters counters)
    {
        WriteSync(batch, cycle);
        if (_direction.Midi != 0)
            _midi.Write(batch, cycle.Cycle, isLast: _direction.Audio == 0, ports, counters);
        _audio?.Write(batch, cycle, ports);
    }

    /// <inheritdoc/>
    [RealTimeSafe]
    public PacketVerdict Accept(PacketReader packet, CycleSlot slot) => packet.Header.DataType switch
    {
        DataType.Sync => AcceptSync(packet, slot),
        DataType.Midi => _midi.Accept(packet, slot),
        DataType.Audio when _audio is not null => _audio.Accept(packet, slot),
        _ => PacketVerdict.Malformed,
    };

    /// <inheritdoc/>
    [RealTimeSafe]
    public bool IsCopy(PacketReader packet) => false;

    /// <inheritdoc/>
    [RealTimeSafe]
    public bool IsComplete(CycleSlot slot) =>
        slot.HasWanted && (_direction.Midi == 0 || slot.MidiPackets.IsComplete) && (_direction.Audio == 0 || slot.Packets.IsComplete);

    /// <inheritdoc/>
    [RealTimeSafe]
    public int FillGaps(CycleSlot slot)
    {
        _audio?.FillGaps(slot);
        // Of a kind of packet of which none has come, at least one is missing.
        int missing = slot.HasWanted ? 0 : 1;
        if (_direction.Midi != 0)
            missing += Math.Max(1, slot.MidiPackets.Expected) - slot.MidiPackets.Received;
        if (_direction.Audio != 0)
            missing += Math.Max(1, slot.Packets.Expected) - slot.Packets.Received;
        return missing;
    }

    /// <inheritdoc/>
    [RealTimeSafe]
    public bool HasAllMidi(CycleSlot slot) => slot.MidiPackets.IsComplete;

    /// <inheritdoc/>
    [RealTimeSafe]
    public void DeliverMidi(CycleSlot slot, IMidiSink sink, LinkCounters counters) => _midi.Deliver(slot, sink, counters);

    /// <inheritdoc/>
    [RealTimeSafe]
    public int DeliverAudio(uint cycle, CycleSlot? slot, PortSet connected, IPortBuffers ports) =>
        _audio?.Deliver(cycle, slot, connected, ports) ?? 0;

    /// <inheritdoc/>
    [RealTimeSafe]
    public FrameRange FindGap(CycleSlot? slot, int port, int from)
    {
        if (_audio is null || _audio.FillsGaps)
            return default;
        if (slot is null || slot.Packets.Received == 0)
            return new FrameRange(from, _direction.Period);
        return slot.Packets.IsComplete || !slot.Active.Contains(port) ? default : _audio.FindGap(slot, from);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _audio?.Dispose();
        _midi.Dispose();
    }

    /// <inheritdoc/>
    [RealTimeSafe]
    public void Skip(IPortBuffers ports) => _midi.Notes.FollowAll(ports);

    /// <inheritdoc/>
    [RealTimeSafe]
    public void EndNotes() => _midi.Notes.Clear();

    private static IJack2Audio CreateAudio(DirectionParameters direction, ICodec? codec, bool isOutgoing) => direction.Encoder switch
    {
        SampleEncoder.Int16 => new Jack2Int16(direction),
        SampleEncoder.Opus => new Jack2Opus(direction, codec ?? throw new ArgumentNullException(nameof(codec)), isOutgoing),
        _ => new Jack2Float(direction),
    };

    // As many of the wanted ports as a list in one datagram holds, and as jack2 can send back without exceeding its own
    // buffers (D-07): at an MTU of 1500 not 41…43, 73…86, and some more.
    private int AskableOf(int wanted)
    {
        int count = Math.Min(wanted, (_direction.Mtu - _direction.Overhead - PacketHeader.Size) / sizeof(uint));
        while (_direction.Encoder == SampleEncoder.Float && !Fits(count))
            count--;
        return count;
    }

    private bool Fits(int count)
        => FloatLayout.TryCreate((uint)count, _direction.Period, _direction.Mtu, out FloatLayout layout)
            && layout.PacketSize <= _direction.Mtu;

    [RealTimeSafe]
    private void WriteSync(OutgoingBatch batch, OutgoingCycle cycle)
    {
        int count = _askable[cycle.Wanted.Count];
        Span<byte> datagram = batch.Append(PacketHeader.Size + (4 * count));
        ref PacketHeader header = ref MemoryMarshal.AsRef<PacketHeader>(datagram);
        PacketHeaders.FillJack2(ref header, _direction, DataType.Sync, cycle.Cycle, datagram.Length, subCycle: 0, count: 0);
        header.ActivePorts = (uint)count;
        header.IsLast = _direction.Midi == 0 && _direction.Audio == 0 ? 1u : 0u;
        Span<byte> indices = datagram[PacketHeader.Size..];
        for (int port = cycle.Wanted.NextFrom(0); !indices.IsEmpty; port = cycle.Wanted.NextFrom(port + 1))
        {
            BinaryPrimitives.WriteUInt32BigEndian(indices, (uint)port);
            indices = indices[4..];
        }
    }

    [RealTimeSafe]
    private PacketVerdict AcceptSync(PacketReader packet, CycleSlot slot)
    {
        uint count = packet.Header.ActivePorts;
        ReadOnlySpan<byte> indices = packet.Payload;
        if (count > (uint)_direction.Wantable || indices.Length < 4 * (int)count)
            return PacketVerdict.Malformed;
        if (slot.HasWanted)
            return PacketVerdict.Duplicate;
        PortSet wanted = default;
        for (int index = 0; index < (int)count; index++)
        {
            uint port = BinaryPrimitives.ReadUInt32BigEndian(indices[(4 * index)..]);
            if (port >= (uint)_direction.Wantable)
                return PacketVerdict.Malformed;
            wanted.Add((int)port);
        }
        slot.Wanted = wanted;
        slot.HasWanted = true;
        slot.PeerCountsFrames = packet.Header.Frames != PacketHeader.WholePeriod;
        return PacketVerdict.Accepted;
    }
}
