namespace NetJack2.Protocol;

/// <summary>What two peers agreed on: numbers that are all in their ranges.</summary>
/// <remarks>Made once from a validated <see cref="SessionPacket"/>; nothing behind this point checks them again.</remarks>
public sealed record SessionParameters
{
    /// <summary>Bytes of an IP packet, 576…9000.</summary>
    public required int Mtu { get; init; }

    /// <summary>How many of them are headers of IP and UDP: <see cref="DatagramOverhead"/>.</summary>
    public int Overhead { get; init; } = DatagramOverhead.IpAndUdp;

    /// <summary>The session's number.</summary>
    public required uint SessionId { get; init; }

    /// <summary>Audio ports master to slave, 0…255.</summary>
    public required int SendAudio { get; init; }

    /// <summary>Audio ports slave to master, 0…255.</summary>
    public required int ReturnAudio { get; init; }

    /// <summary>MIDI ports master to slave, 0…255.</summary>
    public required int SendMidi { get; init; }

    /// <summary>MIDI ports slave to master, 0…255.</summary>
    public required int ReturnMidi { get; init; }

    /// <summary>Frames per second.</summary>
    public required int SampleRate { get; init; }

    /// <summary>Frames per cycle, 1…8192.</summary>
    public required int Period { get; init; }

    /// <summary>Whether the slave's answer to a cycle holds data of that cycle (true) or of the one before.</summary>
    public required bool SlaveSync { get; init; }

    /// <summary>Cycles between a packet of the master and the answer that it plays, 0…30.</summary>
    public required int Latency { get; init; }

    /// <summary>What the two can do beyond the original's protocol.</summary>
    public required Capabilities Capabilities { get; init; }

    /// <summary>Frames from a slave's playback port to the master's client and back: what both sides publish halves of.</summary>
    public int RoundTripFrames => (Latency + (SlaveSync ? 0 : 1)) * Period;

    /// <summary>Frames from the master's ports to the slave's: half the network latency, rounded down.</summary>
    public int SendLatencyFrames => Latency * Period / 2;

    /// <summary>Frames from the slave's ports to the master's: the rest of the round trip.</summary>
    public int ReturnLatencyFrames => RoundTripFrames - SendLatencyFrames;
}
