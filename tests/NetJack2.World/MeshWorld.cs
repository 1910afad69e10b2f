// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.Link.Datagrams;
using NetJack2.Link.Links;
using NetJack2.Link.Mesh;
using NetJack2.Protocol.Mesh;
using NetJack2.Protocol.Session;
using NetJack2.Protocol.Wire;

namespace NetJack2.World;

/// <summary>Two slaves of one master, and the link between them.</summary>
internal sealed class MeshWorld
{
    public const uint LinkId = 0x4D45_5348;
    public const uint SecondHost = 0x0A000003;

    private const uint FirstHost = 0x0A000002;
    private const ushort Port = MeshStation.Port;

    private readonly MeshEnd _first;
    private readonly MeshEnd _second;
    private readonly int _period;

    public MeshWorld(MeshEnd first, MeshEnd second, int period = 256, int seed = 1)
    {
        (_first, _second, _period) = (first, second, period);
        World = new VirtualWorld(seed);
        Network.Mtu = Math.Min(first.Mtu, second.Mtu);
        First = Open(new MeshPair(LinkId, IsFirst: true, first, second), FirstHost, SecondHost, seed);
        Second = Open(new MeshPair(LinkId, IsFirst: false, second, first), SecondHost, FirstHost, seed + 1);
        World.Add(First);
        World.Add(Second);
    }

    public VirtualWorld World { get; }

    public VirtualNetwork Network => World.Network;

    public MeshServer First { get; private set; }

    public MeshServer Second { get; private set; }

    public long PeriodNs => First.PeriodNs;

    /// <summary>A computer with the usual ports.</summary>
    public static MeshEnd End(int audio = 2, int midi = 0, int latency = 2, SampleEncoder encoder = SampleEncoder.Float) =>
        new(audio, audio, midi, midi, latency, 1500, encoder, encoder == SampleEncoder.Opus ? 64 : 0);

    public void RunCycles(int count) => World.RunFor(count * PeriodNs);

    /// <summary>Until both have found each other and sound has faded in; then counts from 0.</summary>
    public void WarmUp()
    {
        World.RunFor(500_000_000);
        First.Seat.ResetCounts();
        Second.Seat.ResetCounts();
    }

    /// <summary>The second server ends, and another one takes its place on its address, with a window of its own.</summary>
    public void RestartSecond()
    {
        World.Remove(Second);
        Second.Seat.Link.Dispose();
        uint cycle = First.Cycle;
        Second = Open(new MeshPair(LinkId, IsFirst: false, _second, _first), SecondHost, FirstHost, seed: 3);
        Second.Cycle = cycle;
        World.Add(Second);
    }

    private MeshServer Open(MeshPair pair, uint here, uint there, int seed)
    {
        VirtualSocket socket = Network.Open(here, Port);
        _ = socket.TryConnect(new PeerAddress(there, Port));
        var coding = FakeCodecs.Prepare(pair.At(48_000, _period, DatagramOverhead.IpAndUdp));
        var channel = new LinkChannel(
            coding.Session, pair.Outgoing(coding.Session), pair.Incoming(coding.Session), socket, MeshLink.WindowCycles(coding.Session),
            coding.Codec);
        var ports = new FakePorts(pair.AudioTo, pair.MidiTo, pair.AudioFrom, pair.MidiFrom, _period);
        return new MeshServer(World.Clock, new MeshSeat(new MeshLink(channel, World.Clock), ports), seed);
    }
}
