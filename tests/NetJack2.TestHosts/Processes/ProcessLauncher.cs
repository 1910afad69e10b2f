// SPDX-License-Identifier: GPL-2.0-or-later
using System.Collections.Concurrent;
using System.Diagnostics;

namespace NetJack2.TestHosts.Processes;

/// <summary>Starts processes that the kernel kills when we end, however we end.</summary>
/// <remarks>
/// PR_SET_PDEATHSIG speaks of the parent <em>thread</em>: a process started from the thread pool would be killed when an idle pool thread
/// retires. So one thread, which lives as long as we do, starts them all.
/// </remarks>
internal static class ProcessLauncher
{
    private static readonly BlockingCollection<Action> s_work = [];

    static ProcessLauncher()
    {
        var thread = new Thread(() =>
        {
            foreach (Action start in s_work.GetConsumingEnumerable()) start();
        })
        { IsBackground = true, Name = "process launcher" };
        thread.Start();
    }

    public static Task StartAsync(Process process)
    {
        var started = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        s_work.Add(() =>
        {
            try
            {
                process.Start();
                started.SetResult();
            }
            catch (Exception e)
            {
                started.SetException(e);
            }
        });
        return started.Task;
    }
}
