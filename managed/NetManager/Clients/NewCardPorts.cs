// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.RealTime;

namespace NetJack2.NetManager.Clients;

/// <summary>Physical ports that appeared after a client: a server that gets another driver registers all of them anew.</summary>
public sealed class NewCardPorts(IMonotonicClock clock, Action changed)
{
    private readonly HashSet<nint> _ports = [];
    private readonly Lock _lock = new();
    private long _changedAt;

    /// <summary>A physical port has appeared. Any thread.</summary>
    public void OnPortAdded(nint port)
    {
        lock (_lock)
        {
            _ports.Add(port);
            _changedAt = clock.Now;
        }
        changed();
    }

    /// <summary>A port was removed, and its number may become that of another one. Any thread.</summary>
    public void OnPortRemoved(nint port)
    {
        lock (_lock)
            _ports.Remove(port);
    }

    /// <summary>Returns the new ports and forgets them, once no further one appears. Control thread.</summary>
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
