// SPDX-License-Identifier: GPL-2.0-or-later
namespace NetJack2.Bench.Reliability;

/// <summary>Runs that a server may not live through.</summary>
internal static class Survival
{
    /// <summary>A run's result; null where a server that died or hangs ended it: no port answers, no probe has a result.</summary>
    public static async Task<T?> OrDeadAsync<T>(Func<Task<T>> run)
        where T : class
    {
        try
        {
            return await run();
        }
        catch (Exception failure) when (failure is InvalidOperationException or TimeoutException)
        {
            Console.WriteLine($"did not survive: {failure.Message.Split('\n')[0]}");
            return null;
        }
    }
}
