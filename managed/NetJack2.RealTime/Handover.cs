// SPDX-License-Identifier: GPL-2.0-or-later
namespace NetJack2.RealTime;

/// <summary>Gives an object to the thread that runs the cycles, and returns the previous one when that thread no longer uses it.</summary>
/// <remarks>
/// One control thread replaces, one cycle thread enters and leaves. Entering is lock-free: it tries again only while an object is
/// being replaced. The exchange in <see cref="Enter"/> is a full fence: either the control thread sees what is in use, or the cycle
/// thread sees that it has been replaced.
/// </remarks>
/// <typeparam name="T">What is handed over.</typeparam>
public sealed class Handover<T>(T? first)
    where T : class
{
    // Milliseconds of sleep, not of elapsed time: time in which the server was stopped (SIGSTOP) does not count.
    private const int LongestUseMs = 10_000;

    private T? _current = first;
    private T? _inUse;

    /// <summary>Returns the object to use in this cycle; null: there is none. Cycle thread.</summary>
    [RealTimeSafe]
    public T? Enter()
    {
        T? current;
        do
        {
            current = Volatile.Read(ref _current);
            Interlocked.Exchange(ref _inUse, current);
        }
        while (!ReferenceEquals(current, Volatile.Read(ref _current)));
        return current;
    }

    /// <summary>Ends the cycle: the object is no longer in use. Cycle thread.</summary>
    [RealTimeSafe]
    public void Leave() => Volatile.Write(ref _inUse, null);

    /// <summary>
    /// Puts another object in place and waits until the previous one is no longer in use, at most about 10 s. Control thread.
    /// </summary>
    /// <param name="next">What the next cycle uses.</param>
    /// <param name="wake">Called while waiting: ends a wait of the cycle thread.</param>
    /// <param name="previous">The object that was in place.</param>
    /// <returns>
    /// Whether the previous object is the caller's again. If not, the cycle thread is blocked or died in a cycle: nothing that the object
    /// refers to may ever be freed.
    /// </returns>
    public bool TryReplace(T? next, Action wake, out T? previous)
    {
        previous = Interlocked.Exchange(ref _current, next);
        for (int slept = 0; previous is not null && ReferenceEquals(Volatile.Read(ref _inUse), previous); slept++)
        {
            if (slept == LongestUseMs)
                return false;
            wake();
            Thread.Sleep(1);
        }
        return true;
    }
}
