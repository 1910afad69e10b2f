// SPDX-License-Identifier: GPL-2.0-or-later
namespace NetJack2.SystemTests.Harness;

/// <summary>Admits fixtures by their lane: at most so many at a time as the lane permits, and never two lanes at once.</summary>
/// <remarks>All fixtures wait here from the beginning of a run, so that the lanes come one after the other. Any thread may call.</remarks>
/// <param name="isBusy">Whether something beside the system tests keeps the processors busy, so that the lane Alone may not open;
/// null: nothing does.</param>
internal sealed class LaneGate(Func<bool>? isBusy = null)
{
    private readonly Lock _lock = new();
    private readonly List<(Lane Lane, bool IsUrgent, int Seconds, TaskCompletionSource Admitted)> _waiting = []; // the longest first
    private Lane _lane;
    private int _running;
    private bool _isOpen;

    /// <summary>Lets in those who wait. Before this, all wait.</summary>
    public void Open()
    {
        lock (_lock)
        {
            _isOpen = true;
            Admit();
        }
    }

    /// <summary>Lets in those who may run now: to be called when the processors may no longer be busy.</summary>
    public void Update()
    {
        lock (_lock) Admit();
    }

    /// <summary>Completes when a fixture of this lane may run.</summary>
    /// <param name="seconds">About how long it takes.</param>
    public Task EnterAsync(Lane lane, int seconds = 0)
    {
        lock (_lock) return Wait(lane, isUrgent: false, seconds);
    }

    /// <summary>A fixture that was admitted has ended.</summary>
    public void Leave()
    {
        lock (_lock)
        {
            _running--;
            Admit();
        }
    }

    /// <summary>
    /// Completes when a fixture that was admitted runs alone: no other is admitted before, and the others have ended, pause, or wait too.
    /// </summary>
    public Task BecomeAloneAsync()
    {
        lock (_lock)
        {
            _running--;
            return Wait(Lane.Alone, isUrgent: true, seconds: 0);
        }
    }

    /// <summary>
    /// Between two tests of a fixture that was admitted: completes when it may go on, which is later if another one waits to be alone.
    /// </summary>
    public Task PauseAsync(Lane lane)
    {
        lock (_lock)
        {
            if (!_waiting.Exists(waiter => waiter.IsUrgent)) return Task.CompletedTask;
            _running--;
            return Wait(lane, isUrgent: false, seconds: int.MaxValue);
        }
    }

    /// <summary>A fixture that ran alone goes on in its own lane.</summary>
    public void Rejoin(Lane lane)
    {
        lock (_lock)
        {
            _lane = lane;
            Admit();
        }
    }

    private static int Width(Lane lane) => lane switch
    {
        Lane.Untimed => 8,
        Lane.Tolerant => 6,
        _ => 1,
    };

    private Task Wait(Lane lane, bool isUrgent, int seconds)
    {
        var admitted = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        int shorter = _waiting.FindIndex(waiter => waiter.Seconds < seconds);
        _waiting.Insert(shorter < 0 ? _waiting.Count : shorter, (lane, isUrgent, seconds, admitted));
        Admit();
        return admitted.Task;
    }

    private void Admit()
    {
        while (_isOpen && Next() is >= 0 and var index)
        {
            var (lane, _, _, admitted) = _waiting[index];
            _waiting.RemoveAt(index);
            _lane = lane;
            _running++;
            admitted.SetResult();
        }
    }

    /// <summary>Who is admitted next; negative: none now.</summary>
    private int Next()
    {
        int urgent = _waiting.FindIndex(waiter => waiter.IsUrgent);
        if (_running > 0) return urgent >= 0 || _running >= Width(_lane) ? -1 : _waiting.FindIndex(waiter => waiter.Lane == _lane);
        if (urgent >= 0 || _waiting.Count == 0) return urgent;
        Lane first = _waiting.Min(waiter => waiter.Lane);
        if (first == Lane.Alone && isBusy?.Invoke() == true) return -1;
        return _waiting.FindIndex(waiter => waiter.Lane == first);
    }
}
