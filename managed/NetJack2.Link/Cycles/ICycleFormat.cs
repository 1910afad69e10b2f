// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.Link.Datagrams;
using NetJack2.Link.Ports;
using NetJack2.Protocol;
using NetJack2.Protocol.Wire;
using NetJack2.RealTime;

namespace NetJack2.Link.Cycles;

/// <summary>How the cycles of one direction become packets, and packets become cycles again.</summary>
public interface ICycleFormat : IDisposable
{
    /// <summary>The most bytes of a cycle's packets.</summary>
    int MaxBytes { get; }

    /// <summary>The most packets of a cycle.</summary>
    int MaxPackets { get; }

    /// <summary>
    /// Whether a peer may number its cycles by a counter of its own, or not at all. Where not, numbers are taken as they are.
    /// </summary>
    bool PeerMayMisnumber
    {
        [RealTimeSafe]
        get;
    }

    /// <summary>Bytes of memory that a slot takes.</summary>
    long SlotBytes { get; }

    /// <summary>A slot for one cycle of this direction.</summary>
    CycleSlot CreateSlot();

    /// <summary>Puts a cycle's packets into the batch. Events of MIDI that do not fit are counted and left out.</summary>
    [RealTimeSafe]
    void Write(OutgoingBatch batch, OutgoingCycle cycle, IPortBuffers ports, LinkCounters counters);

    /// <summary>Puts a packet of the right session, direction and cycle into its slot. Trusts nothing in it.</summary>
    [RealTimeSafe]
    PacketVerdict Accept(PacketReader packet, CycleSlot slot);

    /// <summary>Whether a packet is one that was sent before, and was to be sent again.</summary>
    [RealTimeSafe]
    bool IsCopy(PacketReader packet);

    /// <summary>Whether all packets of the cycle have arrived.</summary>
    [RealTimeSafe]
    bool IsComplete(CycleSlot slot);

    /// <summary>Silences the samples that have not arrived.</summary>
    /// <returns>How many packets are missing.</returns>
    [RealTimeSafe]
    int FillGaps(CycleSlot slot);

    /// <summary>Fills the connected ports with the audio of a cycle whose gaps are filled.
    /// Once for each cycle that is played, in order.</summary>
    /// <param name="cycle">The cycle's number.</param>
    /// <param name="slot">The packets of it that have arrived; null: none.</param>
    /// <param name="connected">Incoming ports that are connected here; the others are not touched.</param>
    /// <param name="ports">The port buffers.</param>
    /// <returns>How many samples a decoder made up.</returns>
    [RealTimeSafe]
    int DeliverAudio(uint cycle, CycleSlot? slot, PortSet connected, IPortBuffers ports);

    /// <summary>Finds the next frames of a port that are lost. Not those of coded audio: its decoder has filled in for them.</summary>
    /// <param name="slot">The packets of the cycle that have arrived; null: none.</param>
    /// <param name="port">An incoming audio port.</param>
    /// <param name="from">The first frame of the search.</param>
    /// <returns>The frames; none, where from there on nothing is lost.</returns>
    [RealTimeSafe]
    FrameRange FindGap(CycleSlot? slot, int port, int from);

    /// <summary>Whether all MIDI events of the cycle have arrived.</summary>
    [RealTimeSafe]
    bool HasAllMidi(CycleSlot slot);

    /// <summary>Plays the cycle's events. Events that have not arrived are left out.</summary>
    [RealTimeSafe]
    void DeliverMidi(CycleSlot slot, IMidiSink sink, LinkCounters counters);

    /// <summary>Follows the notes of a cycle that is run and not sent, so that none of them is stuck at the peer.</summary>
    [RealTimeSafe]
    void Skip(IPortBuffers ports);

    /// <summary>All notes of the outgoing ports end with the next cycle that is sent: no client reads what would end them.</summary>
    [RealTimeSafe]
    void EndNotes();
}
