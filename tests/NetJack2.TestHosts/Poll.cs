// SPDX-License-Identifier: GPL-2.0-or-later
using System.Diagnostics;

namespace NetJack2.TestHosts;

/// <summary>Waiting for something that sends no notice when it happens.</summary>
public static class Poll
{
    private static readonly TimeSpan s_interval = TimeSpan.FromMilliseconds(5);

    /// <summary>Waits until <paramref name="condition"/> holds; returns how long that took.</summary>
    public static Task<TimeSpan> UntilAsync(Func<bool> condition, TimeSpan limit, string what)
        => UntilAsync(() => Task.FromResult(condition()), limit, what);

    /// <inheritdoc cref="UntilAsync(Func{bool}, TimeSpan, string)"/>
    public static async Task<TimeSpan> UntilAsync(Func<Task<bool>> condition, TimeSpan limit, string what)
    {
        long start = Stopwatch.GetTimestamp();
        while (!await condition())
        {
            if (Stopwatch.GetElapsedTime(start) > limit) throw new TimeoutException($"not within {limit.TotalSeconds:0.0} s: {what}");
            await Task.Delay(s_interval);
        }

        return Stopwatch.GetElapsedTime(start);
    }
}
