// SPDX-License-Identifier: GPL-2.0-or-later
using System.Runtime.InteropServices;

namespace NetJack2.Statistics;

/// <summary>The numbers of a session: what its cycles count, and what is measured of it. They lie in a page as they lie here.</summary>
/// <remarks>
/// A new number is a field here, in place of reserved bytes at the end, and a line of <see cref="SessionFields"/>. Each number has one
/// writer, and no lock. The comments give the offset in a slot. Two numbers of the session's parameters lie among the others:
/// <see cref="Kilobits"/> and <see cref="SessionId"/>.
/// </remarks>
[StructLayout(LayoutKind.Sequential, Pack = 8, Size = Size)]
public struct SessionCounters
{
    /// <summary>Bytes of these numbers in a slot.</summary>
    public const int Size = 312;

    /// <summary>Number of cycles that were run.</summary>
    public long Cycles;                // +192

    /// <summary>Number of packets that were sent.</summary>
    public long Sent;                  // +200

    /// <summary>Sends that the system had no room for, or that failed.</summary>
    public long SendFailures;          // +208

    /// <summary>Number of packets that were received and accepted.</summary>
    public long Received;              // +216

    /// <summary>Packets that had not arrived when their cycle was played.</summary>
    public long Lost;                  // +224

    /// <summary>Cycles that were played although packets of them were missing.</summary>
    public long IncompleteCycles;      // +232

    /// <summary>Packets that arrived after their cycle was played.</summary>
    public long Late;                  // +240

    /// <summary>Packets that were received before; copies of the redundancy are in <see cref="Copies"/>.</summary>
    public long Duplicate;             // +248

    /// <summary>Packets that arrived in time, but after one of a later cycle.</summary>
    public long Reordered;             // +256

    /// <summary>Packets of another session or of an unknown sender.</summary>
    public long Foreign;               // +264

    /// <summary>Datagrams that are no valid packet of the protocol.</summary>
    public long Malformed;             // +272

    /// <summary>MIDI events that were dropped for lack of room in a packet or in a port.</summary>
    public long MidiDropped;           // +280

    /// <summary>When the last packet arrived, in nanoseconds of CLOCK_MONOTONIC; 0: none yet.</summary>
    public long LastReceived;          // +288

    /// <summary>Cycles of the other side that have arrived and are not played yet.</summary>
    public int WindowFill;             // +296

    /// <summary>Collections of the .NET runtime since the session began.</summary>
    public int Collections;            // +300

    /// <summary>Bytes that the .NET runtime allocated since the session began.</summary>
    public long AllocatedBytes;        // +304

    /// <summary>Of an adapter: frames of the other clock for each frame of JACK's, divided by their nominal ratio; 0: none.</summary>
    public double Ratio;               // +312

    /// <summary>Of an adapter: how far its buffer is from where it should be, in frames.</summary>
    public double LoopError;           // +320

    /// <summary>Of an adapter: how often it faded out, realigned and faded in.</summary>
    public long Realignments;          // +328

    /// <summary>Of an adapter: how often the card had to be started again.</summary>
    public long CardRestarts;          // +336

    /// <summary>Samples of all ports that concealed losses; -1: not known.</summary>
    public long ConcealedFrames;       // +344

    /// <summary>On a master: nanoseconds from sending a cycle until its answer was there, smoothed; 0: not known.</summary>
    /// <remarks>Answers are received once in a cycle, with a latency of 0 all the time: that is the resolution.</remarks>
    public long RoundTrip;             // +352

    /// <summary>The longest <see cref="RoundTrip"/> of this session, in nanoseconds.</summary>
    public long RoundTripWorst;        // +360

    /// <summary>Nanoseconds that this end's own work takes in a cycle, waiting left out, smoothed; 0: not known.</summary>
    public long ProcessTime;           // +368

    /// <summary>The longest <see cref="ProcessTime"/> of this session, in nanoseconds.</summary>
    public long ProcessWorst;          // +376

    /// <summary>Xruns of the server since the session's client is there; -1: not known.</summary>
    public long Xruns;                 // +384

    /// <summary>Of an adapter: how often frames were missing, towards JACK or towards the other side.</summary>
    public long Holes;                 // +392

    /// <summary>Kilobits per second and channel, where the encoder compresses.</summary>
    public int Kilobits;               // +400

    /// <summary>The session's number on the wire.</summary>
    public uint SessionId;             // +404

    /// <summary>Lost packets that arrived in time when they were sent again.</summary>
    public long Recovered;             // +408

    /// <summary>Packets that were sent again without use: the first one had arrived, or they were too late.</summary>
    public long Copies;                // +416

    /// <summary>Lost MIDI events that were played all the same, because the peer had repeated them.</summary>
    public long MidiRecovered;         // +424

    /// <summary>Notes and pedals that were ended because their end may have been lost.</summary>
    public long NotesEnded;            // +432

    /// <summary>Exceptions that the module's own code threw where none may happen: defects. The cycle was replaced by silence.</summary>
    public long Faults;                // +440

    /// <summary>The type of the first of them, by its HRESULT; 0: none.</summary>
    public int FirstFault;             // +448

    /// <summary>Where it happened, a number of <see cref="FaultPlace"/>.</summary>
    public int FirstFaultPlace;        // +452

    /// <summary>Of a slave without a session: why the last attempt failed (<see cref="SearchProblem"/>); 0: none failed.</summary>
    public int LastProblem;            // +456

    /// <summary>Why the last session with this peer ended (<see cref="SessionEnd"/>); 0: none has ended.</summary>
    public int LastEnd;                // +460

    /// <summary>Missing packets that the peer was asked for, each counted again when it was asked for again.</summary>
    public long Asked;                 // +464

    /// <summary>Packets that were sent again because the peer asked for them.</summary>
    public long Answered;              // +472

    /// <summary>Microseconds by which half of the cycles of the last ten minutes were complete before they had to be played.</summary>
    public int MarginMedian;           // +480

    /// <summary>The same of 999 cycles in a thousand, at least; negative: too late.</summary>
    public int MarginUsual;            // +484

    /// <summary>The same of the worst cycle; negative: too late.</summary>
    public int MarginWorst;            // +488

    /// <summary>The least network latency, in cycles, with which none of them would have been too late at this end.</summary>
    /// <remarks>On a master that is the way there and back; on a slave, how long it had to wait for packets of a cycle.</remarks>
    public int LatencyNeeded;          // +492

    /// <summary>How many cycles that were; 0: none, and the four numbers before have no meaning.</summary>
    public int MarginCycles;           // +496

    /// <summary>How many seconds, at most 600.</summary>
    public int MarginSeconds;          // +500

    /// <summary>Copies all numbers while their writer goes on. Each of them is whole. Allocates nothing.</summary>
    public readonly void CopyTo(ref SessionCounters target)
    {
        ReadOnlySpan<long> from = MemoryMarshal.Cast<SessionCounters, long>(new ReadOnlySpan<SessionCounters>(in this));
        Span<long> to = MemoryMarshal.Cast<SessionCounters, long>(new Span<SessionCounters>(ref target));
        for (int index = 0; index < from.Length; index++)
            to[index] = Volatile.Read(in from[index]);
    }

    /// <summary>Whether the numbers of an adapter's bridge between two clocks are there.</summary>
    public readonly bool HasBridge => Ratio != 0 && double.IsFinite(DriftPpm) && double.IsFinite(LoopError);

    /// <summary>How much faster than nominal an adapter's other clock is, in ppm.</summary>
    public readonly double DriftPpm => (Ratio - 1) * 1e6;

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
}
