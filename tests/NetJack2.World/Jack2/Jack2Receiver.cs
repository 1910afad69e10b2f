// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.Protocol.Tests.Midi;
using System.Buffers.Binary;
using NetJack2.Link.Cycles;
using NetJack2.Link.Datagrams;
using NetJack2.Protocol.Session;

namespace NetJack2.World.Jack2;

/// <summary>The receiving half of jack2, which trusts what it gets: whatever would harm a real one fails the test.</summary>
internal sealed class Jack2Receiver(DirectionParameters direction)
{
    // What a JACK port buffer holds, whatever the period.
    private const int PortFrames = 8192;

    private readonly byte[] _staging = new byte[direction.Midi * 4 * direction.Period];
    private readonly byte[] _int16 = new byte[direction.Audio * 2 * direction.Period];
    private int _midiPackets;

    public float[][] Ports { get; } = [.. Enumerable.Range(0, direction.Audio).Select(_ => new float[PortFrames])];

    /// <summary>The ports of the other direction that the peer wants.</summary>
    public List<int> Wanted { get; private set; } = [.. Enumerable.Range(0, direction.Wantable)];

    public List<(int Port, uint Time, byte[] Data)> Events { get; } = [];

    /// <summary>Frames behind its ports' buffers that this peer tolerates:
    /// 8192 where they are JACK's, the period where they are its own.</summary>
    public int RoomForFrames { get; set; } = PortFrames;

    /// <summary>Bytes of its MIDI port buffers: 32 KiB where they are JACK's, 4 a frame where they are libjacknet's.</summary>
    public int MidiPortSize { get; set; } = 32_768;

    /// <summary>Rules 13.1 and 13.2.</summary>
    public void CheckHeader(ReadOnlySpan<byte> packet)
    {
        Check(packet.Length >= 48 && packet.Length <= direction.Mtu, "a length that its buffer holds");
        Check(packet[..8].SequenceEqual("header\0\0"u8), "the magic: anything else hangs it");
        Check(Jack2Packets.Field(packet, 24) == packet.Length, "the size that came");
        Check(
            Jack2Packets.Field(packet, 12) == (uint)direction.Stream && Jack2Packets.Field(packet, 16) == direction.SessionId,
            "its stream and session: others hang it");
        Check(packet[11] is (byte)'s' or (byte)'m' or (byte)'a', "a type that it knows: others hang it");
    }

    public void ReceiveSync(ReadOnlySpan<byte> packet)
    {
        int count = Jack2Packets.Field(packet, 28);
        Check(count <= direction.Wantable && packet.Length == 48 + (4 * count), "as many ports as it has");
        Wanted = [];
        for (int index = 0; index < count; index++)
        {
            int port = Jack2Packets.Field(packet, 48 + (4 * index));
            Check(port >= 0 && port < direction.Wantable, "ports that there are: others abort its server");
            Wanted.Add(port);
        }
    }

    public void ReceiveAudio(ReadOnlySpan<byte> packet)
    {
        Check(direction.Audio != 0, "audio only where there are channels");
        if (direction.Encoder == SampleEncoder.Int16)
        {
            ReceiveInt16(packet);
            return;
        }
        int ports = Jack2Packets.Field(packet, 28);
        int frames = Jack2Packets.FramesPerPacket(ports, direction);
        int start = Jack2Packets.Field(packet, 36) * frames;
        if (Jack2Packets.Field(packet, 36) == 0)
            Clear();
        Check(packet.Length == 48 + (ports * (4 + (4 * frames))), "blocks of the size that it computes");
        Check(ports == 0 || start + frames <= RoomForFrames, "samples within its port buffers");
        for (int index = 0; index < ports; index++)
        {
            ReadOnlySpan<byte> block = packet[(48 + (index * (4 + (4 * frames))))..];
            int port = Jack2Packets.Field(block, 0);
            Check(port >= 0 && port < direction.Audio, "ports that there are");
            for (int frame = 0; frame < frames; frame++)
                Ports[port][start + frame] = BinaryPrimitives.ReadSingleLittleEndian(block[(4 + (4 * frame))..]);
        }
    }

    private void ReceiveInt16(ReadOnlySpan<byte> packet)
    {
        int index = Jack2Packets.Field(packet, 36);
        (int packets, int start, int size) = Jack2Packets.Int16Piece(direction, index);
        Check(Jack2Packets.Field(packet, 40) == direction.Period, "counted frames: it converts as many (D-09)");
        Check(index < packets && packet.Length == 48 + (direction.Audio * size), "pieces of the sizes that it computes");
        for (int port = 0; port < direction.Audio; port++)
            packet.Slice(48 + (port * size), size).CopyTo(_int16.AsSpan(2 * ((port * direction.Period) + start)));
        if (Jack2Packets.Field(packet, 44) != 1)
            return;
        for (int port = 0; port < direction.Audio; port++)
        {
            for (int frame = 0; frame < direction.Period; frame++)
                Ports[port][frame] = BinaryPrimitives.ReadInt16LittleEndian(
                    _int16.AsSpan(2 * ((port * direction.Period) + frame))) * (1 / 32767f);
        }
    }

    public void ReceiveMidi(ReadOnlySpan<byte> packet)
    {
        Check(direction.Midi != 0, "MIDI only where there are channels");
        int offset = Jack2Packets.Field(packet, 36) * (direction.Mtu - 48);
        Check(offset + packet.Length - 48 <= _staging.Length, "as much MIDI as its staging buffer holds (D-58)");
        packet[48..].CopyTo(_staging.AsSpan(offset));
        if (++_midiPackets != Jack2Packets.Field(packet, 20))
            return;
        _midiPackets = 0;
        Events.Clear();
        ReadOnlySpan<byte> rest = _staging;
        for (int port = 0; port < direction.Midi; port++)
        {
            Jack2MidiBuffer buffer = Jack2MidiBuffer.Fill(rest, out int consumed, MidiPortSize);
            Check(buffer.BytesOutside == 0, "MIDI that leads it to no foreign memory (D-06, D-51)");
            Events.AddRange(buffer.Events().Select(entry => (port, entry.Time, entry.Data)));
            rest = rest[consumed..];
        }
    }

    /// <summary>A cycle begins: not all packets of the one before may have come.</summary>
    public void BeginCycle() => _midiPackets = 0;

    public void Clear()
    {
        foreach (float[] port in Ports)
            Array.Clear(port);
    }

    private static void Check(bool isTolerated, string what)
    {
        if (!isTolerated)
            throw new AssertionException("jack2 accepts only " + what);
    }
}
