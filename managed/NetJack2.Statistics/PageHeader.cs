// SPDX-License-Identifier: GPL-2.0-or-later
using System.Runtime.InteropServices;

namespace NetJack2.Statistics;

/// <summary>The first 64 bytes of a page. Numbers are in the machine's order, for every reader is on the same machine.</summary>
[StructLayout(LayoutKind.Sequential, Pack = 8, Size = Size)]
public struct PageHeader
{
    /// <summary>Bytes of this header.</summary>
    public const int Size = 64;

    /// <summary>The value of <see cref="Magic"/>: the characters NJ2S, first to last in memory.</summary>
    public const uint MagicValue = 0x53324A4E;

    /// <summary>The version that this describes. A newer one with more fields keeps these where they are, and its number.</summary>
    public const uint CurrentVersion = 1;

    /// <summary>The revision that this describes: 3. From 2 on there are events, from 3 on what peers report.</summary>
    public const uint CurrentRevision = 3;

    /// <summary><see cref="MagicValue"/>; anything else is no page.</summary>
    public uint Magic;       // +0

    /// <summary><see cref="CurrentVersion"/>, which changes only where an older reader would go wrong.</summary>
    public uint Version;     // +4

    /// <summary>Size of this header in bytes.</summary>
    public uint HeaderSize;  // +8

    /// <summary>Size of a slot in bytes.</summary>
    public uint SlotSize;    // +12

    /// <summary>Number of slots behind this header, used or not.</summary>
    public uint SlotCount;   // +16

    /// <summary>One of <see cref="ModuleKind"/>; any number in a page of another user.</summary>
    public uint Module;      // +20

    /// <summary>The process id of the jackd, or other program, that has loaded the module.</summary>
    public int ProcessId;    // +24

    /// <summary><see cref="CurrentRevision"/>: what there is beside that which a reader of the version knows. Only grows.</summary>
    public uint Revision;    // +28

    /// <summary>When the module wrote last, in nanoseconds of CLOCK_MONOTONIC.</summary>
    public long Updated;     // +32

    /// <summary>When that process was started, from <see cref="PageOwner.StartTimeOf"/>: process numbers are reused.</summary>
    public long StartTime;   // +40

    /// <summary>Bytes from the beginning of the page to the ring of events.</summary>
    public uint EventOffset; // +48

    /// <summary>Size of an event in bytes.</summary>
    public uint EventSize;   // +52

    /// <summary>Number of places in the ring.</summary>
    public uint EventCount;  // +56
}
