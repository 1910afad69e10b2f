// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.Host.Clients;
using NetJack2.Interop;
using NetJack2.Link.Datagrams;

namespace NetJack2.Host.Linux;

/// <summary>A thread that serves a device with real-time priority. It is joined, never cancelled.</summary>
public sealed class RealTimeThread
{
    private const int StackSize = 512 * 1024;

    private readonly Action _body;
    private readonly int _priority;
    private readonly JackLog _log;
    private readonly Thread _thread;

    /// <summary>Starts the thread.</summary>
    /// <param name="name">What ps and gdb show, at most 15 characters.</param>
    /// <param name="priority">Of SCHED_FIFO; below 1, as in a server without real-time scheduling (D-52), the thread has none.</param>
    /// <param name="body">What it does; it ends when its owner makes it.</param>
    /// <param name="log">Is told where the system refuses the priority, and the thread runs all the same; and of an exception, which ends it.</param>
    public RealTimeThread(string name, int priority, Action body, JackLog log)
    {
        _body = body;
        _priority = priority;
        _log = log;
        _thread = new Thread(Run, StackSize) { IsBackground = true, Name = name };
        _thread.Start();
    }

    /// <summary>Waits for its end.</summary>
    /// <returns>False where it has not ended in this time.</returns>
    public bool Join(int milliseconds) => _thread.Join(milliseconds);

    private void Run()
    {
        if (_priority > 0 && Jack.jack_acquire_real_time_scheduling(Posix.pthread_self(), _priority) != 0)
            _log.Warn($"No real-time scheduling at priority {_priority}: expect dropouts (ulimit -r)");
        try
        {
            _body();
        }
        catch (Exception exception)
        {
            _log.Fault(exception);
        }
    }
}
