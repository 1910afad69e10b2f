// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.RealTime;

namespace NetJack2.Resampling.Bridge;

/// <summary>Time stamps, in seconds, of far blocks on their way to the near side. One thread puts, one removes; wait-free.</summary>
internal sealed class StampQueue
{
    // Seconds of the shortest blocks; a reader that is late by more has failed already.
    private const int Capacity = 1024;

    private readonly (long Frame, double Time)[] _stamps = new (long, double)[Capacity];
    private long _put;
    private long _taken;

    /// <summary>Puts the stamp of a block: its frame, and seconds. Dropped where the queue is full. Far side.</summary>
    [RealTimeSafe]
    public void Put(long frame, double time)
    {
        if (_put - Volatile.Read(ref _taken) == Capacity)
            return;
        _stamps[_put & (Capacity - 1)] = (frame, time);
        Volatile.Write(ref _put, _put + 1);
    }

    /// <summary>Removes the oldest stamp; false where there is none. Near side.</summary>
    [RealTimeSafe]
    public bool TryDequeue(out long frame, out double time)
    {
        (frame, time) = (0, 0);
        if (_taken == Volatile.Read(ref _put))
            return false;
        (frame, time) = _stamps[_taken & (Capacity - 1)];
        Volatile.Write(ref _taken, _taken + 1);
        return true;
    }
}
