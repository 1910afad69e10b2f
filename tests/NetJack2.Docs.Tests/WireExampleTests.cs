// SPDX-License-Identifier: GPL-2.0-or-later
using System.Runtime.InteropServices;
using NetJack2.Link.Cycles;
using NetJack2.Link.Datagrams;
using NetJack2.Link.Formats;
using NetJack2.Link.Links;
using NetJack2.Protocol;
using NetJack2.Protocol.Extension;
using NetJack2.Protocol.Mesh;
using NetJack2.Protocol.Session;
using NetJack2.Protocol.Transport;
using NetJack2.Protocol.Wire;
using NetJack2.Sessions.Handshake;

namespace NetJack2.Docs.Tests;

/// <summary>The literal bytes in docs/protocol-extension.md are those that the code sends.</summary>
public class WireExampleTests
{
    private static readonly DirectionParameters s_direction = new(
        StreamDirection.Send, SessionId: 7, Audio: 2, Midi: 1, Wantable: 2, ExamplePorts.Period, Mtu: 576);

    private static readonly SlaveRequest s_slave = new()
    {
        Target = default,
        Name = "keys",
        Mtu = 576,
        SendAudio = 2,
        ReturnAudio = 2,
        SendMidi = 1,
        ReturnMidi = 0,
        Sync = false,
        Latency = 2,
    };

    private static readonly SessionParameters s_session = new()
    {
        Mtu = 576,
        SessionId = 7,
        SendAudio = 2,
        ReturnAudio = 2,
        SendMidi = 0,
        ReturnMidi = 0,
        SampleRate = 48_000,
        Period = ExamplePorts.Period,
        SlaveSync = false,
        Latency = 2,
        Capabilities = Capabilities.All,
    };

    private static readonly Dictionary<string, Func<byte[]>> s_real = new(StringComparer.Ordinal)
    {
        ["announcement"] = () => SessionPacket.AsBytes(s_slave.ToAnnouncement("stage")).ToArray(),
        ["cycle-packet-0"] = () => Cycle(audio: true)[..548],
        ["cycle-packet-1"] = () => Cycle(audio: true)[548..],
        ["cycle-packet-int16"] = () => Cycle(audio: true, SampleEncoder.Int16),
        ["probe"] = Probe,
        ["proof"] = Proof,
        ["cycle-packet-idle"] = () => Cycle(audio: false),
        ["transport-packet"] = TransportPacket,
        ["midi-repeat"] = MidiRepeat,
        ["latency"] = LatencyPacket,
        ["report"] = Report,
        ["mesh-join"] = MeshJoin,
        ["mesh-roster"] = MeshRoster,
        ["mesh-request"] = MeshRequest,
        ["mesh-reply"] = MeshReply,
    };

    private static readonly MeshEnd s_end = new(
        ToAudio: 2, FromAudio: 2, ToMidi: 0, FromMidi: 0, Latency: 2, Mtu: 1500, SampleEncoder.Float, Kilobits: 0);

    private static byte[] MeshJoin()
    {
        byte[] datagram = new byte[JoinPacket.Size];
        JoinPacket.Write(datagram, sessionId: 7, key: 0x0102030405060708, serial: 1, s_end, first: 0);
        return datagram;
    }

    private static byte[] MeshRoster()
    {
        byte[] join = new byte[JoinPacket.Size];
        JoinPacket.Write(join, sessionId: 7, key: 0x0102030405060708, serial: 2, s_end, first: 0);
        byte[] datagram = new byte[RosterPacket.SizeOf(1)];
        byte[] host = new byte[16];
        ((HostAddress)0xC0A80715u).Write(host);
        RosterEntry entry = RosterEntry.Create(number: 1, linkId: 0x4D455348, s_end, host, port: 19_001, "stage"u8);
        RosterPacket.Write(datagram, MemoryMarshal.Read<MeshPacket>(join), version: 9, number: 0, total: 1, first: 0, [entry]);
        return datagram;
    }

    private static byte[] MeshRequest()
    {
        byte[] datagram = new byte[MeshPacket.LongestSize];
        RequestPacket.WriteRequest(
            datagram, sessionId: 7, key: 0x0102030405060708, serial: 3,
            RequestWords.Write(RequestWords.Connect, "keys/zyn:out_1", "stage/rec:in_1"));
        return datagram;
    }

    private static byte[] MeshReply()
    {
        byte[] datagram = new byte[MeshPacket.LongestSize];
        int length = RequestPacket.WriteReply(
            datagram, MemoryMarshal.Read<MeshPacket>(MeshRequest()), RequestStatus.Done,
            RequestWords.Write("stage:to_peer_1", "keys:from_peer_1"));
        return datagram[..length];
    }

    private static byte[] Proof()
    {
        byte[] field = new byte[256];
        CapabilityBlock.Write(field, s_slave.Capabilities);
        CapabilityBlock.WriteKey(field, key: 0x1112131415161718, previousId: 7);
        // 192.168.1.10
        CapabilityBlock.WriteProof(
            field, SessionProof.Of(key: 0x0102030405060708, previousId: 7, sessionId: 8, managerHigh: 0, managerLow: 0xFFFF_C0A8_010A));
        return field[^CapabilityBlock.Size..];
    }

    private static byte[] Report()
    {
        var socket = new SentDatagrams();
        using var link = new LinkChannel(
            s_session, DirectionParameters.Send(s_session), DirectionParameters.Return(s_session), socket, windowCycles: 4);
        (link.Counters.Values.Lost, link.Counters.Values.IncompleteCycles, link.Counters.Values.ConcealedFrames) = (2, 1, 512);
        link.Reports.Update(xruns: 3, load: 1250);
        // The first cycle, and the one a second later.
        const uint second = (48_000 + ExamplePorts.Period - 1) / ExamplePorts.Period;
        link.Send(new OutgoingCycle(0x3E9 - second, default, default), new ExamplePorts());
        link.Send(new OutgoingCycle(0x3E9, default, default), new ExamplePorts());
        return socket.First[..80];
    }

    private static byte[] Probe()
    {
        byte[] datagram = new byte[548];
        ProbePacket.Write(datagram, sessionId: 7, key: 0x0102030405060708);
        return datagram;
    }

    public static IEnumerable<string> Names => s_real.Keys;

    [TestCaseSource(nameof(Names))]
    public void The_bytes_of_the_worked_example_are_those_of_the_code(string name)
    {
        string dump = Page.Open("docs/protocol-extension.md")
            .Marked("bytes")
            .Single(mark => string.Equals(mark.Value, name, StringComparison.Ordinal)).Block;
        HexDump.AssertShows(dump, s_real[name]());
    }

    [Test]
    public void The_block_is_at_the_documented_offset()
    {
        byte[] announcement = s_real["announcement"]();
        Assert.That(CapabilityBlock.Read(announcement.AsSpan(336, 256)), Is.EqualTo(s_slave.Capabilities));
        announcement.AsSpan(528, 64).Clear();
        Assert.That(CapabilityBlock.Read(announcement.AsSpan(336, 256)), Is.EqualTo(Capabilities.None));
    }

    private static byte[] Cycle(bool audio, SampleEncoder encoder = SampleEncoder.Float)
    {
        var batch = new OutgoingBatch(4096, 16, 1500);
        DirectionParameters direction = audio ? s_direction : s_direction with { Midi = 0 };
        PortSet active = audio ? PortSet.First(2) : default;
        PortSet wanted = default;
        wanted.Add(1);
        using var format = new CompactFormat(direction with { Encoder = encoder });
        format.Write(batch, new OutgoingCycle(0x3E9, active, wanted), new ExamplePorts(), new LinkCounters());
        return batch.Bytes.ToArray();
    }

    // What a sender sends first in the cycle behind one in which a note began.
    private static byte[] MidiRepeat()
    {
        using var format = new CompactFormat(s_direction with { RepeatsMidi = true, Audio = 0 });
        var batch = new OutgoingBatch(4096, 16, 1500);
        format.Write(batch, new OutgoingCycle(0x3E8, default, default), new ExamplePorts { Events = 1 }, new LinkCounters());
        batch.Clear();
        format.Write(batch, new OutgoingCycle(0x3E9, default, default), new ExamplePorts { Events = 0 }, new LinkCounters());
        return batch.Bytes[..batch.Runs[0].SegmentSize].ToArray();
    }

    // What a link sends first in the cycle that its master's transport begins to roll.
    private static byte[] TransportPacket()
    {
        var socket = new SentDatagrams();
        SessionParameters session = s_session;
        using var link = new LinkChannel(
            session, DirectionParameters.Send(session), DirectionParameters.Return(session), socket, windowCycles: 4);
        link.Report(new TransportReport
        {
            State = TransportState.Rolling,
            Serial = 3,
            CommandSerial = 1,
            Position = new TransportPosition
            {
                Frame = 96_000,
                Fields = PositionFields.Beat,
                Bar = 2,
                Beat = 1,
                Tick = 0,
                BarStartTick = 7680,
                TicksPerBeat = 1920,
                BeatsPerMinute = 120,
                BeatsPerBar = 4,
                BeatType = 4,
            },
        });
        link.Send(new OutgoingCycle(0x3E9, default, default), new ExamplePorts());
        return socket.First[..168];
    }

    // What a master sends first in the cycle after a change.
    private static byte[] LatencyPacket()
    {
        var socket = new SentDatagrams();
        SessionParameters session = s_session with { LatencyMode = LatencyMode.Auto };
        using var link = new LinkChannel(
            session, DirectionParameters.Send(session), DirectionParameters.Return(session), socket, windowCycles: 4);
        link.Follow(4);
        link.ReportLatency();
        link.Send(new OutgoingCycle(0x3E9, default, default), new ExamplePorts());
        return socket.First[..52];
    }

    private sealed class SentDatagrams : IDatagramSocket
    {
        public byte[] First { get; private set; } = [];

        public SocketStatus Send(OutgoingBatch batch)
        {
            First = batch.Bytes.ToArray();
            return SocketStatus.Done;
        }

        public SocketStatus Receive(IncomingBatch batch) => SocketStatus.Empty;

        public void Dispose()
        {
        }
    }
}
