// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.Protocol.Extension;
using NetJack2.Protocol.Wire;

namespace NetJack2.Protocol.Session;

/// <summary>The parameters that two peers agreed on: numbers that are all in their ranges.</summary>
/// <remarks>Made once from a validated <see cref="SessionPacket"/>; nothing behind this point checks them again.</remarks>
public sealed record SessionParameters
{
    /// <summary>The least latency that an automatic one has, in cycles, and with which it begins.</summary>
    public const int LeastAutoLatency = 2;

    // The greatest that an automatic one has: the cycles of a fifth of a second, which is more than can be played with, but never fewer
    // than the usual constant one.
    private const int AutoLatencyDivisor = 5, LeastMostLatency = 5;

    /// <summary>Bytes of an IP packet, 576…9000.</summary>
    public required int Mtu { get; init; }

    /// <summary>How many of them are headers of IP and UDP: <see cref="DatagramOverhead"/>.</summary>
    public int Overhead { get; init; } = DatagramOverhead.IpAndUdp;

    /// <summary>The session's number, which every packet of it carries; the manager chose it.</summary>
    public required uint SessionId { get; init; }

    /// <summary>Audio ports master to slave, 0…255.</summary>
    public required int SendAudio { get; init; }

    /// <summary>Audio ports slave to master, 0…255.</summary>
    public required int ReturnAudio { get; init; }

    /// <summary>MIDI ports master to slave, 0…255.</summary>
    public required int SendMidi { get; init; }

    /// <summary>MIDI ports slave to master, 0…255.</summary>
    public required int ReturnMidi { get; init; }

    /// <summary>The master's sample rate in Hz, 8000…768000.</summary>
    public required int SampleRate { get; init; }

    /// <summary>Frames per cycle, 16…8192.</summary>
    public required int Period { get; init; }

    /// <summary>Whether the slave's answer to a cycle holds data of that cycle (true) or of the one before.</summary>
    public required bool SlaveSync { get; init; }

    /// <summary>Cycles between a packet of the master and the answer that it plays, 0…30. Where the latency changes, it is the one with
    /// which the session begins.</summary>
    public required int Latency { get; init; }

    /// <summary>Whether the latency is to change, where both ends can do that.</summary>
    public LatencyMode LatencyMode { get; init; }

    /// <summary>Features beyond jack2's protocol that both sides have.</summary>
    public required Capabilities Capabilities { get; init; }

    /// <summary>How samples travel, in both directions: float, int16 or Opus.</summary>
    public SampleEncoder Encoder { get; init; }

    /// <summary>Kilobits (of 1024 bits) per second and channel, where the encoder compresses: 8…512. Else without meaning.</summary>
    public int Kilobits { get; init; }

    /// <summary>Frames by which coding delays the audio of either direction:
    /// the codec's look-ahead, and what waits for whole frames.</summary>
    public int CodingDelay { get; init; }

    /// <summary>Whether cycles travel as cycle packets: coded audio needs a peer that accepts it in them.</summary>
    public bool UsesCyclePackets =>
        Capabilities.HasFlag(Capabilities.CyclePackets)
            && (Encoder == SampleEncoder.Float || Capabilities.HasFlag(Capabilities.CodedAudio));

    /// <summary>Whether both servers share one transport; packets beside the cycles' carry its state.</summary>
    public bool SharesTransport => UsesCyclePackets && Capabilities.HasFlag(Capabilities.Transport);

    /// <summary>In how many later cycles each cycle packet is sent again, 0…4.
    /// Needs a latency of two cycles for each, and one more.</summary>
    public int Copies { get; init; }

    /// <summary>Whether each end asks for the cycle packets that it misses, and sends again those that it is asked for.</summary>
    public bool Resends => UsesCyclePackets && Copies == 0 && Capabilities.HasFlag(Capabilities.Resend);

    /// <summary>Whether the master changes the latency while the session runs.</summary>
    public bool IsLatencyAutomatic =>
        UsesCyclePackets && Copies == 0 && LatencyMode != LatencyMode.Constant && Capabilities.HasFlag(Capabilities.AutoLatency);

    /// <summary>The greatest latency that the session can have, in cycles: an automatic one has those of 0.2 s, 5…30.</summary>
    public int MostLatency => IsLatencyAutomatic
        ? Math.Clamp(SampleRate / (AutoLatencyDivisor * Period), LeastMostLatency, SessionValidator.MaxLatency)
        : Latency;

    /// <summary>Whether the master's packets carry the number that the cycle has for all of its slaves.</summary>
    public bool SharesCycles => UsesCyclePackets && Capabilities.HasFlag(Capabilities.Mesh);

    /// <summary>Whether each end sends what it has measured.</summary>
    public bool SharesReports => UsesCyclePackets && Capabilities.HasFlag(Capabilities.Reports);

    /// <summary>Whether both ends mark their packets so that Wi-Fi sends them as voice.</summary>
    public bool IsVoice => Capabilities.HasFlag(Capabilities.Voice);

    /// <summary>Whether MIDI events are repeated in packets beside those of later cycles.</summary>
    public bool RepeatsMidi => UsesCyclePackets && Capabilities.HasFlag(Capabilities.MidiRepeats);

    /// <summary>Frames of audio from a slave's playback port to the master's client and back:
    /// what the two sides publish parts of.</summary>
    public int RoundTripFrames => MidiRoundTripFrames + (2 * CodingDelay);

    /// <summary>Frames from the master's audio ports to the slave's:
    /// half the network latency, rounded down, and the delay of coding.</summary>
    public int SendLatencyFrames => MidiSendLatencyFrames + CodingDelay;

    /// <summary>Frames from the slave's audio ports to the master's: the rest of the round trip.</summary>
    public int ReturnLatencyFrames => RoundTripFrames - SendLatencyFrames;

    /// <summary>The same of MIDI, in frames: MIDI is not coded.</summary>
    public int MidiRoundTripFrames => (Latency + (SlaveSync ? 0 : 1)) * Period;

    /// <summary>Frames from the master's MIDI ports to the slave's.</summary>
    public int MidiSendLatencyFrames => Latency * Period / 2;

    /// <summary>Frames from the slave's MIDI ports to the master's.</summary>
    public int MidiReturnLatencyFrames => MidiRoundTripFrames - MidiSendLatencyFrames;

    /// <summary>The same session with its present latency, in cycles.</summary>
    public SessionParameters WithLatency(int latency) => latency == Latency ? this : this with { Latency = latency };

    /// <inheritdoc/>
    /// <remarks>In place of the text with all members that the compiler would write, and each module would contain.</remarks>
    public override string ToString() => $"session {SessionId:x8}";
}
