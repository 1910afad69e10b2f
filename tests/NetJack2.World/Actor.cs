// SPDX-License-Identifier: GPL-2.0-or-later
namespace NetJack2.World;

/// <summary>A thread of the virtual world: it does something at a time of its own.</summary>
internal abstract class Actor
{
    /// <summary>When it has something to do next.</summary>
    public abstract long WakeAt { get; }

    /// <summary>Whether it is in the middle of a step, in which it waits for another actor.</summary>
    public bool IsBusy { get; set; }

    public abstract void Step();
}
