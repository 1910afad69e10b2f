// SPDX-License-Identifier: GPL-2.0-or-later
namespace NetJack2.Host.Linux;

/// <summary>A thread for what must not be done in a cycle: it runs a step again and again until it is told to end.</summary>
/// <remarks>
/// It is joined, never cancelled: where a step hangs for too long, the thread is left behind. What it uses is closed once, by
/// whoever of both comes last.
/// A step that fails is told, and the thread goes on.
/// </remarks>
public sealed class ControlThread
{
    private const int StackSize = 256 * 1024;

    private const int Running = 0;
    private const int Ended = 1;
    private const int LeftBehind = 2;

    private readonly Action _step;
    private readonly Action<Exception> _failed;
    private readonly Action _close;
    private readonly Action? _ended;
    private readonly Thread _thread;
    private volatile bool _isStopping;
    private int _end = Running;
    private int _untold;

    /// <summary>Starts the thread.</summary>
    /// <param name="name">What ps and gdb show, at most 15 characters.</param>
    /// <param name="step">One step; it waits, bounded, for whatever it serves.</param>
    /// <param name="failed">What to do with an exception of a step.</param>
    /// <param name="close">Closes what the thread has used: on the thread that ends it, or on this one where it was left behind.</param>
    /// <param name="ended">The last thing that the thread does with what it serves, where there is such a thing.</param>
    public ControlThread(string name, Action step, Action<Exception> failed, Action close, Action? ended = null)
    {
        _step = step;
        _failed = failed;
        _close = close;
        _ended = ended;
        _thread = new Thread(Run, StackSize) { IsBackground = true, Name = name };
        _thread.Start();
    }

    /// <summary>Exceptions of steps that could not be told.</summary>
    public int Untold => Volatile.Read(ref _untold);

    /// <summary>Whether it was told to end.</summary>
    public bool IsStopping => _isStopping;

    /// <summary>Tells it to end after the present step, waits for that, and closes what it has used. Once.</summary>
    /// <param name="wake">Ends the wait of a step.</param>
    /// <param name="milliseconds">How long to wait.</param>
    /// <returns>False where it has not ended in this time: it is left behind, and closes by itself once its step has ended.</returns>
    public bool TryEnd(Action wake, int milliseconds)
    {
        _isStopping = true;
        wake();
        if (!_thread.Join(milliseconds) && Interlocked.CompareExchange(ref _end, LeftBehind, Running) == Running)
            return false;
        _close();
        return true;
    }

    private void Run()
    {
        while (!_isStopping)
        {
            try
            {
                _step();
            }
            catch (Exception exception)
            {
                Tell(exception);
                Thread.Sleep(100);
            }
        }
        if (_ended is not null)
            Do(_ended);
        if (Interlocked.CompareExchange(ref _end, Ended, Running) == LeftBehind)
            Do(_close);
    }

    private void Do(Action action)
    {
        try
        {
            action();
        }
        catch (Exception exception)
        {
            Tell(exception);
        }
    }

    // An exception in here would end the server: where there is no memory, telling may fail like everything else.
    private void Tell(Exception exception)
    {
        try
        {
            _failed(exception);
        }
        catch (Exception)
        {
            _untold++;
        }
    }
}
