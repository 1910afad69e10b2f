// SPDX-License-Identifier: GPL-2.0-or-later
using static NetJack2.JackProbe.Junk.Wire;

namespace NetJack2.JackProbe.Grammar;

/// <summary>Changes of one field of a packet by its meaning: what a peer never sends, or not now, or not in this direction.</summary>
internal sealed class FieldChanges(KnownSession session, Random random)
{
    private static readonly uint[] s_counts = [0, 1, 2, 3, 16, 128, 255, 256, 0xFFFF_FFFE, 0xFFFF_FFFF];
    private static readonly uint[] s_rates = [48_000, 44_100, 8_000, 96_000, 192_000, 768_000, 7_999, 0, 0xFFFF_FFFF];
    private static readonly uint[] s_periods = [16, 64, 128, 240, 256, 441, 512, 1024, 8192, 15, 8193, 0];
    private static readonly uint[] s_sizes = [576, 1280, 1400, 1500, 9000, 112, 128, 575, 9001, 0];
    private static readonly uint[] s_kilobits = [8, 64, 128, 512, 7, 513, 0, 0xFFFF_FFFF];
    private static readonly char[] s_types = ['s', 'a', 'm', 'c', 't', 'r', 'p'];

    /// <summary>Changes a field of a packet of a cycle.</summary>
    /// <param name="packet">It is changed in its place.</param>
    /// <returns>The packet, or another one in its place.</returns>
    public byte[] ChangeHeader(byte[] packet)
    {
        switch (random.Next(15))
        {
            case 0:
                Put(packet, Id, SessionNumber());
                break;
            case 1:
                Put(packet, Junk.Wire.Stream, KnownSession.Get(packet, Junk.Wire.Stream) == 's' ? 'r' : 's');
                break;
            case 2:
                Add(packet, Packets, random.Next(2) == 0 ? -1 : 1);
                break;
            case 3:
                Put(packet, SubCycle, KnownSession.Get(packet, Packets) - (uint)random.Next(3));
                break;
            case 4:
                Add(packet, ActivePorts, random.Next(-2, 3));
                break;
            case 5:
                Put(packet, Frames, (uint)(session.FramesPerCycle + random.Next(-1, 2)));
                break;
            case 6:
                Put(packet, Last, 1 - (KnownSession.Get(packet, Last) & 1));
                break;
            case 7:
                Put(packet, DataType, s_types[random.Next(s_types.Length)]);
                break;
            case 8:
                return Resize(packet, Math.Max(HeaderSize, packet.Length + (4 * random.Next(-3, 4))));
            case 9:
                return Resize(packet, HeaderSize + random.Next(20));
            case 10 when packet.Length >= HeaderSize + 16:
                // Stream length, piece offset and MIDI length of a cycle packet; the number of copies is a phrase of its own.
                Add(packet, HeaderSize + (4 * random.Next(3)), 4 * random.Next(-2, 3));
                break;
            case 11 when packet.Length >= HeaderSize + 16:
                Put(packet, HeaderSize + 12, (uint)random.Next(-1, 7));
                break;
            case 12 when packet.Length >= HeaderSize + 24:
                // A port in one of the sets, perhaps one that there is not.
                packet[HeaderSize + 16 + random.Next(8)] ^= (byte)(1 << random.Next(8));
                break;
            case 13:
                Put(packet, ActivePorts, s_counts[random.Next(s_counts.Length)]);
                break;
            default:
                Put(packet, PacketSize, (uint)(packet.Length + random.Next(-4, 5)));
                break;
        }
        return packet;
    }

    /// <summary>Changes a field of a handshake packet.</summary>
    /// <param name="packet">It is changed in its place.</param>
    /// <param name="names">Names of slaves that there are, or that may be.</param>
    public void ChangeHandshake(byte[] packet, IReadOnlyList<string> names)
    {
        int block = random.Next(2) == 0 ? KnownSession.MasterBlock : KnownSession.SlaveBlock;
        switch (random.Next(17))
        {
            case 0:
                Put(packet, PacketId, (uint)random.Next(6));
                break;
            case 1:
                packet.AsSpan(Name, 64).Clear();
                System.Text.Encoding.ASCII.GetBytes(names[random.Next(names.Count)]).CopyTo(packet, Name);
                break;
            case 2:
                Put(packet, SendAudio + (4 * random.Next(4)), s_counts[random.Next(s_counts.Length)]);
                break;
            case 3:
                Put(packet, SampleRate, s_rates[random.Next(s_rates.Length)]);
                break;
            case 4:
                Put(packet, Period, s_periods[random.Next(s_periods.Length)]);
                break;
            case 5:
                Put(packet, Encoder, (uint)random.Next(5));
                break;
            case 6:
                Put(packet, KiloBits, s_kilobits[random.Next(s_kilobits.Length)]);
                break;
            case 7:
                Put(packet, Mtu, s_sizes[random.Next(s_sizes.Length)]);
                break;
            case 8:
                Put(packet, Latency, (uint)random.Next(-1, 33));
                break;
            case 9:
                Put(packet, SlaveSync, (uint)random.Next(3));
                break;
            case 10:
                Put(packet, SessionId, SessionNumber());
                break;
            case 11:
                Put(packet, Junk.Wire.Version, (uint)random.Next(7, 10));
                break;
            case 12:
                Put(packet, block, 0x4E4A3243);
                Put(packet, block + 4, (uint)random.Next(3));
                packet[block + KnownSession.Features + 3] ^= (byte)(1 << random.Next(8));
                break;
            case 13:
                packet[block + KnownSession.Copies] = (byte)random.Next(7);
                break;
            case 14:
                Add(packet, block + KnownSession.Key, random.Next(-1, 2));
                break;
            case 15:
                // The renegotiation of the session that runs, as its own master would send it.
                const int Key = KnownSession.MasterBlock + KnownSession.Key;
                session.Start.AsSpan(Key, 8).CopyTo(packet.AsSpan(Key));
                Put(packet, KnownSession.MasterBlock + KnownSession.Previous, session.SessionId);
                Put(packet, PacketId, 1);
                break;
            default:
                random.NextBytes(packet.AsSpan(block + KnownSession.Server, 8));
                break;
        }
    }

    private uint SessionNumber() => random.Next(5) switch
    {
        0 => session.SessionId,
        1 => KnownSession.Get(session.Offer, SessionId),
        2 => session.SessionId + 1,
        3 => 0,
        _ => (uint)random.NextInt64(1L << 32),
    };

    private static byte[] Resize(byte[] packet, int size)
    {
        Array.Resize(ref packet, size);
        Put(packet, PacketSize, (uint)size);
        return packet;
    }

    private static void Add(byte[] packet, int offset, int difference)
        => Put(packet, offset, KnownSession.Get(packet, offset) + (uint)difference);
}
