// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.RealTime;

namespace NetJack2.Link.Cycles;

/// <summary>Which packets of one kind have arrived in a cycle.</summary>
public sealed class PacketFlags
{
    private readonly ulong[] _bits;

    /// <summary>Flags for at most this many packets.</summary>
    public PacketFlags(int capacity)
    {
        Capacity = capacity;
        _bits = new ulong[(capacity + 63) / 64];
    }

    /// <summary>The most packets that a cycle can have.</summary>
    public int Capacity { get; }

    /// <summary>Number of packets in the cycle, as its packets give it; 0 before the first has arrived.</summary>
    public int Expected { get; private set; }

    /// <summary>Number of packets that have arrived, each counted once.</summary>
    public int Received { get; private set; }

    /// <summary>Packets up to the last one that has arrived: those missing below it were overtaken.</summary>
    public int Reached { get; private set; }

    /// <summary>Whether all packets of the cycle have arrived.</summary>
    public bool IsComplete => Expected != 0 && Received == Expected;

    /// <summary>Clears the marks for another cycle.</summary>
    [RealTimeSafe]
    public void Clear()
    {
        _bits.AsSpan().Clear();
        Expected = 0;
        Received = 0;
        Reached = 0;
    }

    /// <summary>Whether packet <paramref name="index"/> has arrived.</summary>
    [RealTimeSafe]
    public bool Has(int index) => (_bits[index >> 6] >> index & 1) != 0;

    /// <summary>Whether a packet with these numbers can be one of this cycle.</summary>
    [RealTimeSafe]
    public bool Admits(uint index, uint count) =>
        count != 0 && count <= (uint)Capacity && index < count && (Expected == 0 || (uint)Expected == count);

    /// <summary>Marks a packet that <see cref="Admits"/> admitted.</summary>
    [RealTimeSafe]
    public void Add(int index, int count)
    {
        Expected = count;
        Received++;
        Reached = Math.Max(Reached, index + 1);
        _bits[index >> 6] |= 1UL << index;
    }
}
