using NetJack2.Protocol.Tests.Midi;
using System.Buffers.Binary;
using NetJack2.Link.Cycles;
using NetJack2.Link.Datagrams;
using NetJack2.Protocol.Session;

namespace NetJack2.World.Originals;

/// <summary>The receiving half of an original, which trusts what it gets: whatever would harm a real one fails the test.</summary>
internal sealed class OriginalReceiver(LinkForm form)
{
    // What a JACK port buffer holds, whatever the period.
    private const int PortFrames = 8192;

    private readonly byte[] _staging = new byte[form.Midi * 4 * form.Period];
    private readonly byte[] _int16 = new byte[form.Audio * 2 * form.Period];
    private int _midiPackets;

    public float[][] Ports { get; } = [.. Enumerable.Range(0, form.Audio).Select(_ => new float[PortFrames])];

    /// <summary>The ports of the other direction that the peer wants.</summary>
    public List<int> Wanted { get; private set; } = [.. Enumerable.Range(0, form.Wantable)];

    public List<(int Port, uint Time, byte[] Data)> Events { get; } = [];

    /// <summary>Frames behind its ports' buffers that this peer bears: 8192 where they are JACK's, the period where they are its own.</summary>
    public int RoomForFrames { get; set; } = PortFrames;

    /// <summary>Bytes of its MIDI port buffers: 32 KiB where they are JACK's, 4 a frame where they are libjacknet's.</summary>
    public int MidiPortSize { get; set; } = 32_768;

    /// <summary>Rules 13.1 and 13.2.</summary>
    public void CheckHeader(ReadOnlySpan<byte> packet)
    {
        Check(packet.Length >= 48 && packet.Length <= form.Mtu, "a length that its buffer holds");
        Check(packet[..8].SequenceEqual("header\0\0"u8), "the magic: anything else hangs it");
        Check(OriginalPackets.Field(packet, 24) == packet.Length, "the size that came");
        Check(OriginalPackets.Field(packet, 12) == form.Stream && OriginalPackets.Field(packet, 16) == form.SessionId, "its stream and session: others hang it");
        Check(packet[11] is (byte)'s' or (byte)'m' or (byte)'a', "a type that it knows: others hang it");
    }

    public void TakeSync(ReadOnlySpan<byte> packet)
    {
        int count = OriginalPackets.Field(packet, 28);
        Check(count <= form.Wantable && packet.Length == 48 + (4 * count), "as many ports as it has");
        Wanted = [];
        for (int index = 0; index < count; index++)
        {
            int port = OriginalPackets.Field(packet, 48 + (4 * index));
            Check(port >= 0 && port < form.Wantable, "ports that there are: others abort its server");
            Wanted.Add(port);
        }
    }

    public void TakeAudio(ReadOnlySpan<byte> packet)
    {
        Check(form.Audio != 0, "audio only where there are channels");
        if (form.Encoder == SampleEncoder.Int16)
        {
            TakeInt16(packet);
            return;
        }
        int ports = OriginalPackets.Field(packet, 28);
        int frames = OriginalPackets.FramesPerPacket(ports, form);
        int start = OriginalPackets.Field(packet, 36) * frames;
        if (OriginalPackets.Field(packet, 36) == 0)
            Clear();
        Check(packet.Length == 48 + (ports * (4 + (4 * frames))), "blocks of the size that it computes");
        Check(ports == 0 || start + frames <= RoomForFrames, "samples within its port buffers");
        for (int index = 0; index < ports; index++)
        {
            ReadOnlySpan<byte> block = packet[(48 + (index * (4 + (4 * frames))))..];
            int port = OriginalPackets.Field(block, 0);
            Check(port >= 0 && port < form.Audio, "ports that there are");
            for (int frame = 0; frame < frames; frame++)
                Ports[port][start + frame] = BinaryPrimitives.ReadSingleLittleEndian(block[(4 + (4 * frame))..]);
        }
    }

    private void TakeInt16(ReadOnlySpan<byte> packet)
    {
        int index = OriginalPackets.Field(packet, 36);
        (int packets, int start, int size) = OriginalPackets.Int16Piece(form, index);
        Check(OriginalPackets.Field(packet, 40) == form.Period, "counted frames: it converts as many (D-09)");
        Check(index < packets && packet.Length == 48 + (form.Audio * size), "pieces of the sizes that it computes");
        for (int port = 0; port < form.Audio; port++)
            packet.Slice(48 + (port * size), size).CopyTo(_int16.AsSpan(2 * ((port * form.Period) + start)));
        if (OriginalPackets.Field(packet, 44) != 1)
            return;
        for (int port = 0; port < form.Audio; port++)
        {
            for (int frame = 0; frame < form.Period; frame++)
                Ports[port][frame] = BinaryPrimitives.ReadInt16LittleEndian(_int16.AsSpan(2 * ((port * form.Period) + frame))) * (1 / 32767f);
        }
    }

    public void TakeMidi(ReadOnlySpan<byte> packet)
    {
        Check(form.Midi != 0, "MIDI only where there are channels");
        int offset = OriginalPackets.Field(packet, 36) * (form.Mtu - 48);
        Check(offset + packet.Length - 48 <= _staging.Length, "as much MIDI as its staging buffer holds (D-58)");
        packet[48..].CopyTo(_staging.AsSpan(offset));
        if (++_midiPackets != OriginalPackets.Field(packet, 20))
            return;
        _midiPackets = 0;
        Events.Clear();
        ReadOnlySpan<byte> rest = _staging;
        for (int port = 0; port < form.Midi; port++)
        {
            OriginalMidiBuffer buffer = OriginalMidiBuffer.Fill(rest, out int consumed, MidiPortSize);
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

    private static void Check(bool isBearable, string what)
    {
        if (!isBearable)
            throw new AssertionException("An original bears only " + what);
    }
}
