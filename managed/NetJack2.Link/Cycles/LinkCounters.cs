// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.Link.Datagrams;
using NetJack2.RealTime;

namespace NetJack2.Link.Cycles;

/// <summary>What a link counts. Written by the thread that runs its cycles, read by any: numbers that only grow, and a few that tell of now.</summary>
public sealed class LinkCounters
{
    // A new value counts for a sixteenth.
    private const int SmoothingShift = 4;

    /// <summary>Cycles run.</summary>
    public long Cycles;

    /// <summary>Packets sent.</summary>
    public long Sent;

    /// <summary>Sends that the kernel had no room for, or that failed.</summary>
    public long SendFailures;

    /// <summary>What the last of them was.</summary>
    public SocketStatus LastFailure;

    /// <summary>Packets taken in.</summary>
    public long Received;

    /// <summary>Packets that had not come when their cycle was played.</summary>
    public long Lost;

    /// <summary>Cycles that were played with a gap.</summary>
    public long IncompleteCycles;

    /// <summary>Samples, of all ports, that were made up in place of lost ones, or cross-faded with such; silence is not counted.</summary>
    public long ConcealedFrames;

    /// <summary>Packets that came after their cycle was played.</summary>
    public long Late;

    /// <summary>Packets that had come before.</summary>
    public long Duplicate;

    /// <summary>Packets that came after one of a later cycle, in time.</summary>
    public long Reordered;

    /// <summary>Packets of another session, direction or cycle range.</summary>
    public long Foreign;

    /// <summary>Datagrams that are no packet of this session's form.</summary>
    public long Malformed;

    /// <summary>MIDI events that did not fit where they had to go.</summary>
    public long MidiDropped;

    /// <summary>Packets that came again although they had come before, as both ends had agreed.</summary>
    public long Copies;

    /// <summary>Packets that were lost, and of which another copy came in time.</summary>
    public long Recovered;

    /// <summary>MIDI events that were lost and played all the same, in time or late: the peer had repeated them.</summary>
    public long MidiRecovered;

    /// <summary>Notes and pedals that were ended here, because their end may be among what was lost.</summary>
    public long NotesEnded;

    /// <summary>Times that the peer's host said that nobody listens.</summary>
    public long Refused;

    /// <summary>When the last packet of the session came, in time or late, by the link's clock.</summary>
    public long LastReceived;

    /// <summary>Cycles of the other side that are there behind the one that is played.</summary>
    public long WindowFill;

    /// <summary>Nanoseconds from sending a cycle until its answer was there, smoothed. Master's end.</summary>
    public long RoundTrip;

    /// <summary>The longest of them.</summary>
    public long RoundTripWorst;

    /// <summary>Nanoseconds that the link's work takes in a cycle, waiting left out, smoothed.</summary>
    public long ProcessTime;

    /// <summary>The longest of them.</summary>
    public long ProcessWorst;

    /// <summary>Counts an answer.</summary>
    [RealTimeSafe]
    public void CountRoundTrip(long nanoseconds)
    {
        RoundTrip = Smooth(RoundTrip, nanoseconds);
        RoundTripWorst = Math.Max(RoundTripWorst, nanoseconds);
    }

    /// <summary>Counts a cycle's work.</summary>
    [RealTimeSafe]
    public void CountProcess(long nanoseconds)
    {
        ProcessTime = Smooth(ProcessTime, nanoseconds);
        ProcessWorst = Math.Max(ProcessWorst, nanoseconds);
    }

    [RealTimeSafe]
    private static long Smooth(long before, long now) => before == 0 ? now : before + ((now - before) >> SmoothingShift);
}
