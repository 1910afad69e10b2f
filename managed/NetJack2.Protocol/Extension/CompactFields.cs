// SPDX-License-Identifier: GPL-2.0-or-later
using System.Runtime.InteropServices;
using NetJack2.Protocol.Wire;

namespace NetJack2.Protocol.Extension;

/// <summary>The fixed fields between a cycle packet's header and its two port sets.</summary>
[StructLayout(LayoutKind.Sequential, Pack = 1)]
public struct CompactFields
{
    /// <summary>Bytes of the whole cycle's stream.</summary>
    public UInt32BigEndian StreamLength; // +0

    /// <summary>Where in the stream this packet's piece begins: sub-cycle × piece size.</summary>
    public UInt32BigEndian PieceOffset;  // +4

    /// <summary>Bytes of MIDI at the beginning of the stream: a multiple of 4.</summary>
    public UInt32BigEndian MidiLength;   // +8

    /// <summary>Of a copy, how many cycles ago the packet was sent for the first time; 1 if it was asked for; otherwise 0.</summary>
    public UInt32BigEndian Copy;         // +12
}
