namespace NetJack2.Engine;

/// <summary>What a link counts. Written by the thread that runs its cycles, read by any: numbers that only grow.</summary>
public sealed class LinkCounters
{
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
}
