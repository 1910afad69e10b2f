// SPDX-License-Identifier: GPL-2.0-or-later
using System.Runtime.InteropServices;
using NetJack2.Protocol.Wire;
using NetJack2.RealTime;

namespace NetJack2.Protocol.Midi;

/// <summary>The head of a MIDI port's buffer as jack2 sends it.</summary>
/// <remarks>
/// jack2 sends the port buffer itself: this head (big-endian), a table of one entry more than there are events
/// (in the sender's order, little-endian in practice), and the bytes of events longer than four.
/// </remarks>
[StructLayout(LayoutKind.Sequential, Pack = 1)]
public struct MidiImageHeader
{
    /// <summary>Bytes of this head on the wire.</summary>
    public const int Size = 24;

    /// <summary>Bytes of a table entry: time, size, and four bytes that are the data or their offset.</summary>
    public const int EntrySize = 12;

    /// <summary>Bytes of data that fit a table entry.</summary>
    public const int InlineSize = 4;

    /// <summary>Bytes of a JACK MIDI port buffer.</summary>
    public const int PortBufferSize = 32768;

    /// <summary>The unit in which jack2 computes the address of an image's tail: the size of the head and one entry (D-06).</summary>
    public const int TailUnit = Size + EntrySize;

    /// <summary>What <see cref="Magic"/> is in every image.</summary>
    public const uint MagicValue = 0x900DF00D;

    /// <summary><see cref="MagicValue"/>; anything else is no image.</summary>
    public UInt32BigEndian Magic;         // +0

    /// <summary>Bytes of the port buffer, or the number that leads jack2 to the right place.</summary>
    public UInt32BigEndian BufferSize;    // +4

    /// <summary>Frames in the cycle; netjack2-cs ignores it in received images.</summary>
    public UInt32BigEndian Frames;        // +8

    /// <summary>Bytes of the tail behind the table: the data of events longer than <see cref="InlineSize"/>, and padding.</summary>
    public UInt32BigEndian WritePosition; // +12

    /// <summary>Events in the table, which has one entry more.</summary>
    public UInt32BigEndian EventCount;    // +16

    /// <summary>Events that the port's writer could not place; 0 from netjack2-cs, which ignores it in received images.</summary>
    public UInt32BigEndian LostEvents;    // +20

    /// <summary>Bytes of head and table: the table has one entry more than there are events.</summary>
    [RealTimeSafe]
    public static int TableEnd(int events) => Size + (EntrySize * (events + 1));
}
