// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.Host.Clients;
using NetJack2.Link.Midi;
using NetJack2.RealTime;

namespace NetJack2.NetAdapter;

/// <summary>MIDI notes that are on, across sessions and bridges: the next one ends those that the one before can no longer end.
/// And the events that found no room.</summary>
/// <param name="counts">The adapter's ports.</param>
internal sealed class AdapterNotes(AdapterPortCounts counts)
{
    private long _dropped;

    /// <summary>Notes that are on in JACK's clients. JACK's process thread.</summary>
    public NoteSet Received { get; } = new(counts.MidiCapture);

    /// <summary>Notes that are on at the master. The thread of the network's cycles, or the control thread while there are none.</summary>
    public NoteSet Sent { get; } = new(counts.MidiPlayback);

    /// <summary>Events that JACK's side had no room for since the module was loaded. Any thread.</summary>
    public long Dropped => Volatile.Read(ref _dropped);

    /// <summary>Counts such an event. JACK's process thread.</summary>
    [RealTimeSafe]
    public void Drop() => Volatile.Write(ref _dropped, _dropped + 1);
}
