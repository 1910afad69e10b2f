// SPDX-License-Identifier: GPL-2.0-or-later
namespace NetJack2.Protocol.Extension;

/// <summary>Features beyond jack2's protocol. A session uses those that both sides have.</summary>
[Flags]
public enum Capabilities
{
    /// <summary>jack2, or a peer that announced nothing.</summary>
    None = 0,

    /// <summary>Cycles travel as cycle packets instead of sync, MIDI and audio packets.</summary>
    CyclePackets = 1,

    /// <summary>A running slave accepts a new SLAVE_SETUP from its master.</summary>
    Renegotiation = 2,

    /// <summary>Cycle packets carry int16 and Opus, too.</summary>
    CodedAudio = 4,

    /// <summary>The transports of both servers are one. Needs <see cref="CyclePackets"/>.</summary>
    Transport = 8,

    /// <summary>The slave measures how long packets may be and reports it in its START_MASTER.</summary>
    MtuProbing = 16,

    /// <summary>A slave that is rejected receives the reason.</summary>
    Refusals = 32,

    /// <summary>MIDI events are repeated in later cycles. Needs <see cref="CyclePackets"/>.</summary>
    MidiRepeats = 64,

    /// <summary>Each cycle packet is resent in later cycles, as often as the block states. Needs <see cref="CyclePackets"/>.</summary>
    Redundancy = 128,

    /// <summary>Cycle packets that are asked for are sent again. Needs <see cref="CyclePackets"/>; not with
    /// <see cref="Redundancy"/>.</summary>
    Resend = 256,

    /// <summary>The master numbers its cycles for all of its slaves alike, so that they can exchange audio with each other.
    /// Needs <see cref="CyclePackets"/>.</summary>
    Mesh = 512,

    /// <summary>The master changes the network latency while the session runs, if the block states a mode. Needs
    /// <see cref="CyclePackets"/>; not with <see cref="Redundancy"/>.</summary>
    AutoLatency = 1024,

    /// <summary>Each end sends what it has measured. Needs <see cref="CyclePackets"/>.</summary>
    Reports = 2048,

    /// <summary>Both ends mark the packets of the session so that Wi-Fi sends them as voice.</summary>
    Voice = 4096,

    /// <summary>Every feature that this version implements.</summary>
    All = CyclePackets | Renegotiation | CodedAudio | Transport | MtuProbing | Refusals | MidiRepeats | Redundancy
        | Resend | Mesh | AutoLatency | Reports | Voice,
}
