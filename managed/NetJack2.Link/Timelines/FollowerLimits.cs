// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.RealTime;

namespace NetJack2.Link.Timelines;

/// <summary>The limits of what one slave does to the master's transport: ten orders a second, and half a second to get ready for a start.
/// </summary>
/// <remarks>
/// They belong to the slave and not to its session: a slave that begins a session anew goes on with what it has left. In cycles; the
/// cycles of one session end before those of the next begin.
/// </remarks>
public sealed class FollowerLimits
{
    // As many as a person makes who drags the playhead, at a rate at which a server can follow.
    private const long OrderNs = Durations.SecondNs / 10;

    // An allowance is counted in the time that earns it; that of a second of orders can be saved.
    private const long MostOrdersNs = Durations.SecondNs;

    // A cycle that a start waits uses up what so many cycles earn: half a second can be used up, and is there again after ten.
    private const int HoldCost = 20;
    private const long MostHoldNs = HoldCost * Durations.SecondNs / 2;

    private long _ordersNs = MostOrdersNs;
    private long _holdNs = MostHoldNs;
    private bool _isAbandoned;
    private long _endedAt;

    /// <summary>Begins a cycle.</summary>
    /// <param name="periodNs">Its duration in nanoseconds.</param>
    [RealTimeSafe]
    public void BeginCycle(long periodNs)
    {
        _ordersNs = Math.Min(MostOrdersNs, _ordersNs + periodNs);
        _holdNs = Math.Min(MostHoldNs, _holdNs + periodNs);
    }

    /// <summary>A session has begun; the time since the last one earns like cycles. Control thread, while there are no cycles.</summary>
    /// <param name="now">Nanoseconds of CLOCK_MONOTONIC.</param>
    public void BeginSession(long now)
    {
        if (_endedAt != 0)
            BeginCycle(now - _endedAt);
        _endedAt = 0;
    }

    /// <summary>The session has ended. Control thread, while there are no cycles.</summary>
    /// <param name="now">Nanoseconds of CLOCK_MONOTONIC.</param>
    public void EndSession(long now) => _endedAt = now;

    /// <summary>Counts an order of the slave.</summary>
    /// <returns>Whether it is carried out now. If not, the slave repeats it.</returns>
    [RealTimeSafe]
    public bool TryOrder()
    {
        if (_ordersNs < OrderNs)
            return false;
        _ordersNs -= OrderNs;
        return true;
    }

    /// <summary>Notes that the transport is not starting, so the next start waits for the slave again.</summary>
    [RealTimeSafe]
    public void EndStart() => _isAbandoned = false;

    /// <summary>The slave is ready for a start, for which it has not been waited for too long.</summary>
    [RealTimeSafe]
    public void OnReady() => _holdNs = MostHoldNs;

    /// <summary>Counts a cycle of a start in which the slave is not ready.</summary>
    /// <param name="periodNs">Its duration in nanoseconds.</param>
    /// <param name="isAbandoned">Whether this is the first cycle of the start that does not wait for the slave.</param>
    /// <returns>Whether the start waits for the slave.</returns>
    [RealTimeSafe]
    public bool TryHold(long periodNs, out bool isAbandoned)
    {
        isAbandoned = false;
        if (!_isAbandoned && _holdNs >= HoldCost * periodNs)
        {
            _holdNs -= HoldCost * periodNs;
            return true;
        }
        isAbandoned = !_isAbandoned;
        _isAbandoned = true;
        return false;
    }
}
