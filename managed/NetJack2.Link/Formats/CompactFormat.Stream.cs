// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.Link.Cycles;
using NetJack2.Protocol;
using NetJack2.RealTime;

namespace NetJack2.Link.Formats;

/// <content>The stream of a cycle, MIDI events and then a block of each active port: where its bytes are in packets and in a slot.
/// </content>
public sealed partial class CompactFormat
{
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
    private int NextPiece(int position) => ((position / _layout.PieceSize) + 1) * _layout.PieceSize;

    [RealTimeSafe]
    private long LengthOf(uint cycle, PortSet active)
    {
        long length = 0;
        for (int port = active.NextFrom(0); port >= 0; port = active.NextFrom(port + 1))
            length += _audio.SizeOf(cycle, port);
        return length;
    }

    // Once a cycle, for its first packet: where the block of each active port begins in the stream.
    [RealTimeSafe]
    private void PlaceBlocks(CycleSlot slot)
    {
        slot.Blocks.Clear(slot.MidiLength);
        for (int port = slot.Active.NextFrom(0); port >= 0; port = slot.Active.NextFrom(port + 1))
            slot.Blocks.Add(port, _audio.SizeOf(slot.Cycle, port));
    }

    // Where in the slot the bytes of the stream are kept, from an offset to the end of what lies together there.
    [RealTimeSafe]
    private static Span<byte> PlaceOf(CycleSlot slot, int offset)
    {
        if (offset < slot.MidiLength)
            return slot.Midi[offset..slot.MidiLength];
        return slot.Blocks.TryFind(offset, out int port, out int start, out int size)
            ? slot.Block(port)[(offset - start)..size]
            : default;
    }
}
