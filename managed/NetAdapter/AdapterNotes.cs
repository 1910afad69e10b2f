// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.Host.Clients;
using NetJack2.Link.Midi;

namespace NetJack2.NetAdapter;

/// <summary>MIDI notes that are on, whatever becomes of sessions and bridges meanwhile: who comes next ends what the one before can end no more.</summary>
/// <param name="counts">The adapter's ports.</param>
internal sealed class AdapterNotes(AdapterPortCounts counts)
{
    /// <summary>What JACK's clients hear. JACK's process thread.</summary>
    public NoteSet Heard { get; } = new(counts.MidiCapture);

    /// <summary>What the master was told. The thread of the network's cycles, or the control thread while there are none.</summary>
    public NoteSet Told { get; } = new(counts.MidiPlayback);
}
