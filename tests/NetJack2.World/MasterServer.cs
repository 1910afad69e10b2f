// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.Link.Links;
using NetJack2.Models;

namespace NetJack2.World;

/// <summary>The JACK server of a master: a cycle in every period.</summary>
internal sealed class MasterServer(VirtualClock clock) : Actor
{
    private readonly CommonClock _common = new(first: int.MaxValue - 4000);
    private long _next = clock.Now + VirtualClock.Millisecond;

    // Far from 0, so that what returned before anything was sent is no code.
    private long _frame = 1_000_000;

    public int Period { get; set; } = 256;

    public int SampleRate { get; set; } = 48_000;

    public long PeriodNs => VirtualClock.Second * Period / SampleRate;

    public List<MasterSeat> Seats { get; } = [];

    public int Cycles { get; private set; }

    /// <summary>The longest that the slaves' clients kept a cycle.</summary>
    public long LongestCycle { get; private set; }

    /// <summary>No cycle begins before this.</summary>
    public long HeldUntil { get; set; }

    /// <summary>Whether it runs without a clock: some cycles in each millisecond.</summary>
    public bool IsFreewheeling { get; set; }

    public override long WakeAt => Math.Max(_next, HeldUntil);

    public override void Step()
    {
        long begin = clock.Now;
        if (IsFreewheeling)
        {
            _next = begin + (VirtualClock.Millisecond / 4);
            foreach (MasterSeat seat in Seats)
                seat.Link?.Freewheel(seat.Ports);
            return;
        }
        _next += PeriodNs;
        Cycles++;
        // A client that waits leaves a fifth of the period to the others.
        for (int index = 0; index < Seats.Count; index++)
        {
            if (Seats[index].Session.Period != Period)
                continue;
            Seats[index].Common = _common.CycleAt((uint)_frame, Period);
            Seats[index].Process(_frame, deadline: begin + (PeriodNs * 4 / 5));
        }
        _frame += Period;
        LongestCycle = Math.Max(LongestCycle, clock.Now - begin);
    }
}
