// SPDX-License-Identifier: GPL-2.0-or-later
using System.Runtime.InteropServices;

namespace NetJack2.Statistics;

/// <summary>Something that happened in a module: a place of the ring behind a page's slots. Numbers are in the machine's order.</summary>
/// <remarks>It is whole where <see cref="Serial"/> and <see cref="SerialEnd"/> are equal and not 0.</remarks>
[StructLayout(LayoutKind.Sequential, Pack = 8, Size = Size)]
public struct PageEvent
{
    /// <summary>Bytes of an event in a page.</summary>
    public const int Size = 256;

    /// <summary>Places of the ring: as many as a page of 64 slots, of which readers take 64 KiB, has room for.</summary>
    public const int RingLength = 111;

    /// <summary>Its number in the page, from 1 on; the place of number n is (n − 1) modulo the number of places.</summary>
    public ulong Serial;       // +0

    /// <summary>When the module noticed it, in nanoseconds of CLOCK_MONOTONIC.</summary>
    public long Time;          // +8

    /// <summary>The same as nanoseconds since 1970, UTC, as the computer's clock was then. For people; nothing is decided by it.</summary>
    public long WallTime;      // +16

    /// <summary>One of <see cref="EventKind"/>; readers know no meaning of other numbers.</summary>
    public uint Kind;          // +24

    /// <summary>The session's number on the wire; 0: none.</summary>
    public uint SessionId;     // +28

    /// <summary>The place of the session in the page, from 0; −1: the event belongs to no session.</summary>
    public int Slot;           // +32

    /// <summary>Of <see cref="EventKind.Lost"/>: samples of all ports that were concealed; 0 where that is not known.</summary>
    public int Concealed;      // +36

    /// <summary>How many packets, xruns, orders or refusals; 1 of what happens once.</summary>
    public long Count;         // +40

    /// <summary>How long it lasted, in nanoseconds, for some kinds; 0: it has no duration.</summary>
    public long Duration;      // +48

    /// <summary>The peer's name, or a card's device, UTF-8, filled up with NULs.</summary>
    public PageText Name;      // +56

    /// <summary>The peer's address and port, likewise.</summary>
    public PageText Peer;      // +120

    /// <summary>Why, or what, in a clause, likewise.</summary>
    public PageText Reason;    // +184

    /// <summary>The same as <see cref="Serial"/>; different while the event is being written.</summary>
    public ulong SerialEnd;    // +248
}
