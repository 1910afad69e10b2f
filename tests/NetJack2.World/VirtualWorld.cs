// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.Models;

namespace NetJack2.World;

/// <summary>Actors on one clock and one network: the same seed gives the same run.</summary>
internal sealed class VirtualWorld(int seed = 1)
{
    private readonly List<Actor> _actors = [];
    private VirtualNetwork? _network;

    public VirtualClock Clock { get; } = new();

    public VirtualNetwork Network => _network ??= new VirtualNetwork(Clock, seed);

    public void Add(Actor actor) => _actors.Add(actor);

    public void Remove(Actor actor) => _actors.Remove(actor);

    public void RunFor(long nanoseconds) => RunUntil(Clock.Now + nanoseconds, interrupting: null);

    /// <summary>Runs until the condition holds.</summary>
    /// <returns>How many nanoseconds that took, or the limit.</returns>
    public long RunUntil(Func<bool> condition, long limit)
    {
        long start = Clock.Now;
        while (!condition() && Clock.Now - start < limit)
            RunFor(VirtualClock.Millisecond);
        return Clock.Now - start;
    }

    /// <summary>Runs until a time or, if that is sooner, until something has come to a socket.</summary>
    public void RunUntil(long end, VirtualSocket? interrupting)
    {
        while (true)
        {
            Actor? next = Earliest();
            long at = Math.Max(Clock.Now, Math.Min(next?.WakeAt ?? long.MaxValue, interrupting?.NextArrival ?? long.MaxValue));
            if (at >= end)
            {
                Clock.Now = end;
                return;
            }
            Clock.Now = at;
            if (interrupting is not null && interrupting.NextArrival <= at)
                return;
            next!.IsBusy = true;
            next.Step();
            next.IsBusy = false;
        }
    }

    private Actor? Earliest()
    {
        Actor? earliest = null;
        foreach (Actor actor in _actors)
        {
            if (!actor.IsBusy && (earliest is null || actor.WakeAt < earliest.WakeAt))
                earliest = actor;
        }
        return earliest;
    }
}
