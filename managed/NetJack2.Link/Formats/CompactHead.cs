// SPDX-License-Identifier: GPL-2.0-or-later
using System.Buffers.Binary;
using System.Runtime.InteropServices;
using NetJack2.Link.Cycles;
using NetJack2.Protocol;
using NetJack2.Protocol.Extension;
using NetJack2.Protocol.Wire;
using NetJack2.RealTime;

namespace NetJack2.Link.Formats;

/// <summary>The head in front of the piece in a cycle packet.</summary>
internal static class CompactHead
{
    [RealTimeSafe]
    public static void Write(
        Span<byte> datagram, DirectionParameters direction, CompactLayout layout, OutgoingCycle cycle, int packet, int packets,
        int streamLength, int midiLength)
    {
        ref PacketHeader header = ref MemoryMarshal.AsRef<PacketHeader>(datagram);
        PacketHeaders.Fill(ref header, direction, DataType.Cycle, cycle.Cycle, datagram.Length, packet, packets);
        header.Frames = cycle.Frames;
        header.ActivePorts = (uint)cycle.Active.Count;
        header.IsLast = packet == packets - 1 ? 1u : 0u;
        ref CompactFields fields = ref MemoryMarshal.AsRef<CompactFields>(datagram[PacketHeader.Size..]);
        fields.StreamLength = (uint)streamLength;
        fields.PieceOffset = (uint)(packet * layout.PieceSize);
        fields.MidiLength = (uint)midiLength;
        fields.Copy = 0;
        Span<byte> words = datagram[(PacketHeader.Size + CompactLayout.FixedSize)..];
        WriteSet(words, cycle.Wanted, layout.WantedWords);
        WriteSet(words[(4 * layout.WantedWords)..], cycle.Active, layout.ActiveWords);
    }

    [RealTimeSafe]
    public static PortSet ReadSet(ReadOnlySpan<byte> words, int ports)
    {
        PortSet set = default;
        for (int word = 0; word < words.Length / 4; word++)
            set.AddWord(word, BinaryPrimitives.ReadUInt32BigEndian(words[(4 * word)..]));
        return set & PortSet.First(ports);
    }

    [RealTimeSafe]
    private static void WriteSet(Span<byte> words, PortSet set, int count)
    {
        for (int word = 0; word < count; word++)
            BinaryPrimitives.WriteUInt32BigEndian(words[(4 * word)..], set.GetWord(word));
    }
}
