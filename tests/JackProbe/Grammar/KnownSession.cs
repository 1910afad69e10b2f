// SPDX-License-Identifier: GPL-2.0-or-later
using System.Buffers.Binary;
using static NetJack2.JackProbe.Junk.Wire;

namespace NetJack2.JackProbe.Grammar;

/// <summary>What an attacker who receives the datagrams of two peers knows about their session.</summary>
/// <remarks>As <see cref="Junk.Wire"/>, it is written from the tables of the protocol only.</remarks>
internal sealed class KnownSession
{
    /// <summary>The capability blocks of a handshake packet: that of the master, and that of the slave.</summary>
    public const int MasterBlock = 272, SlaveBlock = 528;

    /// <summary>Offsets within a capability block.</summary>
    public const int Features = 8, Copies = 12, Key = 16, Previous = 24, Server = 28;

    private readonly Dictionary<(uint Stream, uint Type), byte[]> _models = [];

    /// <summary>The last announcement.</summary>
    public byte[] Announcement { get; private set; } = Parameters(packetId: 0, "slave");

    /// <summary>The last set-up that a master has offered.</summary>
    public byte[] Offer { get; private set; } = Parameters(packetId: 1, "slave");

    /// <summary>The last START_MASTER: with the key of the session.</summary>
    public byte[] Start { get; private set; } = Parameters(packetId: 2, "slave");

    /// <summary>The number of the session whose packets were sent last.</summary>
    public uint SessionId { get; set; } = 1;

    /// <summary>The cycle that was sent last.</summary>
    public uint Cycle { get; set; }

    /// <summary>The last true packet of each kind and direction.</summary>
    public IReadOnlyCollection<byte[]> Models => _models.Values;

    public bool IsCompact => (Get(Start, MasterBlock + Features) & 1) != 0;

    public int FramesPerCycle => (int)Get(Start, Period);

    public int LatencyCycles => (int)Get(Start, Latency);

    public int MidiPortsOf(char stream) => Bounded(Get(Start, stream == 's' ? SendMidi : ReturnMidi));

    public int AudioPortsOf(char stream) => Bounded(Get(Start, stream == 's' ? SendAudio : ReturnAudio));

    public static uint Get(ReadOnlySpan<byte> packet, int offset) => BinaryPrimitives.ReadUInt32BigEndian(packet[offset..]);

    /// <summary>A session of which the attacker knows the parameters, and has received nothing.</summary>
    /// <param name="fields">Offsets in a handshake packet and the numbers there.</param>
    public static KnownSession Of(params IEnumerable<(int Offset, uint Value)> fields)
    {
        var session = new KnownSession();
        foreach (var (offset, value) in fields)
        {
            foreach (byte[] packet in (byte[][])[session.Announcement, session.Offer, session.Start])
                Put(packet, offset, value);
        }
        session.SessionId = Get(session.Start, Junk.Wire.SessionId);
        return session;
    }

    /// <summary>Learns from a true datagram.</summary>
    public void Observe(ReadOnlySpan<byte> datagram)
    {
        if (datagram.StartsWith("params"u8) && datagram.Length == ParametersSize)
        {
            switch (Get(datagram, PacketId))
            {
                case 0:
                    Announcement = datagram.ToArray();
                    break;
                case 1:
                    Offer = datagram.ToArray();
                    break;
                case 2:
                    Start = datagram.ToArray();
                    break;
            }
        }
        else if (datagram.StartsWith("header"u8) && datagram.Length >= HeaderSize)
        {
            _models[(Get(datagram, Junk.Wire.Stream), Get(datagram, DataType))] = datagram.ToArray();
            SessionId = Get(datagram, Id);
            Cycle = Get(datagram, Junk.Wire.Cycle);
        }
    }

    private static int Bounded(uint ports) => (int)Math.Min(ports, 255);
}
