// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.RealTime;

namespace NetJack2.Host.Clients;

/// <summary>Ports that appear one by one, as those of another driver of the server do, until they are all there. Any thread.</summary>
/// <param name="clock">CLOCK_MONOTONIC.</param>
public sealed class NewPorts(IMonotonicClock clock)
{
    private readonly HashSet<nint> _ports = [];
    private readonly Lock _lock = new();
    private long _changedAt;

    /// <summary>Notes that a port has appeared. Any thread.</summary>
    /// <param name="port">Its number, which another port may get once this one is removed.</param>
    public void Add(nint port)
    {
        lock (_lock)
        {
            _ports.Add(port);
            _changedAt = clock.Now;
        }
    }

    /// <summary>Notes that a port was removed. Any thread.</summary>
    public void Remove(nint port)
    {
        lock (_lock)
            _ports.Remove(port);
    }

    /// <summary>Returns the new ports and forgets them, once no further one appears. Allocates only then.</summary>
    /// <returns>Null before that, and if there are none.</returns>
    public IReadOnlySet<nint>? Collect()
    {
        lock (_lock)
        {
            if (_ports.Count == 0 || clock.Now - _changedAt < Durations.AbsenceNs)
                return null;
            var collected = new HashSet<nint>(_ports);
            _ports.Clear();
            return collected;
        }
    }
}
