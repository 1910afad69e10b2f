// SPDX-License-Identifier: GPL-2.0-or-later
using System.Runtime.InteropServices;
using NetJack2.Link.Cycles;
using NetJack2.Link.Datagrams;
using NetJack2.Link.Midi;
using NetJack2.Link.Ports;
using NetJack2.Protocol.Midi;
using NetJack2.Protocol.Wire;
using NetJack2.RealTime;

namespace NetJack2.Link.Formats;

/// <summary>The MIDI packets of jack2's format: all ports' images one behind the other, cut into packets.</summary>
internal sealed class Jack2Midi : IDisposable
{
    private readonly DirectionParameters _direction;
    private readonly NativeArray<byte> _images;
    private readonly byte[] _end = new byte[HeldNote.EndSize];

    // A receiver puts packet n at n × this, so that every packet but the last must have it, whatever it costs on the way.
    private readonly int _pieceSize;

    // What jack2 keeps for the images of one cycle (D-58).
    private readonly int _stagingSize;

    // What libjacknet keeps for a port (D-51).
    private readonly int _leastPortSize;

    public Jack2Midi(DirectionParameters direction, bool isOutgoing)
    {
        _direction = direction;
        _pieceSize = direction.Mtu - PacketHeader.Size;
        _stagingSize = direction.Midi * 4 * direction.Period;
        _leastPortSize = 4 * direction.Period;
        _images = new NativeArray<byte>(isOutgoing ? direction.MidiCapacity : 0);
        Notes = new OutgoingNotes(direction.Midi);
        MaxPackets = (direction.MidiCapacity + _pieceSize - 1) / _pieceSize;
    }

    public int MaxPackets { get; }

    /// <summary>The notes that are on at this end, and those that the peer takes to be on.</summary>
    public OutgoingNotes Notes { get; }

    /// <summary>Whether a port of the peer holds 32 KiB; otherwise it may be libjacknet's.</summary>
    public bool PeerHasPortsOfJack { get; set; }

    private int PortSize => PeerHasPortsOfJack ? MidiImageHeader.PortBufferSize : _leastPortSize;

    [RealTimeSafe]
    public void Write(OutgoingBatch batch, uint cycle, bool isLast, IPortBuffers ports, LinkCounters counters)
    {
        int length = WriteImages(ports, counters);
        int packets = Math.Max(1, (length + _pieceSize - 1) / _pieceSize);
        for (int packet = 0; packet < packets; packet++)
        {
            ReadOnlySpan<byte> piece = _images.Span[..length][(packet * _pieceSize)..];
            piece = piece[..Math.Min(piece.Length, _pieceSize)];
            Span<byte> datagram = batch.Append(PacketHeader.Size + piece.Length);
            ref PacketHeader header = ref MemoryMarshal.AsRef<PacketHeader>(datagram);
            PacketHeaders.FillJack2(ref header, _direction, DataType.Midi, cycle, datagram.Length, packet, packets);
            header.IsLast = isLast && packet == packets - 1 ? 1u : 0u;
            piece.CopyTo(datagram[PacketHeader.Size..]);
        }
    }

    [RealTimeSafe]
    public PacketVerdict Accept(PacketReader packet, CycleSlot slot)
    {
        ref readonly PacketHeader header = ref packet.Header;
        ReadOnlySpan<byte> piece = packet.Payload;
        if (_direction.Midi == 0 || piece.Length > _pieceSize || !slot.MidiPackets.Admits(header.SubCycle, header.PacketCount))
            return PacketVerdict.Malformed;
        int index = (int)(uint)header.SubCycle;
        if (slot.MidiPackets.Has(index))
            return PacketVerdict.Duplicate;
        int offset = index * _pieceSize;
        if (offset + piece.Length > slot.Midi.Length)
            return PacketVerdict.Malformed;
        piece.CopyTo(slot.Midi[offset..]);
        slot.MidiLength = Math.Max(slot.MidiLength, offset + piece.Length);
        slot.MidiPackets.Add(index, (int)(uint)header.PacketCount);
        return PacketVerdict.Accepted;
    }

    [RealTimeSafe]
    public void Deliver(CycleSlot slot, IMidiSink sink, LinkCounters counters)
    {
        // An image's bytes may be spread over packets: without all of them none can be trusted.
        if (!slot.MidiPackets.IsComplete)
            return;
        ReadOnlySpan<byte> rest = slot.Midi[..slot.MidiLength];
        for (int port = 0; port < _direction.Midi && MidiImageReader.TryOpen(ref rest, out MidiImageReader image); port++)
        {
            for (int index = 0; index < image.Count; index++)
            {
                if (!image.TryGet(index, out uint time, out ReadOnlySpan<byte> data) || time >= (uint)_direction.Period
                    || !sink.Add(port, time, data))
                    counters.Values.MidiDropped++;
            }
        }
    }

    [RealTimeSafe]
    private int WriteImages(IPortBuffers ports, LinkCounters counters)
    {
        int length = 0;
        int total = Math.Min(_stagingSize, _images.Length);
        int spare = Math.Max(0, total - MeasureAll(ports));
        for (int port = 0; port < _direction.Midi; port++)
        {
            // The ports behind this one need at least an empty image each.
            int reserved = (_direction.Midi - port - 1) * MidiImageHeader.TableEnd(0);
            length += WriteImage(_images.Span[length..], port, total - length - reserved, ref spare, ports, counters);
        }
        return length;
    }

    // The bytes of all ports' events. What is left of the room may be used for padding: it must push out no event.
    [RealTimeSafe]
    private int MeasureAll(IPortBuffers ports)
    {
        int bytes = 0;
        for (int port = 0; port < _direction.Midi; port++)
        {
            int events = ports.OutgoingMidiCount(port);
            for (int index = 0; index < events; index++)
                bytes += LongSize(ports.OutgoingMidi(port, index, out _).Length);
            Notes.Find(port);
            bytes += MidiImageHeader.TableEnd(events + Notes.Ends.Length);
        }
        return bytes;
    }

    // Ends that had no room before, or whose cycle was not sent, come first: a note must not be stuck at the peer.
    [RealTimeSafe]
    private int WriteImage(Span<byte> place, int port, int room, ref int spare, IPortBuffers ports, LinkCounters counters)
    {
        int total = ports.OutgoingMidiCount(port);
        int events = 0;
        int longBytes = 0;
        Notes.Find(port);
        int ends = 0;
        while (ends < Notes.Ends.Length && TryMeasure(HeldNote.EndSize, room, PortSize, ref events, ref longBytes))
            ends++;
        for (int index = 0; index < total; index++)
        {
            if (TryMeasure(ports.OutgoingMidi(port, index, out _).Length, room, PortSize, ref events, ref longBytes))
                continue;
            counters.Values.MidiDropped++;
        }
        // The same decisions again, now that the size of the table is known.
        int size = MidiImageHeader.TableEnd(events) + longBytes;
        var image = new MidiImageWriter(place, _direction.Period, events, longBytes, Math.Min(room, size + spare));
        spare -= image.Size - size;
        events = 0;
        longBytes = 0;
        for (int index = 0; index < ends; index++)
        {
            _ = TryMeasure(HeldNote.EndSize, room, PortSize, ref events, ref longBytes);
            Notes.Ends[index].WriteEnd(_end);
            image.Add(time: 0, _end);
            Notes.RecordSent(port, _end);
        }
        for (int index = 0; index < total; index++)
        {
            ReadOnlySpan<byte> data = ports.OutgoingMidi(port, index, out uint time);
            Notes.Follow(port, data);
            if (!TryMeasure(data.Length, room, PortSize, ref events, ref longBytes))
                continue;
            image.Add(time, data);
            Notes.RecordSent(port, data);
        }
        return image.Size;
    }

    [RealTimeSafe]
    private static bool TryMeasure(int size, int room, int portSize, ref int events, ref int longBytes)
    {
        if (size == 0 || !MidiImageLayout.Fits(events + 1, longBytes + LongSize(size), room, portSize))
            return false;
        events++;
        longBytes += LongSize(size);
        return true;
    }

    // The bytes of an event behind the table.
    [RealTimeSafe]
    private static int LongSize(int size) => size > MidiImageHeader.InlineSize ? size : 0;

    public void Dispose() => _images.Dispose();
}
