// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.RealTime;

namespace NetJack2.Link.Timelines;

/// <summary>Limits of one slave's orders to the master's transport: some a second, and half a second to get ready for a start.</summary>
/// <param name="sampleRate">Frames per second.</param>
/// <param name="period">Frames per cycle.</param>
internal struct FollowerLimits(int sampleRate, int period)
{
    // As many as a person makes who drags the playhead, at a rate at which a server can follow.
    private const int OrdersPerSecond = 10;

    // A cycle that a start waits costs as much as so many cycles bring back: half a second can be used up, and is back after ten.
    private const int HoldCost = 20;

    // Credit is counted in frames; a second of it can be saved.
    private readonly int _mostCredit = sampleRate;
    private readonly int _period = period;
    private int _credit = sampleRate;
    private int _holdCredit = HoldCost * sampleRate / 2;
    private bool _isAbandoned;

    /// <summary>Begins a cycle.</summary>
    [RealTimeSafe]
    public void BeginCycle()
    {
        _credit = Math.Min(_mostCredit, _credit + _period);
        _holdCredit = Math.Min(MostHoldCredit, _holdCredit + _period);
    }

    /// <summary>Whether the slave's order is carried out now. If not, the slave repeats it.</summary>
    [RealTimeSafe]
    public bool TryOrder()
    {
        int cost = _mostCredit / OrdersPerSecond;
        if (_credit < cost)
            return false;
        _credit -= cost;
        return true;
    }

    /// <summary>The transport is not starting.</summary>
    [RealTimeSafe]
    public void EndStart() => _isAbandoned = false;

    /// <summary>The slave is ready for a start, for which it has not been waited for too long.</summary>
    [RealTimeSafe]
    public void OnReady() => _holdCredit = MostHoldCredit;

    /// <summary>The slave is not ready in this cycle of a start.</summary>
    /// <param name="isAbandoned">Whether this is the first cycle of the start that does not wait for the slave.</param>
    /// <returns>Whether the start waits for the slave.</returns>
    [RealTimeSafe]
    public bool TryHold(out bool isAbandoned)
    {
        isAbandoned = false;
        if (!_isAbandoned && _holdCredit >= HoldCost * _period)
        {
            _holdCredit -= HoldCost * _period;
            return true;
        }
        isAbandoned = !_isAbandoned;
        _isAbandoned = true;
        return false;
    }

    private readonly int MostHoldCredit => HoldCost * _mostCredit / 2;
}
