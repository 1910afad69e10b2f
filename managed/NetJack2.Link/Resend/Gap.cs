// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.Link.Cycles;
using NetJack2.RealTime;

namespace NetJack2.Link.Resend;

/// <summary>The state of a cycle that has not come as a whole.</summary>
/// <remarks>Times are in nanoseconds of the link's clock.</remarks>
internal struct Gap
{
    /// <summary>The cycle of which packets are missing.</summary>
    public uint Cycle;

    /// <summary>Packets that have arrived, those included that were sent again.</summary>
    public int Received;

    /// <summary>Packets among those that were sent again.</summary>
    public int Copies;

    /// <summary>Packets up to the last one that has arrived.</summary>
    public int Reached;

    /// <summary>How many of those are missing.</summary>
    public int Holes;

    /// <summary>When a packet of the cycle arrived last.</summary>
    public long ArrivedAt;

    /// <summary>Since when it is known that something was overtaken; 0: nothing was.</summary>
    public long KnownSince;

    /// <summary>How often the peer was asked.</summary>
    public int Asks;

    /// <summary>The packet behind the last one that was asked for.</summary>
    public int AskedEnd;

    /// <summary>When the peer was asked last.</summary>
    public long AskedAt;

    /// <summary>Packets that are missing among those up to <paramref name="reached"/>.</summary>
    [RealTimeSafe]
    public static int HolesIn(CycleSlot slot, int reached)
    {
        int holes = 0;
        for (int packet = 0; packet < reached; packet++)
            holes += slot.Packets.Has(packet) ? 0 : 1;
        return holes;
    }
}
