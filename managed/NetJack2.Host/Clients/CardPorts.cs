// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.RealTime;

namespace NetJack2.Host.Clients;

/// <summary>The physical ports of other clients. A server that gets another driver registers all of the driver's ports anew.</summary>
/// <param name="clock">CLOCK_MONOTONIC.</param>
public sealed class CardPorts(IMonotonicClock clock)
{
    private readonly List<Port> _ports = [];
    private readonly Lock _lock = new();
    private readonly NewPorts _new = new(clock);

    /// <summary>Adds a physical port that has appeared. Any thread.</summary>
    /// <param name="id">Its number, which another port may get once this one is removed.</param>
    /// <param name="name">Its full name.</param>
    /// <param name="isMidi">Whether it carries MIDI, and not audio.</param>
    /// <param name="isOutput">Whether it sends, as that of a microphone does.</param>
    /// <param name="isNew">Whether <see cref="CollectNew"/> returns it.</param>
    public void Add(nint id, string name, bool isMidi, bool isOutput, bool isNew)
    {
        lock (_lock)
            _ports.Add(new Port(id, name, isMidi, isOutput));
        if (isNew)
            _new.Add(id);
    }

    /// <summary>Removes a port, which may be none of these. Any thread.</summary>
    public void Remove(nint id)
    {
        lock (_lock)
            _ = _ports.RemoveAll(port => port.Id == id);
        _new.Remove(id);
    }

    /// <summary>The connections of all ports with an adapter's, first to first.</summary>
    /// <param name="client">The adapter's name.</param>
    /// <param name="counts">Its ports.</param>
    /// <returns>Full names of sources and destinations.</returns>
    public IReadOnlyList<(string Source, string Destination)> ConnectionsOf(string client, AdapterPortCounts counts) =>
        Connections(client, counts, _ => true);

    /// <summary>
    /// Returns the connections of new ports with an adapter's, and forgets that they are new, once no further one appears.
    /// Control thread; allocates only then.
    /// </summary>
    /// <param name="client">The adapter's name.</param>
    /// <param name="counts">Its ports.</param>
    /// <returns>As <see cref="ConnectionsOf"/>; null before that, and if there are none.</returns>
    public IReadOnlyList<(string Source, string Destination)>? CollectNew(string client, AdapterPortCounts counts) =>
        _new.Collect() is { } ids ? Connections(client, counts, ids.Contains) : null;

    private List<(string Source, string Destination)> Connections(string client, AdapterPortCounts counts, Predicate<nint> isWanted)
    {
        var connections = new List<(string, string)>();
        lock (_lock)
        {
            Add(isMidi: false, isOutput: true, AdapterPortTable.PlaybackName, counts.Playback);
            Add(isMidi: false, isOutput: false, AdapterPortTable.CaptureName, counts.Capture);
            Add(isMidi: true, isOutput: true, AdapterPortTable.MidiPlaybackName, counts.MidiPlayback);
            Add(isMidi: true, isOutput: false, AdapterPortTable.MidiCaptureName, counts.MidiCapture);
        }
        return connections;

        // In JACK's order, whichever of them are wanted.
        void Add(bool isMidi, bool isOutput, string prefix, int count)
        {
            foreach (var (index, port) in _ports.Where(port => port.IsMidi == isMidi && port.IsOutput == isOutput)
                .OrderBy(port => port.Id).Take(count).Index())
            {
                string own = $"{client}:{prefix}{index + 1}";
                if (isWanted(port.Id))
                    connections.Add(isOutput ? (port.Name, own) : (own, port.Name));
            }
        }
    }

    private sealed record Port(nint Id, string Name, bool IsMidi, bool IsOutput);
}
