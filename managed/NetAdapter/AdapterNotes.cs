// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.Host.Clients;
using NetJack2.Link.Midi;

namespace NetJack2.NetAdapter;

/// <summary>MIDI notes that are on, across sessions and bridges: the next one ends those that the one before can no longer end.</summary>
/// <param name="counts">The adapter's ports.</param>
internal sealed class AdapterNotes(AdapterPortCounts counts)
{
    /// <summary>Notes that are on in JACK's clients. JACK's process thread.</summary>
    public NoteSet Received { get; } = new(counts.MidiCapture);

    /// <summary>Notes that are on at the master. The thread of the network's cycles, or the control thread while there are none.</summary>
    public NoteSet Sent { get; } = new(counts.MidiPlayback);
}
