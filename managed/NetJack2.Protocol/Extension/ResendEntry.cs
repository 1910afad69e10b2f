// SPDX-License-Identifier: GPL-2.0-or-later
using System.Runtime.InteropServices;
using NetJack2.Protocol.Wire;

namespace NetJack2.Protocol.Extension;

/// <summary>Packets of one cycle that are missing, as a <see cref="ResendRequest"/> lists them: 8 bytes on the wire.</summary>
[StructLayout(LayoutKind.Sequential, Pack = 1)]
public struct ResendEntry
{
    /// <summary>Bytes of an entry on the wire.</summary>
    public const int Size = 8;

    /// <summary>The master's cycle to which the missing packets belong; wraps around.</summary>
    public UInt32BigEndian Cycle;   // +0

    private UInt32BigEndian _range; // +4: first, count

    /// <summary>Creates an entry for a range of packets.</summary>
    /// <param name="cycle">The cycle.</param>
    /// <param name="first">The first missing packet, from 0.</param>
    /// <param name="count">How many are missing, one behind the other; 0: all, however many there are.</param>
    public ResendEntry(uint cycle, int first, int count)
    {
        Cycle = cycle;
        _range = ((uint)first << 16) | (ushort)count;
    }

    /// <summary>Sub-cycle of the first missing packet, 0…65535.</summary>
    public readonly int First => (int)((uint)_range >> 16);

    /// <summary>How many are missing, 0…65535; 0: all of the cycle.</summary>
    public readonly int Count => (ushort)(uint)_range;
}
