// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.Host.Border;
using NetJack2.Interop;
using NetJack2.RealTime;
using NetJack2.Statistics;

namespace NetJack2.Host.Linux;

/// <summary>A thread that serves a device with real-time priority. It is joined, never cancelled.</summary>
public sealed unsafe class RealTimeThread : IGuarded
{
    private const int StackSize = 512 * 1024;

    private readonly Action _body;
    private readonly int _priority;
    private readonly IControlLog _log;
    private readonly Thread _thread;

    /// <summary>Starts the thread.</summary>
    /// <param name="name">What ps and gdb show, at most 15 characters.</param>
    /// <param name="priority">Of SCHED_FIFO; below 1, as in a server without real-time scheduling (D-52), the thread has none.</param>
    /// <param name="body">What it does; it ends when its owner makes it.</param>
    /// <param name="faults">Where an exception is noted, which ends the thread.</param>
    /// <param name="log">Receives a warning where the system refuses the priority; the thread runs all the same.</param>
    public RealTimeThread(string name, int priority, Action body, FaultRecord faults, IControlLog log)
    {
        Faults = faults;
        _body = body;
        _priority = priority;
        _log = log;
        _thread = new Thread(Run, StackSize) { IsBackground = true, Name = name };
        _thread.Start();
    }

    /// <inheritdoc/>
    public FaultRecord Faults { get; }

    /// <inheritdoc/>
    [RealTimeSafe]
    public void Recover(FaultPlace place)
    {
        // The thread ends; its owner sees that by itself.
    }

    /// <summary>Waits at most so many milliseconds for the thread's end.</summary>
    /// <returns>False where it has not ended in this time.</returns>
    public bool Join(int milliseconds) => _thread.Join(milliseconds);

    private void Run() => Guard.Run(this, FaultPlace.Cycle, &RunBody);

    private static void RunBody(RealTimeThread thread)
    {
        if (thread._priority > 0 && Jack.jack_acquire_real_time_scheduling(Posix.pthread_self(), thread._priority) != 0)
            thread._log.Warn($"No real-time scheduling at priority {thread._priority}: expect dropouts (ulimit -r)");
        thread._body();
    }
}
