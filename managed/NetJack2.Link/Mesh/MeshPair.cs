// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.Link.Cycles;
using NetJack2.Protocol.Extension;
using NetJack2.Protocol.Mesh;
using NetJack2.Protocol.Session;

namespace NetJack2.Link.Mesh;

/// <summary>Two computers of a mesh, as each of them computes it from what both have: docs/protocol-extension.md, "Mesh".</summary>
/// <param name="LinkId">The number of the link between the two.</param>
/// <param name="IsFirst">Whether this end is the one with the lower number, which sends what is called "send".</param>
/// <param name="Here">This end.</param>
/// <param name="There">The other end.</param>
public sealed record MeshPair(uint LinkId, bool IsFirst, MeshEnd Here, MeshEnd There)
{
    private const Capabilities Features =
        Capabilities.CyclePackets | Capabilities.CodedAudio | Capabilities.MidiRepeats | Capabilities.Resend | Capabilities.Reports;

    /// <summary>Audio channels from here: as many as both ends have ports for. So no end decides what the other one has to have.</summary>
    public int AudioTo => Math.Min(Here.ToAudio, There.FromAudio);

    /// <summary>Number of audio channels from the peer.</summary>
    public int AudioFrom => Math.Min(Here.FromAudio, There.ToAudio);

    /// <summary>Number of MIDI channels to the peer.</summary>
    public int MidiTo => Math.Min(Here.ToMidi, There.FromMidi);

    /// <summary>Number of MIDI channels from the peer.</summary>
    public int MidiFrom => Math.Min(Here.FromMidi, There.ToMidi);

    /// <summary>The parameters of the link.</summary>
    /// <param name="sampleRate">Frames per second of both servers.</param>
    /// <param name="period">Frames in a cycle of both servers.</param>
    /// <param name="overhead">Bytes of the headers of IP and UDP.</param>
    public SessionParameters At(int sampleRate, int period, int overhead)
    {
        // What needs fewer bytes, since its user had a reason to choose it.
        SampleEncoder encoder = (SampleEncoder)Math.Max((int)Here.Encoder, (int)There.Encoder);
        return new SessionParameters
        {
            SessionId = LinkId,
            Capabilities = Features,
            SampleRate = sampleRate,
            Period = period,
            Latency = Math.Max(Here.Latency, There.Latency),
            Mtu = Math.Min(Here.Mtu, There.Mtu),
            Overhead = overhead,
            Encoder = encoder,
            Kilobits = encoder == SampleEncoder.Opus ? KilobitsOfBoth : 0,
            SlaveSync = true,
            SendAudio = IsFirst ? AudioTo : AudioFrom,
            ReturnAudio = IsFirst ? AudioFrom : AudioTo,
            SendMidi = IsFirst ? MidiTo : MidiFrom,
            ReturnMidi = IsFirst ? MidiFrom : MidiTo,
        };
    }

    /// <summary>Returns the parameters of the direction to the peer.</summary>
    public DirectionParameters Outgoing(SessionParameters link) =>
        IsFirst ? DirectionParameters.Send(link) : DirectionParameters.Return(link);

    /// <summary>Returns the parameters of the direction from the peer.</summary>
    public DirectionParameters Incoming(SessionParameters link) =>
        (IsFirst ? DirectionParameters.Return(link) : DirectionParameters.Send(link)) with { IsPacedByReceiver = true };

    /// <inheritdoc/>
    public override string ToString() => $"link {LinkId:x8}";

    private int KilobitsOfBoth => (Here.Kilobits, There.Kilobits) switch
    {
        (0, var there) => there,
        (var here, 0) => here,
        var (here, there) => Math.Min(here, there),
    };
}
