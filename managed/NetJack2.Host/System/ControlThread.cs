namespace NetJack2.Host;

/// <summary>A thread for what must not be done in a cycle: it runs a step again and again until it is told to end.</summary>
/// <remarks>It is joined, never cancelled. A step that fails is told to the log, and the thread goes on.</remarks>
public sealed class ControlThread
{
    private const int StackSize = 256 * 1024;

    private readonly Action _step;
    private readonly Action<Exception> _failed;
    private readonly Action _ended;
    private readonly Thread _thread;
    private volatile bool _isStopping;

    /// <summary>Starts the thread.</summary>
    /// <param name="name">What ps and gdb show, at most 15 characters.</param>
    /// <param name="step">One step; it waits, bounded, for whatever it serves.</param>
    /// <param name="failed">What to do with an exception of a step.</param>
    /// <param name="ended">The last thing that the thread does.</param>
    public ControlThread(string name, Action step, Action<Exception> failed, Action ended)
    {
        _step = step;
        _failed = failed;
        _ended = ended;
        _thread = new Thread(Run, StackSize) { IsBackground = true, Name = name };
        _thread.Start();
    }

    /// <summary>Whether it was told to end.</summary>
    public bool IsStopping => _isStopping;

    /// <summary>Tells it to end after the present step, which the caller wakes.</summary>
    public void Stop() => _isStopping = true;

    /// <summary>Waits for its end.</summary>
    /// <returns>False where it has not ended in this time.</returns>
    public bool Join(int milliseconds) => _thread.Join(milliseconds);

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
                _failed(exception);
                Thread.Sleep(100);
            }
        }
        try
        {
            _ended();
        }
        catch (Exception exception)
        {
            _failed(exception);
        }
    }
}
