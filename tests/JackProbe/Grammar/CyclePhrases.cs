// SPDX-License-Identifier: GPL-2.0-or-later
using System.Buffers.Binary;
using static NetJack2.JackProbe.Junk.Wire;

namespace NetJack2.JackProbe.Grammar;

/// <summary>Packets of a running session that are right in every field, for any cycle: docs/protocol-extension.md.</summary>
internal sealed class CyclePhrases(KnownSession session, Random random)
{
    private const int Overhead = 28, FieldsSize = 16, WordBits = 32, TransportSize = 168;

    /// <summary>All packets of one direction of a cycle between netjack2-cs peers.</summary>
    /// <param name="copy">How many cycles ago they were sent first.</param>
    public List<byte[]> Compact(char stream, uint cycle, uint copy = 0)
    {
        int audio = session.AudioPortsOf(stream), wantable = session.AudioPortsOf(stream == 's' ? 'r' : 's');
        byte[] wanted = Set(wantable), active = Set(audio);
        byte[] midi = session.MidiPortsOf(stream) == 0 ? [] : Events(stream);
        int activePorts = Enumerable.Range(0, audio).Count(port => Contains(active, port));
        byte[] audioBytes = new byte[Enumerable.Range(0, audio).Where(port => Contains(active, port)).Sum(port => BlockSize(cycle, port))];
        random.NextBytes(audioBytes);
        byte[] bytes = [.. midi, .. audioBytes];

        int head = HeaderSize + FieldsSize + wanted.Length + active.Length;
        int piece = Math.Max(4, ((int)KnownSession.Get(session.Start, Mtu) - Overhead - head) & ~3);
        int packets = Math.Max(1, (bytes.Length + piece - 1) / piece);
        var all = new List<byte[]>();
        for (int packet = 0; packet < packets; packet++)
        {
            byte[] content = bytes[(packet * piece)..Math.Min(bytes.Length, (packet + 1) * piece)];
            byte[] one = Head('c', stream, cycle, head + content.Length);
            Put(one, Packets, (uint)packets);
            Put(one, ActivePorts, (uint)activePorts);
            Put(one, SubCycle, (uint)packet);
            Put(one, Last, packet == packets - 1 ? 1u : 0);
            Put(one, HeaderSize, (uint)bytes.Length);
            Put(one, HeaderSize + 4, (uint)(packet * piece));
            Put(one, HeaderSize + 8, (uint)midi.Length);
            Put(one, HeaderSize + 12, copy);
            wanted.CopyTo(one, HeaderSize + FieldsSize);
            active.CopyTo(one, HeaderSize + FieldsSize + wanted.Length);
            content.CopyTo(one, head);
            all.Add(one);
        }
        return all;
    }

    /// <summary>A sync packet of jack2: the ports that it wants or has, by their numbers.</summary>
    public byte[] Sync(char stream, uint cycle)
    {
        int ports = session.AudioPortsOf(stream == 's' ? 'r' : 's');
        byte[] packet = Head('s', stream, cycle, HeaderSize + (4 * ports));
        Put(packet, ActivePorts, (uint)ports);
        Put(packet, Last, 1);
        for (int port = 0; port < ports; port++)
            Put(packet, HeaderSize + (4 * port), (uint)port);
        return packet;
    }

    /// <summary>State, command or position of the transport.</summary>
    public byte[] Transport(char stream, uint cycle)
    {
        byte[] packet = Head('t', stream, cycle, TransportSize);
        uint[] states = [0, 1, 3];
        Put(packet, 48, states[random.Next(states.Length)]);
        Put(packet, 52, (uint)random.Next(16));
        Put(packet, 56, Near(random.Next(20)));
        Put(packet, 60, (uint)random.Next(3));
        Put(packet, 64, Near(random.Next(20)));
        Put(packet, 68, Near(random.Next(20)));
        Put(packet, 72, Near(random.Next(20)));
        Put(packet, 76, random.Next(4) == 0 ? 96_000u : KnownSession.Get(session.Start, SampleRate));
        Put(packet, 80, (uint)random.NextInt64(1L << 32));
        if (random.Next(2) == 0)
        {
            Put(packet, 84, 0x10);
            for (int offset = 88; offset <= 96; offset += 4)
                Put(packet, offset, (uint)random.Next(-1, 5));
            double[] values = [1920, 0, -1, double.NaN, double.MaxValue, double.Epsilon, 120];
            for (int offset = 104; offset <= 120; offset += 8)
                BinaryPrimitives.WriteDoubleBigEndian(packet.AsSpan(offset), values[random.Next(values.Length)]);
            BinaryPrimitives.WriteSingleBigEndian(packet.AsSpan(152), random.Next(-1, 5));
            BinaryPrimitives.WriteSingleBigEndian(packet.AsSpan(156), random.Next(-1, 5));
        }
        return packet;
    }

    /// <summary>MIDI events of earlier cycles again, and the notes that are held.</summary>
    public byte[] Repeat(char stream, uint cycle)
    {
        int sections = random.Next(4);
        int notes = random.Next(5);
        byte[] payload = new byte[4];
        BinaryPrimitives.WriteUInt16BigEndian(payload, (ushort)sections);
        BinaryPrimitives.WriteUInt16BigEndian(payload.AsSpan(2), (ushort)notes);
        var bytes = new List<byte>(payload);
        for (int note = 0; note < notes; note++)
            bytes.AddRange([0, (byte)random.Next(3), (byte)random.Next(17), (byte)random.Next(130)]);
        for (int section = 0; section < sections; section++)
        {
            byte[] events = Events(stream);
            byte[] header = new byte[8];
            // Cycles before this one, in which case it is right; or the present one, later ones, or the same one twice.
            Put(header, 0, cycle - (uint)random.Next(-2, 5));
            Put(header, 4, (uint)events.Length);
            bytes.AddRange(header);
            bytes.AddRange(events);
        }
        byte[] packet = Head('r', stream, cycle, HeaderSize + bytes.Count);
        bytes.CopyTo(packet, HeaderSize);
        return packet;
    }

    /// <summary>A probe of the path's MTU, or an answer to one.</summary>
    public byte[] Probe(char stream)
    {
        int[] sizes = [56, 548, 1252, 1472, 8972, 57];
        byte[] packet = Head('p', stream, cycle: 0, sizes[random.Next(sizes.Length)]);
        Put(packet, Frames, 0);
        random.NextBytes(packet.AsSpan(HeaderSize, 8));
        return packet;
    }

    /// <summary>A request for lost packets: of cycles that were sent or not, of some packets, more than there are, or all.</summary>
    public byte[] Request(char stream, uint cycle)
    {
        int entries = random.Next(8) == 0 ? 64 : random.Next(4);
        byte[] packet = Head('n', stream, cycle, HeaderSize + (8 * entries));
        Put(packet, ActivePorts, (uint)entries);
        for (int entry = 0; entry < entries; entry++)
        {
            Put(packet, HeaderSize + (8 * entry), cycle - (uint)random.Next(-2, 8));
            uint[] ranges = [0, 0x0000_FFFF, 0xFFFF_FFFF, 0x0001_0001, 0x0000_0040, (uint)random.NextInt64(1L << 32)];
            Put(packet, HeaderSize + (8 * entry) + 4, ranges[random.Next(ranges.Length)]);
        }
        return packet;
    }

    private byte[] Head(char type, char stream, uint cycle, int size)
    {
        byte[] packet = Header(type, stream, session.SessionId, size);
        Put(packet, Cycle, cycle);
        return packet;
    }

    private byte[] Events(char stream)
    {
        var bytes = new List<byte>();
        for (int count = random.Next(4); count > 0; count--)
        {
            int size = random.Next(8) == 0 ? random.Next(1, 300) : random.Next(1, 4);
            byte[] one = new byte[(8 + size + 3) & ~3];
            random.NextBytes(one.AsSpan(8, size));
            one[8] |= 0x80;
            Put(one, 0, (uint)random.Next(session.FramesPerCycle + (random.Next(4) == 0 ? 2 : 0)));
            BinaryPrimitives.WriteUInt16BigEndian(one.AsSpan(4), (ushort)random.Next(session.MidiPortsOf(stream) + 1));
            BinaryPrimitives.WriteUInt16BigEndian(one.AsSpan(6), (ushort)size);
            bytes.AddRange(one);
        }
        return [.. bytes];
    }

    // Any set of ports, often that of all.
    private byte[] Set(int ports)
    {
        byte[] words = new byte[4 * ((ports + WordBits - 1) / WordBits)];
        bool isAll = random.Next(2) == 0;
        for (int port = 0; port < ports; port++)
        {
            if (isAll || random.Next(2) == 0)
                words[ByteOf(port)] |= (byte)(1 << (port % 8));
        }
        return words;
    }

    private static bool Contains(byte[] words, int port) => (words[ByteOf(port)] & (1 << (port % 8))) != 0;

    // Words have their most significant byte first.
    private static int ByteOf(int port) => (4 * (port / WordBits)) + 3 - (port % WordBits / 8);

    private int BlockSize(uint cycle, int port)
    {
        int period = session.FramesPerCycle;
        switch (KnownSession.Get(session.Start, Encoder))
        {
            case 1:
                return ((2 * period) + 3) & ~3;
            case 3:
                int frame = period % 240 == 0 ? 240 : 120;
                long rate = KnownSession.Get(session.Start, SampleRate), kilobits = KnownSession.Get(session.Start, KiloBits);
                long code = Math.Clamp(((kilobits * 1024 * frame) + (16 * rate)) / (32 * rate) * 4, 12, 1272);
                long held = (cycle + (long)port) * period % frame;
                return (int)((held + period) / frame * code);
            default:
                return 4 * period;
        }
    }

    // Serials near 0 as a session has them, sometimes far away.
    private static uint Near(int number) => number == 19 ? 0x8000_0000 : (uint)(number - 2);
}
