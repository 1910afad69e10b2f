// SPDX-License-Identifier: GPL-2.0-or-later
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace NetJack2.Statistics;

/// <summary>How one session is: a slot of a page. Numbers are in the machine's order.</summary>
/// <remarks>
/// <see cref="Sequence"/> and <see cref="SequenceEnd"/> are equal and even where the slot is whole; a reader that finds them otherwise
/// reads again. Counts grow while a session lasts and begin anew with the next.
/// </remarks>
[StructLayout(LayoutKind.Sequential, Pack = 8, Size = Size)]
public struct SessionStatistics
{
    /// <summary>Bytes.</summary>
    public const int Size = 512;

    internal uint Sequence;            // +0

    /// <summary>One of <see cref="SessionState"/>.</summary>
    public uint State;                 // +4

    /// <summary>When the state was entered, in nanoseconds of CLOCK_MONOTONIC.</summary>
    public long Since;                 // +8

    /// <summary>The other side's name, UTF-8, filled up with NULs.</summary>
    public PageText Name;                // +16

    /// <summary>Its address and port, or the name of a device, likewise.</summary>
    public PageText Peer;                // +80

    /// <summary>Frames per second.</summary>
    public int SampleRate;             // +144

    /// <summary>Frames in a cycle.</summary>
    public int Period;                 // +148

    /// <summary>Network latency in cycles.</summary>
    public int Latency;                // +152

    /// <summary>Bytes of an IP packet.</summary>
    public int Mtu;                    // +156

    /// <summary>Audio ports master to slave, or that a card captures.</summary>
    public int SendAudio;              // +160

    /// <summary>Audio ports slave to master, or that a card plays.</summary>
    public int ReturnAudio;            // +164

    /// <summary>MIDI ports master to slave.</summary>
    public int SendMidi;               // +168

    /// <summary>MIDI ports slave to master.</summary>
    public int ReturnMidi;             // +172

    /// <summary>How samples travel, as numbered on the wire.</summary>
    public int Encoder;                // +176

    /// <summary>1: the slave's server is synchronous.</summary>
    public int SlaveSync;              // +180

    /// <summary>Features beyond jack2's protocol that both sides have, as in the capability block; 0 with jack2.</summary>
    public int Capabilities;           // +184

    /// <summary>Frames there and back, as published on the ports.</summary>
    public int RoundTripFrames;        // +188

    /// <summary>Cycles run.</summary>
    public long Cycles;                // +192

    /// <summary>Packets sent.</summary>
    public long Sent;                  // +200

    /// <summary>Sends that the system had no room for, or that failed.</summary>
    public long SendFailures;          // +208

    /// <summary>Packets taken in.</summary>
    public long Received;              // +216

    /// <summary>Packets that had not come when their cycle was played.</summary>
    public long Lost;                  // +224

    /// <summary>Cycles played with a gap.</summary>
    public long IncompleteCycles;      // +232

    /// <summary>Packets that came after their cycle was played.</summary>
    public long Late;                  // +240

    /// <summary>Packets that had come before.</summary>
    public long Duplicate;             // +248

    /// <summary>Packets that came in time, but after one of a later cycle.</summary>
    public long Reordered;             // +256

    /// <summary>Packets of another session or of an unknown sender.</summary>
    public long Foreign;               // +264

    /// <summary>Datagrams that are no packet.</summary>
    public long Malformed;             // +272

    /// <summary>MIDI events that did not fit where they had to go.</summary>
    public long MidiDropped;           // +280

    /// <summary>When the last packet came, in nanoseconds of CLOCK_MONOTONIC; 0: none yet.</summary>
    public long LastReceived;          // +288

    /// <summary>Cycles of the other side that are there and not played yet.</summary>
    public int WindowFill;             // +296

    /// <summary>Collections of the .NET runtime since the session began.</summary>
    public int Collections;            // +300

    /// <summary>Bytes that the .NET runtime allocated since the session began.</summary>
    public long AllocatedBytes;        // +304

    /// <summary>Of an adapter: frames of the other clock for each frame of JACK's, divided by their nominal ratio; 0: none.</summary>
    public double Ratio;               // +312

    /// <summary>Of an adapter: how far its buffer is from where it should be, in frames.</summary>
    public double LoopError;           // +320

    /// <summary>Of an adapter: times that it faded out, realigned and faded in.</summary>
    public long Realignments;          // +328

    /// <summary>Of an adapter: times that the card had to be started again.</summary>
    public long CardRestarts;          // +336

    /// <summary>Frames that were made up in the place of lost ones, all ports together; -1: not known.</summary>
    public long ConcealedFrames;       // +344

    /// <summary>On a master: nanoseconds from sending a cycle until its answer was there, smoothed; 0: not known.</summary>
    /// <remarks>The answer is looked for once in a cycle, with a latency of 0 all the time: that is how fine it is.</remarks>
    public long RoundTrip;             // +352

    /// <summary>The longest of them in this session.</summary>
    public long RoundTripWorst;        // +360

    /// <summary>Nanoseconds that this end's own work takes in a cycle, waiting left out, smoothed; 0: not known.</summary>
    public long ProcessTime;           // +368

    /// <summary>The longest of them in this session.</summary>
    public long ProcessWorst;          // +376

    /// <summary>Xruns of the server since the session's client is there; -1: not known.</summary>
    public long Xruns;                 // +384

    /// <summary>Of an adapter: times that frames had not come in time, to JACK or to the other side.</summary>
    public long Holes;                 // +392

    /// <summary>Kilobits per second and channel, where the encoder compresses.</summary>
    public int Kilobits;               // +400

    /// <summary>The session's number on the wire.</summary>
    public uint SessionId;             // +404

    /// <summary>Lost packets of which another copy came in time; with redundancy.</summary>
    public long Recovered;             // +408

    /// <summary>Packets that came again although they had come before, as both ends had agreed; with redundancy.</summary>
    public long Copies;                // +416

    /// <summary>Lost MIDI events that were played all the same, because the peer had repeated them.</summary>
    public long MidiRecovered;         // +424

    /// <summary>Notes and pedals that were ended because their end may be among what was lost.</summary>
    public long NotesEnded;            // +432

    private readonly Reserved _reserved; // +440

    internal uint SequenceEnd;         // +508

    /// <summary>Whether two copies of a slot are of one writing of it.</summary>
    public readonly bool IsSameWriting(in SessionStatistics other) => Sequence == other.Sequence;

    /// <summary>Values of an adapter's bridge between two clocks.</summary>
    /// <param name="drift">How much faster than nominal the other clock is, in ppm.</param>
    /// <param name="error">See <see cref="LoopError"/>.</param>
    /// <param name="realignments">See <see cref="Realignments"/>.</param>
    /// <param name="holes">See <see cref="Holes"/>.</param>
    public void SetBridge(double drift, double error, long realignments, long holes)
    {
        Ratio = 1 + (drift * 1e-6);
        LoopError = error;
        Realignments = realignments;
        Holes = holes;
    }

    [InlineArray(17)]
    private struct Reserved
    {
        private int _first;
    }
}
