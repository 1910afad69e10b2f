// SPDX-License-Identifier: GPL-2.0-or-later
using System.Runtime.InteropServices;

namespace NetJack2.Statistics;

/// <summary>The state of one session: a slot of a page. Numbers are in the machine's order.</summary>
/// <remarks>
/// <see cref="Sequence"/> and <see cref="SequenceEnd"/> are equal and even where the slot is whole; a reader that finds them otherwise
/// reads again. Counts grow while a session lasts and begin anew with the next.
/// </remarks>
[StructLayout(LayoutKind.Sequential, Pack = 8, Size = Size)]
public struct SessionStatistics
{
    /// <summary>Bytes of a slot in a page of <see cref="PageHeader.CurrentRevision"/>.</summary>
    public const int Size = 576;

    /// <summary>Bytes of a slot in a page of revision 0 to 2.</summary>
    internal const int FirstSize = 512;

    internal uint Sequence;            // +0

    /// <summary>One of <see cref="SessionState"/>; <see cref="SessionState.None"/>: the slot is free.</summary>
    public uint State;                 // +4

    /// <summary>When the state was entered, in nanoseconds of CLOCK_MONOTONIC.</summary>
    public long Since;                 // +8

    /// <summary>The other side's name, UTF-8, filled up with NULs.</summary>
    public PageText Name;                // +16

    /// <summary>Its address and port, or the name of a device, likewise.</summary>
    public PageText Peer;                // +80

    /// <summary>The session's sample rate in Hz; 0: no session runs.</summary>
    public int SampleRate;             // +144

    /// <summary>Frames per cycle; 0: no session runs.</summary>
    public int Period;                 // +148

    /// <summary>The network latency in cycles, 0…30; 0 of a card.</summary>
    public int Latency;                // +152

    /// <summary>The MTU: bytes of an IP packet.</summary>
    public int Mtu;                    // +156

    /// <summary>Audio ports master to slave, or that a card captures.</summary>
    public int SendAudio;              // +160

    /// <summary>Audio ports slave to master, or that a card plays.</summary>
    public int ReturnAudio;            // +164

    /// <summary>MIDI ports master to slave; 0 of a card.</summary>
    public int SendMidi;               // +168

    /// <summary>MIDI ports slave to master; 0 of a card.</summary>
    public int ReturnMidi;             // +172

    /// <summary>How samples travel, as numbered on the wire.</summary>
    public int Encoder;                // +176

    /// <summary>1: the slave's server is synchronous.</summary>
    public int SlaveSync;              // +180

    /// <summary>Features beyond jack2's protocol that both sides have, as in the capability block; 0 with jack2.</summary>
    public int Capabilities;           // +184

    /// <summary>The round trip in frames, as published on the ports.</summary>
    public int RoundTripFrames;        // +188

    /// <summary>The counters and measurements of the session.</summary>
    public SessionCounters Counters;   // +192

    /// <summary>Whether the latency changes, as numbered on the wire: 0 constant (or not reported), 1 auto, 2 auto:stable.
    /// </summary>
    public int LatencyMode;            // +504

    internal uint SequenceEnd;         // +508

    /// <summary>The measurements by the other side. A reader of older pages does not know these bytes.</summary>
    public PeerCounters Reported;      // +512

    /// <summary>Whether two copies of a slot are of one writing of it.</summary>
    public readonly bool IsSameWriting(in SessionStatistics other) => Sequence == other.Sequence;
}
