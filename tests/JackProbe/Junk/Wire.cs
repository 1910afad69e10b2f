// SPDX-License-Identifier: GPL-2.0-or-later
using System.Buffers.Binary;
using System.Text;

namespace NetJack2.JackProbe.Junk;

/// <summary>Well-formed packets of the protocol, to be made malformed.</summary>
/// <remarks>Written from the tables of the protocol only: a mistake of the implementation under test must not be repeated here.</remarks>
internal static class Wire
{
    public const int ParametersSize = 644;
    public const int HeaderSize = 48;

    public const int PacketId = 12, Name = 16, SlaveNetworkName = 336, Mtu = 592, SessionId = 596;
    public const int SendAudio = 604, ReturnAudio = 608, SendMidi = 612, ReturnMidi = 616, SampleRate = 620, Period = 624;
    public const int Encoder = 628, KiloBits = 632, SlaveSync = 636, Latency = 640, Version = 8;

    public const int DataType = 8, Stream = 12, Id = 16, Packets = 20, PacketSize = 24, ActivePorts = 28;
    public const int Cycle = 32, SubCycle = 36, Frames = 40, Last = 44;

    public static byte[] Parameters(uint packetId, string name)
    {
        byte[] packet = new byte[ParametersSize];
        Encoding.ASCII.GetBytes("params").CopyTo(packet, 0);
        Put(packet, Version, 8);
        Put(packet, PacketId, packetId);
        Encoding.ASCII.GetBytes(name).CopyTo(packet, Name);
        Encoding.ASCII.GetBytes("stranger").CopyTo(packet, SlaveNetworkName);
        Put(packet, Mtu, 1500);
        Put(packet, SessionId, 1);
        Put(packet, SendAudio, 2);
        Put(packet, ReturnAudio, 2);
        Put(packet, SampleRate, 48000);
        Put(packet, Period, 256);
        Put(packet, Latency, 2);
        return packet;
    }

    public static byte[] Header(char type, char stream, uint id, int size)
    {
        byte[] packet = new byte[Math.Max(size, HeaderSize)];
        Encoding.ASCII.GetBytes("header").CopyTo(packet, 0);
        Put(packet, DataType, type);
        Put(packet, Stream, stream);
        Put(packet, Id, id);
        Put(packet, Packets, 1);
        Put(packet, PacketSize, (uint)packet.Length);
        Put(packet, Frames, uint.MaxValue);
        return packet;
    }

    public static void Put(byte[] packet, int offset, uint value) => BinaryPrimitives.WriteUInt32BigEndian(packet.AsSpan(offset), value);
}
