// SPDX-License-Identifier: GPL-2.0-or-later
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;
using NetJack2.Protocol.Wire;
using NetJack2.RealTime;

namespace NetJack2.Protocol.Session;

/// <summary>The 644 bytes of a handshake packet, as they lie on the wire.</summary>
/// <remarks>jack2 leaves fields that it does not set as they were in memory: read only those that the packet id gives a meaning.</remarks>
[StructLayout(LayoutKind.Sequential, Pack = 1)]
public struct SessionPacket
{
    /// <summary>Bytes of the packet on the wire.</summary>
    public const int Size = 644;

    /// <summary>The protocol's number since jack2 1.9.10.</summary>
    public const uint CurrentVersion = 8;

    private ulong _magic;                        // +0   "params", NUL padded

    /// <summary>Version of the protocol: <see cref="CurrentVersion"/> is the only one accepted.</summary>
    public UInt32BigEndian Version;              // +8

    private UInt32BigEndian _packetId;           // +12

    /// <summary>The slave's name: NUL-terminated unless all 64 bytes are used.</summary>
    public Text64 Name;                          // +16

    /// <summary>The master's host name; its last 64 bytes may be a <see cref="Extension.CapabilityBlock"/>.</summary>
    public Text256 MasterHost;                   // +80

    /// <summary>The slave's host name; its last 64 bytes may be a <see cref="Extension.CapabilityBlock"/>.</summary>
    public Text256 SlaveHost;                    // +336

    /// <summary>Bytes of an IP packet; the slave chooses.</summary>
    public UInt32BigEndian Mtu;                  // +592

    /// <summary>The session's number; the manager chooses.</summary>
    public UInt32BigEndian SessionId;            // +596

    /// <summary>Not used; kept for the layout.</summary>
    public UInt32BigEndian TransportSync;        // +600

    /// <summary>Audio ports master to slave; -1 asks for as many as the master has.</summary>
    public UInt32BigEndian SendAudioChannels;    // +604

    /// <summary>Audio ports slave to master; likewise.</summary>
    public UInt32BigEndian ReturnAudioChannels;  // +608

    /// <summary>MIDI ports master to slave; likewise.</summary>
    public UInt32BigEndian SendMidiChannels;     // +612

    /// <summary>MIDI ports slave to master; likewise.</summary>
    public UInt32BigEndian ReturnMidiChannels;   // +616

    /// <summary>Frames per second; the manager sets it.</summary>
    public UInt32BigEndian SampleRate;           // +620

    /// <summary>Frames per cycle; the manager sets it.</summary>
    public UInt32BigEndian PeriodSize;           // +624

    /// <summary>One of <see cref="Session.SampleEncoder"/>; any value in a packet that was received.</summary>
    public UInt32BigEndian SampleEncoder;        // +628

    /// <summary>Kilobits per second and channel, for the encoders that compress.</summary>
    public UInt32BigEndian KilobitsPerSecond;    // +632

    /// <summary>1: the slave's server runs synchronously.</summary>
    public UInt32BigEndian SlaveSyncMode;        // +636

    /// <summary>Cycles between a packet of the master and the answer that it expects, 0…30.</summary>
    public UInt32BigEndian NetworkLatency;       // +640

    private static ulong Magic => MemoryMarshal.Read<ulong>("params\0\0"u8);

    /// <summary>Which step of the handshake the packet is. What was received may have any value.</summary>
    public SessionPacketId PacketId
    {
        readonly get => (SessionPacketId)(uint)_packetId;
        set => _packetId = (uint)value;
    }

    /// <summary>Whether the packet has the magic of a handshake packet.</summary>
    public readonly bool HasMagic => IsMagic(_magic);

    /// <summary>Whether a datagram is of a handshake, by its length and its first bytes.</summary>
    [RealTimeSafe]
    public static bool IsHandshake(ReadOnlySpan<byte> datagram) =>
        datagram.Length == Size && IsMagic(MemoryMarshal.Read<ulong>(datagram));

    /// <summary>A packet with magic, version and id.</summary>
    public static SessionPacket Create(SessionPacketId packetId) =>
        new() { _magic = Magic, Version = CurrentVersion, _packetId = (uint)packetId };

    /// <summary>The <see cref="Size"/> bytes of the packet, in place.</summary>
    public static ReadOnlySpan<byte> AsBytes(in SessionPacket packet) =>
        MemoryMarshal.AsBytes(new ReadOnlySpan<SessionPacket>(in packet));

    /// <summary>The text up to the first NUL or, as in jack2, up to the end of the field.</summary>
    public static ReadOnlySpan<byte> TextOf(ReadOnlySpan<byte> field)
    {
        int end = field.IndexOf((byte)0);
        return end < 0 ? field : field[..end];
    }

    /// <summary>Writes a text, cut at a character's border so that a NUL always follows.</summary>
    public static void SetText(Span<byte> field, string text)
    {
        field.Clear();
        Encoding.UTF8.GetEncoder().Convert(text, field[..^1], flush: true, out _, out _, out _);
    }

    /// <summary>A text field of 64 bytes, UTF-8, padded with NULs.</summary>
    [InlineArray(Length)]
    public struct Text64
    {
        /// <summary>Bytes of the field.</summary>
        public const int Length = 64;
        private byte _first;
    }

    /// <summary>A text field of 256 bytes, UTF-8, padded with NULs.</summary>
    [InlineArray(Length)]
    public struct Text256
    {
        /// <summary>Bytes of the field.</summary>
        public const int Length = 256;
        private byte _first;
    }

    // The text and its NUL: what PipeWire has behind it is whatever was in its memory.
    [RealTimeSafe]
    private static bool IsMagic(ulong bytes) => (bytes & ~MemoryMarshal.Read<ulong>([0, 0, 0, 0, 0, 0, 0, 0xFF])) == Magic;
}
