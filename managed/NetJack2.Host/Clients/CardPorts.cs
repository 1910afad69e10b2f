// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.RealTime;

namespace NetJack2.Host.Clients;

/// <summary>The physical ports of other clients. A server that gets another driver registers all of the driver's ports anew.</summary>
/// <param name="clock">CLOCK_MONOTONIC.</param>
public sealed class CardPorts(IMonotonicClock clock)
{
    private readonly List<Port> _ports = [];
    private readonly Lock _lock = new();
    private long _changedAt;
    private bool _hasNew;

    /// <summary>A physical port is there. Any thread.</summary>
    /// <param name="id">Its number, which another port may get when it is gone.</param>
    /// <param name="name">Its full name.</param>
    /// <param name="isMidi">Whether it carries MIDI, and not audio.</param>
    /// <param name="isOutput">Whether it sends, as that of a microphone does.</param>
    /// <param name="isNew">Whether it has to be connected.</param>
    public void Add(nint id, string name, bool isMidi, bool isOutput, bool isNew)
    {
        lock (_lock)
        {
            _ports.Add(new Port(id, name, isMidi, isOutput) { IsNew = isNew });
            _hasNew |= isNew;
            _changedAt = clock.Now;
        }
    }

    /// <summary>A port was removed. Any thread.</summary>
    public void Remove(nint id)
    {
        lock (_lock)
            _ = _ports.RemoveAll(port => port.Id == id);
    }

    /// <summary>
    /// Returns the connections of new ports with an adapter's, first to first, and forgets that they are new, once no further one appears.
    /// Control thread; allocates only then.
    /// </summary>
    /// <param name="client">The adapter's name.</param>
    /// <param name="counts">Its ports.</param>
    /// <returns>Full names of sources and destinations; null before that, and if there are none.</returns>
    public IReadOnlyList<(string Source, string Destination)>? Collect(string client, AdapterPortCounts counts)
    {
        lock (_lock)
        {
            if (!_hasNew || clock.Now - _changedAt < Durations.AbsenceNs)
                return null;
            var connections = new List<(string, string)>();
            Collect(isMidi: false, isOutput: true, $"{client}:{AdapterPortTable.PlaybackName}", counts.Playback, connections);
            Collect(isMidi: false, isOutput: false, $"{client}:{AdapterPortTable.CaptureName}", counts.Capture, connections);
            Collect(isMidi: true, isOutput: true, $"{client}:{AdapterPortTable.MidiPlaybackName}", counts.MidiPlayback, connections);
            Collect(isMidi: true, isOutput: false, $"{client}:{AdapterPortTable.MidiCaptureName}", counts.MidiCapture, connections);
            foreach (Port port in _ports)
                port.IsNew = false;
            _hasNew = false;
            return connections;
        }
    }

    private void Collect(bool isMidi, bool isOutput, string prefix, int count, List<(string, string)> connections)
    {
        // In JACK's order, in which they were connected when the module was loaded.
        foreach (var (index, port) in _ports.Where(port => port.IsMidi == isMidi && port.IsOutput == isOutput)
            .OrderBy(port => port.Id).Take(count).Index())
        {
            string own = $"{prefix}{index + 1}";
            if (port.IsNew)
                connections.Add(isOutput ? (port.Name, own) : (own, port.Name));
        }
    }

    private sealed record Port(nint Id, string Name, bool IsMidi, bool IsOutput)
    {
        public bool IsNew { get; set; }
    }
}
