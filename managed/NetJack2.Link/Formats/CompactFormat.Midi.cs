// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.Link.Cycles;
using NetJack2.Link.Ports;
using NetJack2.Protocol.Extension;
using NetJack2.Protocol.Wire;
using NetJack2.RealTime;

namespace NetJack2.Link.Formats;

/// <content>The MIDI events of a cycle, at the beginning of its stream, and packets that repeat those of earlier cycles.</content>
public sealed partial class CompactFormat
{
    /// <inheritdoc/>
    [RealTimeSafe]
    public bool HasAllMidi(CycleSlot slot) => slot.Packets.Received != 0 && MidiAvailable(slot) == slot.MidiLength;

    /// <inheritdoc/>
    [RealTimeSafe]
    public void DeliverMidi(CycleSlot slot, IMidiSink sink, LinkCounters counters)
    {
        ReadOnlySpan<byte> rest = slot.Midi[..MidiAvailable(slot)];
        while (CompactMidi.TryRead(ref rest, out int port, out uint time, out ReadOnlySpan<byte> data))
        {
            if (port >= _direction.Midi || time >= (uint)_direction.Period || !sink.Add(port, time, data))
                counters.Values.MidiDropped++;
        }
    }

    /// <inheritdoc/>
    [RealTimeSafe]
    public void Skip(IPortBuffers ports) => _repeater?.Skip(ports);

    /// <inheritdoc/>
    [RealTimeSafe]
    public void EndNotes() => _repeater?.EndNotes();

    // Events are read up to the first missing byte: behind it their borders are unknown.
    [RealTimeSafe]
    private int MidiAvailable(CycleSlot slot)
    {
        int available = 0;
        for (int packet = 0; available < slot.MidiLength && slot.Packets.Has(packet); packet++)
            available = Math.Min(slot.MidiLength, available + _layout.PieceSize);
        return available;
    }

    [RealTimeSafe]
    private static PacketVerdict AcceptRepeat(PacketReader packet, CycleSlot slot)
    {
        if (!MidiRepeat.TryOpen(packet.Payload, out _))
            return PacketVerdict.Malformed;
        if (slot.RepeatLength != 0)
            return PacketVerdict.Duplicate;
        return slot.TrySetRepeat(packet.Payload) ? PacketVerdict.Accepted : PacketVerdict.Malformed;
    }

    [RealTimeSafe]
    private int GatherMidi(IPortBuffers ports, LinkCounters counters)
    {
        int used = 0;
        for (int port = 0; port < _direction.Midi; port++)
        {
            int count = ports.OutgoingMidiCount(port);
            for (int index = 0; index < count; index++)
            {
                ReadOnlySpan<byte> data = ports.OutgoingMidi(port, index, out uint time);
                if (data.Length != 0 && !CompactMidi.TryAppend(_midi.Span, ref used, port, time, data))
                    counters.Values.MidiDropped++;
            }
        }
        return used;
    }
}
