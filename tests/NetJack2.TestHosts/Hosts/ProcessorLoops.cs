// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.TestHosts.Processes;

namespace NetJack2.TestHosts.Hosts;

/// <summary>A loop for each processor of this machine, that ends with this.</summary>
public sealed class ProcessorLoops : IAsyncDisposable
{
    private readonly List<HostProcess> _loops = [];

    private ProcessorLoops()
    {
    }

    /// <summary>Keeps the processors from sleeping, as <c>idle=poll</c> does for a studio's.</summary>
    /// <remarks>
    /// Where the machine is a virtual one, its host takes milliseconds to bring back a processor that has slept; everything that wakes is
    /// late then, whatever wrote it. The loops have the scheduler's idle class: they get what no other thread wants.
    /// They cost the host's whole power, so they are for measuring, while nothing is built.
    /// </remarks>
    public static Task<ProcessorLoops> StartIdleAsync()
        => StartAsync("idle loop", ["chrt", "--idle", "0", "sh", "-c", "while :; do :; done"]);

    /// <summary>Other work, as good as any; for a minute of each processor's time at most.</summary>
    public static Task<ProcessorLoops> StartBusyAsync() => StartAsync("other work", ["sh", "-c", "ulimit -t 60; while :; do :; done"]);

    private static async Task<ProcessorLoops> StartAsync(string title, string[] command)
    {
        var processors = new ProcessorLoops();
        try
        {
            for (int processor = 0; processor < Environment.ProcessorCount; processor++)
                processors._loops.Add(await HostProcess.StartAsync(title, command));
        }
        catch
        {
            await processors.DisposeAsync();
            throw;
        }
        return processors;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (HostProcess loop in _loops)
            await loop.DisposeAsync();
    }
}
