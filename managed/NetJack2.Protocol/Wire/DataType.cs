// SPDX-License-Identifier: GPL-2.0-or-later
namespace NetJack2.Protocol.Wire;

/// <summary>The kind of a packet's payload: a character code in the header's 32-bit field.</summary>
public enum DataType : uint
{
    /// <summary>The list of ports that the sender wants to receive.</summary>
    Sync = 's',

    /// <summary>A piece of the MIDI ports' buffers.</summary>
    Midi = 'm',

    /// <summary>Samples of the active ports, encoded as the session has agreed on.</summary>
    Audio = 'a',

    /// <summary>A piece of a whole cycle (ports wanted, MIDI, audio): only between peers that both announced it.</summary>
    Cycle = 'c',

    /// <summary>State of the sender's transport in the cycle: only between peers that both announced it.</summary>
    Transport = 't',

    /// <summary>MIDI of earlier cycles, and which notes are held: only between peers that both announced it.</summary>
    MidiRepeat = 'r',

    /// <summary>A question whether packets of this length get through, or its answer:
    /// between such peers, before a session begins.</summary>
    Probe = 'p',

    /// <summary>Which cycle packets the sender misses: only between peers that both announced it.</summary>
    ResendRequest = 'n',

    /// <summary>After how many cycles the master plays answers: only between peers that both announced it.</summary>
    Latency = 'l',

    /// <summary>Measurements of the sender: only between peers that both announced them.</summary>
    Report = 'h',
}
