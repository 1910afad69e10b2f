// SPDX-License-Identifier: GPL-2.0-or-later
using System.Runtime.InteropServices;
using NetJack2.RealTime;
using NetJack2.Statistics;

namespace NetJack2.Host.Border;

/// <summary>The way in for native code and for threads: whatever is thrown inside ends here, is counted, and never ends jackd.</summary>
/// <remarks>
/// An architecture test finds entries that do anything but call this class. Each of these methods is as safe for real time as what it
/// calls; where nothing is thrown, it costs no memory and no lock.
/// </remarks>
public static unsafe partial class Guard
{
    [ThreadStatic]
    private static bool t_isKnown;

    /// <summary>Number of exceptions in entries whose handle is not valid. Any thread.</summary>
    public static FaultRecord Unowned { get; } = new();

    /// <summary>Runs something for an object.</summary>
    /// <param name="owner">The object.</param>
    /// <param name="place">What kind of entry this is.</param>
    /// <param name="body">What is run.</param>
    /// <returns>False where it has failed: the exception is noted, and the owner has recovered.</returns>
    [RealTimeSafe]
    public static bool Run<T>(T owner, FaultPlace place, delegate*<T, void> body)
        where T : class, IGuarded
    {
        try
        {
            body(owner);
            return true;
        }
        catch (Exception exception)
        {
            Fail(owner, exception, place);
            return false;
        }
    }

    /// <summary>Runs something that has a result. As <see cref="Run"/>.</summary>
    /// <param name="owner">The object.</param>
    /// <param name="place">What kind of entry this is.</param>
    /// <param name="body">What is run.</param>
    /// <param name="otherwise">The result where it fails.</param>
    [RealTimeSafe]
    public static TResult Ask<T, TResult>(T owner, FaultPlace place, delegate*<T, TResult> body, TResult otherwise)
        where T : class, IGuarded
    {
        try
        {
            return body(owner);
        }
        catch (Exception exception)
        {
            Fail(owner, exception, place);
            return otherwise;
        }
    }

    /// <summary>Runs something for the object that a handle of native code means. As <see cref="Run"/>.</summary>
    /// <param name="handle">A <see cref="GCHandle{T}"/> of the object.</param>
    /// <param name="place">What kind of entry this is.</param>
    /// <param name="body">What is run.</param>
    [RealTimeSafe]
    public static bool Enter<T>(void* handle, FaultPlace place, delegate*<T, void> body)
        where T : class, IGuarded
    {
        T? owner = null;
        try
        {
            owner = OwnerOf<T>(handle);
            body(owner);
            return true;
        }
        catch (Exception exception)
        {
            Fail(owner, exception, place);
            return false;
        }
    }

    /// <summary>The same, with something that native code gives.</summary>
    /// <param name="handle">A <see cref="GCHandle{T}"/> of the object.</param>
    /// <param name="place">What kind of entry this is.</param>
    /// <param name="body">What is run.</param>
    /// <param name="argument">What it is run with.</param>
    [RealTimeSafe]
    public static bool Enter<T, TArgument>(void* handle, FaultPlace place, delegate*<T, TArgument, void> body, TArgument argument)
        where T : class, IGuarded
        where TArgument : unmanaged
    {
        T? owner = null;
        try
        {
            owner = OwnerOf<T>(handle);
            body(owner, argument);
            return true;
        }
        catch (Exception exception)
        {
            Fail(owner, exception, place);
            return false;
        }
    }

    /// <summary>Asks the object that a handle of native code means. As <see cref="Ask"/>.</summary>
    /// <param name="handle">A <see cref="GCHandle{T}"/> of the object.</param>
    /// <param name="place">What kind of entry this is.</param>
    /// <param name="body">What is run.</param>
    /// <param name="otherwise">The result where it fails.</param>
    [RealTimeSafe]
    public static TResult AskAt<T, TResult>(void* handle, FaultPlace place, delegate*<T, TResult> body, TResult otherwise)
        where T : class, IGuarded
        where TResult : unmanaged
    {
        T? owner = null;
        try
        {
            owner = OwnerOf<T>(handle);
            return body(owner);
        }
        catch (Exception exception)
        {
            Fail(owner, exception, place);
            return otherwise;
        }
    }

    /// <summary>The same, with something that native code gives.</summary>
    /// <param name="handle">A <see cref="GCHandle{T}"/> of the object.</param>
    /// <param name="place">What kind of entry this is.</param>
    /// <param name="body">What is run.</param>
    /// <param name="argument">What it is run with.</param>
    /// <param name="otherwise">The result where it fails.</param>
    [RealTimeSafe]
    public static TResult AskAt<T, TArgument, TResult>(
        void* handle, FaultPlace place, delegate*<T, TArgument, TResult> body, TArgument argument, TResult otherwise)
        where T : class, IGuarded
        where TArgument : unmanaged
        where TResult : unmanaged
    {
        T? owner = null;
        try
        {
            owner = OwnerOf<T>(handle);
            return body(owner, argument);
        }
        catch (Exception exception)
        {
            Fail(owner, exception, place);
            return otherwise;
        }
    }

    /// <summary>An invalid handle throws here, not in the middle of the body.</summary>
    [RealTimeSafe]
    private static T OwnerOf<T>(void* handle)
        where T : class, IGuarded
    {
        KnowThread();
        T owner = GCHandle<T>.FromIntPtr((nint)handle).Target;
        _ = owner.Faults;
        return owner;
    }

    // When a thread of native code ends, the runtime reads what it keeps for the thread, and allocates that first if nothing has needed
    // it yet: if the heap is full then, it ends the process. Here, where the thread is new, that is an exception like any other.
    [RealTimeSafe]
    private static void KnowThread()
    {
        if (!t_isKnown)
            t_isKnown = true;
    }

    [RealTimeSafe]
    private static void Fail(IGuarded? owner, Exception exception, FaultPlace place)
    {
        (owner?.Faults ?? Unowned).Record(exception, place);
        if (owner is null)
            return;
        try
        {
            owner.Recover(place);
        }
        catch (Exception second)
        {
            owner.Faults.Record(second, place);
        }
    }
}
