// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.Host.Border;
using NetJack2.Host.Logging;
using NetJack2.Statistics;

namespace NetJack2.Architecture.Tests.Fixtures;

/// <summary>What the fixtures of the guard enter.</summary>
internal sealed class Owner : IGuarded
{
    private static int s_count;

    public FaultRecord Faults { get; } = new();

    public static void Work(Owner owner) => s_count++;

    public static void WorkWith(Owner owner, int number) => s_count += number;

    public static void WorkWithTwo(Owner owner, (uint First, int Second) numbers) => s_count += numbers.Second;

    public static void Log(JackLog log) => s_count++;

    [RealTime.RealTimeSafe]
    public void Recover(FaultPlace place)
    {
    }
}
