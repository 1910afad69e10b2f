// SPDX-License-Identifier: GPL-2.0-or-later
using System.Buffers.Binary;
using NetJack2.Link.Cycles;
using NetJack2.Protocol.Session;

namespace NetJack2.World.Jack2;

/// <summary>Packets as jack2 composes them: sections 3 and 6 to 8 of the protocol document,
/// none of it from the code under test.</summary>
internal static class Jack2Packets
{
    public const int HeaderSize = 48;

    public static int Field(ReadOnlySpan<byte> packet, int offset) => BinaryPrimitives.ReadInt32BigEndian(packet[offset..]);

    public static byte[] Sync(DirectionParameters direction, uint cycle, IReadOnlyList<int> wanted)
    {
        byte[] packet = Header(
            direction,
            's',
            cycle,
            subCycle: 0,
            count: 0,
            HeaderSize + (4 * wanted.Count),
            wanted.Count,
            direction.Midi + direction.Audio == 0);
        for (int index = 0; index < wanted.Count; index++)
            BinaryPrimitives.WriteInt32BigEndian(packet.AsSpan(HeaderSize + (4 * index)), wanted[index]);
        return packet;
    }

    /// <summary>One packet; long events are left out, since jack2 has lost their bytes.</summary>
    public static byte[] Midi(DirectionParameters direction, uint cycle, IReadOnlyList<(int Port, uint Time, byte[] Data)> events)
    {
        var images = new MemoryStream();
        for (int port = 0; port < direction.Midi; port++)
        {
            (int Port, uint Time, byte[] Data)[] mine = [.. events.Where(entry => entry.Port == port && entry.Data.Length <= 4)];
            byte[] image = new byte[36 + (12 * mine.Length)];
            Put(image, 0, 0x900DF00D);
            Put(image, 4, 32_768);
            Put(image, 8, (uint)direction.Period);
            Put(image, 16, (uint)mine.Length);
            for (int index = 0; index < mine.Length; index++)
            {
                BinaryPrimitives.WriteUInt32LittleEndian(image.AsSpan(24 + (12 * index)), mine[index].Time);
                BinaryPrimitives.WriteInt32LittleEndian(image.AsSpan(28 + (12 * index)), mine[index].Data.Length);
                mine[index].Data.CopyTo(image, 32 + (12 * index));
            }
            images.Write(image);
        }
        byte[] packet = Header(direction, 'm', cycle, 0, 1, HeaderSize + (int)images.Length, ports: 0, direction.Audio == 0);
        images.ToArray().CopyTo(packet, HeaderSize);
        return packet;
    }

    /// <summary>As the form's encoder has it.</summary>
    public static IEnumerable<byte[]> Audio(
        DirectionParameters direction, uint cycle, IReadOnlyList<int> active, Func<int, float[]> samples) =>
        direction.Encoder == SampleEncoder.Int16
            ? Int16(direction, cycle, active, samples)
            : Float(direction, cycle, active, samples, FramesPerPacket(active.Count, direction));

    /// <summary>Bytes of a port in a packet of int16, and its first frame: section 7.2.</summary>
    public static (int Packets, int Start, int Size) Int16Piece(DirectionParameters direction, int packet)
    {
        int bytes = 2 * direction.Period;
        int packets = (int)Math.Ceiling((double)(direction.Audio * bytes) / (direction.Mtu - 112));
        int size = bytes / packets;
        return (packets, packet * (size / 2), packet == packets - 1 ? size + (bytes % packets) : size);
    }

    /// <summary>All ports, converted by truncation, as a libjacknet program sends them: it counts the frames.</summary>
    private static IEnumerable<byte[]> Int16(
        DirectionParameters direction, uint cycle, IReadOnlyList<int> active, Func<int, float[]> samples)
    {
        int packets = Int16Piece(direction, 0).Packets;
        for (int packet = 0; packet < packets; packet++)
        {
            (_, int start, int size) = Int16Piece(direction, packet);
            byte[] bytes = Header(
                direction, 'a', cycle, packet, packets, HeaderSize + (direction.Audio * size), direction.Audio, packet == packets - 1);
            Put(bytes, 40, (uint)direction.Period);
            Assert.That(bytes, Has.Length.LessThanOrEqualTo(direction.Mtu), "jack2 crashes: it writes behind its buffer (D-07)");
            for (int port = 0; port < direction.Audio; port++)
            {
                byte[] converted = new byte[2 * direction.Period];
                for (int frame = 0; frame < direction.Period && active.Contains(port); frame++)
                    BinaryPrimitives.WriteInt16LittleEndian(
                        converted.AsSpan(2 * frame), unchecked((short)(int)(samples(port)[frame] * 32767)));
                converted.AsSpan(2 * start, size).CopyTo(bytes.AsSpan(HeaderSize + (port * size)));
            }
            yield return bytes;
        }
    }

    /// <summary>Whole packets only: the rest of a period is not sent (D-10).</summary>
    /// <param name="frames">Frames in a packet.</param>
    public static IEnumerable<byte[]> Float(
        DirectionParameters direction, uint cycle, IReadOnlyList<int> active, Func<int, float[]> samples, int frames)
    {
        int packets = direction.Period / frames;
        for (int packet = 0; packet < packets; packet++)
        {
            int block = 4 + (4 * frames);
            byte[] bytes = Header(
                direction, 'a', cycle, packet, packets, HeaderSize + (active.Count * block), active.Count, packet == packets - 1);
            Assert.That(bytes, Has.Length.LessThanOrEqualTo(direction.Mtu), "jack2 crashes: it writes behind its buffer (D-07)");
            for (int index = 0; index < active.Count; index++)
            {
                int place = HeaderSize + (index * block);
                Put(bytes, place, (uint)active[index]);
                for (int frame = 0; frame < frames; frame++)
                    BinaryPrimitives.WriteSingleLittleEndian(
                        bytes.AsSpan(place + 4 + (4 * frame)), samples(active[index])[(packet * frames) + frame]);
            }
            yield return bytes;
        }
    }

    public static int FramesPerPacket(int ports, DirectionParameters direction) =>
        ports == 0
            ? direction.Period
            : Math.Min(direction.Period, (int)Math.Pow(2, Math.Floor(Math.Log2((direction.Mtu - 112) / (4 * ports)))));

    private static byte[] Header(
        DirectionParameters direction, char type, uint cycle, int subCycle, int count, int size, int ports, bool isLast)
    {
        byte[] packet = new byte[size];
        "header"u8.CopyTo(packet);
        Put(packet, 8, type);
        Put(packet, 12, (uint)direction.Stream);
        Put(packet, 16, direction.SessionId);
        Put(packet, 20, (uint)count);
        Put(packet, 24, (uint)size);
        Put(packet, 28, (uint)ports);
        Put(packet, 32, cycle);
        Put(packet, 36, (uint)subCycle);
        Put(packet, 40, uint.MaxValue);
        Put(packet, 44, isLast ? 1u : 0u);
        return packet;
    }

    private static void Put(byte[] packet, int offset, uint value) => BinaryPrimitives.WriteUInt32BigEndian(packet.AsSpan(offset), value);
}
