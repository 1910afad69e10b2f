// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.RealTime;

namespace NetJack2.Link.Midi;

/// <summary>A note that is on, or a sustain pedal that is down.</summary>
/// <param name="Port">MIDI port, from 0.</param>
/// <param name="Channel">0…15.</param>
/// <param name="Number">0…127, or <see cref="NoteSet.Pedal"/>.</param>
public readonly record struct HeldNote(int Port, int Channel, int Number)
{
    /// <summary>Bytes of the event that ends it.</summary>
    public const int EndSize = 3;

    /// <summary>Writes the event that ends it.</summary>
    [RealTimeSafe]
    public void WriteEnd(Span<byte> data)
    {
        bool isPedal = Number == NoteSet.Pedal;
        data[0] = (byte)((isPedal ? 0xB0 : 0x80) | Channel);
        data[1] = (byte)(isPedal ? 64 : Number);
        data[2] = (byte)(isPedal ? 0 : 64);
    }
}
