// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.Host.Border;
using NetJack2.RealTime;
using NetJack2.Statistics;

namespace NetJack2.Host.Linux;

/// <summary>A thread for work that must not be done in a cycle: it runs a step repeatedly until it is stopped.</summary>
/// <remarks>
/// It is joined, never cancelled: where a step takes too long, the thread is abandoned. What it uses is closed once, by
/// the last of the two. A step that fails is counted and reported, and the thread goes on.
/// </remarks>
public sealed unsafe class ControlThread : IGuarded
{
    private const int StackSize = 256 * 1024;

    // After a step that failed. What makes it fail may last.
    private const int PauseMs = 100;

    private const int Running = 0;
    private const int Ended = 1;
    private const int Abandoned = 2;

    private static int s_open;

    private readonly Action _step;
    private readonly IControlLog _log;
    private readonly FaultReport[] _reports;
    private readonly Action _close;
    private readonly Action? _ended;
    private readonly Thread _thread;
    private volatile bool _isStopping;
    private volatile bool _isLeft;
    private int _end = Running;

    /// <summary>A thread that runs nothing before <see cref="Start"/>, so that its steps find what is assigned to.</summary>
    /// <param name="name">What ps and gdb show, at most 15 characters.</param>
    /// <param name="step">One step; it waits, bounded, for whatever it serves.</param>
    /// <param name="faults">The module's exceptions, to which those of the steps are added; the thread reports them.</param>
    /// <param name="log">Where they are reported, and a thread that does not end.</param>
    /// <param name="close">Closes what the thread has used: on the thread that ends it, or on this one where it was abandoned.</param>
    /// <param name="ended">The last thing that the thread does with what it serves, where there is such a thing.</param>
    public ControlThread(string name, Action step, FaultRecord faults, IControlLog log, Action close, Action? ended = null)
    {
        Faults = faults;
        _step = step;
        _log = log;
        _reports = [new FaultReport(faults, log), new FaultReport(Guard.Unowned, log)];
        _close = close;
        _ended = ended;
        _thread = new Thread(Run, StackSize) { IsBackground = true, Name = name };
    }

    /// <summary>Starts the thread. Once.</summary>
    public void Start()
    {
        _ = Interlocked.Increment(ref s_open);
        _thread.Start();
    }

    /// <summary>Whether the thread was asked to end.</summary>
    public bool IsStopping => _isStopping;

    /// <inheritdoc/>
    public FaultRecord Faults { get; }

    /// <inheritdoc/>
    [RealTimeSafe]
    public void Recover(FaultPlace place)
    {
        // A step leaves nothing behind that the next one would not find.
    }

    /// <summary>Ends the thread after the present step, waits for that, and closes what it used. Once.</summary>
    /// <remarks>Where it has not ended in this time, it is abandoned with a line in the log, and closes by itself once its step has ended.
    /// </remarks>
    /// <param name="wake">Ends the wait of a step.</param>
    /// <param name="milliseconds">How long to wait.</param>
    public void End(Action wake, int milliseconds)
    {
        _isStopping = true;
        wake();
        _isLeft = true;
        if (!_thread.Join(milliseconds) && Interlocked.CompareExchange(ref _end, Abandoned, Running) == Running)
            _log.Warn("The control thread does not end; it is abandoned");
        else
            CloseAll();
    }

    /// <summary>Makes the thread end after the present step, and then close what it used. Once. Does not wait.</summary>
    /// <param name="wake">Ends the wait of a step.</param>
    public void Leave(Action wake)
    {
        // The thread reads this when its step has ended, so that it is never too early.
        Volatile.Write(ref _end, Abandoned);
        _isStopping = true;
        wake();
        _isLeft = true;
    }

    private void Run() => Guard.Run(this, FaultPlace.Control, &RunSteps);

    private static void RunSteps(ControlThread thread)
    {
        while (!thread._isStopping)
        {
            if (!Guard.Run(thread, FaultPlace.Control, &Step))
                Thread.Sleep(PauseMs);
            _ = Guard.Run(thread, FaultPlace.Control, &Report);
        }
        if (thread._ended is not null)
            _ = Guard.Run(thread, FaultPlace.Control, &EndServing);
        _ = Guard.Run(thread, FaultPlace.Control, &ReportLast);
        if (Interlocked.CompareExchange(ref thread._end, Ended, Running) != Abandoned)
            return;
        // What wakes it is closed too.
        while (!thread._isLeft)
            Thread.Sleep(1);
        _ = Guard.Run(thread, FaultPlace.Control, &Close);
    }

    private static void Step(ControlThread thread) => thread._step();

    private static void EndServing(ControlThread thread) => thread._ended!();

    private static void Close(ControlThread thread) => thread.CloseAll();

    // While something runs there are no collections. Without one afterwards, what each load leaves would add up to 32 MB.
    private void CloseAll()
    {
        try
        {
            _close();
        }
        finally
        {
            if (Interlocked.Decrement(ref s_open) == 0)
                GC.Collect();
        }
    }

    private static void Report(ControlThread thread)
    {
        foreach (FaultReport report in thread._reports)
            report.Poll();
    }

    private static void ReportLast(ControlThread thread)
    {
        foreach (FaultReport report in thread._reports)
            report.Finish();
    }
}
