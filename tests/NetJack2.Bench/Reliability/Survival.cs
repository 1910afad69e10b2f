// SPDX-License-Identifier: GPL-2.0-or-later
namespace NetJack2.Bench.Reliability;

/// <summary>Runs in which a server may end or stop responding.</summary>
internal static class Survival
{
    /// <summary>The result of a run; null if a server ended or hung, so that a port or a result was missing.</summary>
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
