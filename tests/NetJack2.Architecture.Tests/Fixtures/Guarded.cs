// SPDX-License-Identifier: GPL-2.0-or-later
using System.Runtime.InteropServices;
using NetJack2.Host.Border;
using NetJack2.Statistics;

namespace NetJack2.Architecture.Tests.Fixtures;

/// <summary>Ways in that no exception leaves.</summary>
internal static unsafe class Guarded
{
    [UnmanagedCallersOnly]
    public static void Enters(void* argument) => Guard.Enter<Owner>(argument, FaultPlace.Cycle, &Owner.Work);

    [UnmanagedCallersOnly]
    public static void EntersWithTwoArguments(uint first, int second, void* argument) =>
        Guard.Enter<Owner, (uint, int)>(argument, FaultPlace.Cycle, &Owner.WorkWithTwo, (first, second));

    [UnmanagedCallersOnly]
    public static int Returns(void* argument)
    {
        _ = Guard.Enter<Owner>(argument, FaultPlace.Cycle, &Owner.Work);
        return 0;
    }

    [UnmanagedCallersOnly]
    public static void DoesNothing(void* argument)
    {
    }

    public static Thread Starts() => new(Body);

    public static void Body() => Guard.Call(&Owner.Log);
}
