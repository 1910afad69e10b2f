// SPDX-License-Identifier: GPL-2.0-or-later
namespace NetJack2.Protocol.Extension;

/// <summary>What a peer can do beyond the original's protocol. A session uses what both sides can.</summary>
[Flags]
public enum Capabilities
{
    /// <summary>An original, or a peer that announced nothing.</summary>
    None = 0,

    /// <summary>Cycles travel as cycle packets instead of sync, MIDI and audio packets.</summary>
    CyclePackets = 1,

    /// <summary>A running slave accepts a new SLAVE_SETUP from its master.</summary>
    Renegotiation = 2,

    /// <summary>Cycle packets carry int16 and Opus, too.</summary>
    CodedAudio = 4,

    /// <summary>The transports of both servers are one. Needs <see cref="CyclePackets"/>.</summary>
    Transport = 8,

    /// <summary>The slave finds out how long packets may be, and says so in its START_MASTER.</summary>
    MtuProbing = 16,

    /// <summary>MIDI events are repeated in later cycles. Needs <see cref="CyclePackets"/>.</summary>
    MidiRepeats = 64,

    /// <summary>Each cycle packet is sent again in later cycles, as often as the block says. Needs <see cref="CyclePackets"/>.</summary>
    Redundancy = 128,

    /// <summary>All that this implementation can.</summary>
    All = CyclePackets | Renegotiation | CodedAudio | Transport | MtuProbing | MidiRepeats | Redundancy,
}
