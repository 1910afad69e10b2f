// SPDX-License-Identifier: GPL-2.0-or-later
using System.Runtime.InteropServices;
using NetJack2.Host.Border;
using NetJack2.Statistics;

namespace NetJack2.Architecture.Tests.Fixtures;

/// <summary>Ways in that an exception can leave, each in the way of its name.</summary>
internal static unsafe class Unguarded
{
    private static int s_count;

    [UnmanagedCallersOnly]
    public static void Works(void* argument) => Work();

    [UnmanagedCallersOnly]
    public static void WorksBeforeTheGuard(void* argument)
    {
        Work();
        _ = Guard.Enter<Owner>(argument, FaultPlace.Cycle, &Owner.Work);
    }

    [UnmanagedCallersOnly]
    public static void WorksAfterTheGuard(void* argument)
    {
        if (!Guard.Enter<Owner>(argument, FaultPlace.Cycle, &Owner.Work))
            Work();
    }

    [UnmanagedCallersOnly]
    public static void ReadsThroughAPointerBeforeTheGuard(void** argument) => Guard.Enter<Owner>(*argument, FaultPlace.Cycle, &Owner.Work);

    [UnmanagedCallersOnly]
    public static void DividesBeforeTheGuard(int number, void* argument) =>
        Guard.Enter<Owner, int>(argument, FaultPlace.Cycle, &Owner.WorkWith, 100 / number);

    [UnmanagedCallersOnly]
    public static void CatchesByItself(void* argument)
    {
        try
        {
            Work();
        }
        catch (InvalidOperationException)
        {
            s_count = 0;
        }
    }

    public static Thread Starts() => new(Body);

    public static Thread StartsALambda() => new(static () => Work());

    public static void Body() => Work();

    private static void Work() => s_count++;
}
