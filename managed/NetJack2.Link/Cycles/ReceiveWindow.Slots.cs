// SPDX-License-Identifier: GPL-2.0-or-later
using System.Numerics;
using NetJack2.RealTime;

namespace NetJack2.Link.Cycles;

/// <content>The slots of the cycles, and the moves of the window over them.</content>
public sealed partial class ReceiveWindow
{
    /// <summary>Returns the slot of a cycle; null where nothing of it has arrived.</summary>
    [RealTimeSafe]
    public CycleSlot? Find(uint cycle)
    {
        CycleSlot? slot = _cycles[IndexOf(cycle)];
        return slot is not null && slot.Cycle == cycle ? slot : null;
    }

    /// <summary>The begun cycle nearest to <see cref="Oldest"/>; null where none has begun.</summary>
    [RealTimeSafe]
    public CycleSlot? FindFirst()
    {
        for (uint ahead = 0; IsOpen && ahead < (uint)_cycles.Length; ahead++)
        {
            if (Find(Oldest + ahead) is { HasBegun: true } slot)
                return slot;
        }
        return null;
    }

    /// <summary>Gives up all cycles that are not within a window that begins with this one.</summary>
    [RealTimeSafe]
    public void MoveTo(uint cycle)
    {
        bool isNear = IsOpen && Math.Abs((long)(int)(cycle - Oldest)) < _cycles.Length;
        foreach (CycleSlot? slot in _cycles)
        {
            if (slot is not null && (!isNear || slot.Cycle - cycle >= (uint)_cycles.Length))
                End(IndexOf(slot.Cycle));
        }
        bool isBehind = !IsOpen || (int)(cycle - Oldest) < 0;
        Oldest = cycle;
        IsOpen = true;
        _jumpCount = 0;
        if (isBehind)
            Newest = isNear ? NewestWithin() : cycle;
    }

    /// <summary>Marks a cycle that is played although packets of it are missing: what arrives of it now is too late.</summary>
    [RealTimeSafe]
    public void MarkIncomplete(uint cycle) => _incomplete[IndexOf(cycle)] = cycle;

    /// <inheritdoc/>
    public void Dispose()
    {
        MoveTo(Oldest + (uint)(2 * _cycles.Length));
        foreach (CycleSlot slot in _free)
            slot.Dispose();
        _lateSlot?.Dispose();
    }

    /// <summary>When the first packet of a cycle arrived, or that of a later one, if that was earlier; nanoseconds of the link's
    /// clock.</summary>
    [RealTimeSafe]
    public long FirstArrivalFrom(uint cycle)
    {
        long first = long.MaxValue;
        for (uint later = cycle; (int)(Newest - later) >= 0 && later - cycle < (uint)_cycles.Length; later++)
        {
            if (Find(later) is { HasBegun: true } slot)
                first = Math.Min(first, slot.FirstArrival);
        }
        return first;
    }

    // A cycle of which only copies come is waited for no longer than without them: it was missed when the next one came.
    [RealTimeSafe]
    private long ArrivalBehind(uint cycle, long now)
    {
        for (uint later = cycle + 1; (int)(Newest - later) >= 0; later++)
        {
            if (Find(later) is { HasBegun: true } slot)
                return slot.FirstArrival;
        }
        return now;
    }

    [RealTimeSafe]
    private uint NewestWithin()
    {
        uint newest = Oldest;
        foreach (CycleSlot? slot in _cycles)
        {
            if (slot is not null && (int)(slot.Cycle - newest) > 0)
                newest = slot.Cycle;
        }
        return newest;
    }

    [RealTimeSafe]
    private int IndexOf(uint cycle) => (int)(cycle & (uint)(_cycles.Length - 1));

    [RealTimeSafe]
    private CycleSlot Begin(uint cycle, long now)
    {
        // There are as many slots as places, and the place of a cycle within the window is empty or holds that cycle.
        CycleSlot slot = _free[--_freeCount];
        slot.Begin(cycle, now);
        _cycles[IndexOf(cycle)] = slot;
        return slot;
    }

    [RealTimeSafe]
    private void End(int index)
    {
        if (_cycles[index] is not { } slot)
            return;
        _cycles[index] = null;
        _free[_freeCount++] = slot;
    }

    private static int LengthFor(int cycles) => (int)BitOperations.RoundUpToPowerOf2((uint)cycles);
}
