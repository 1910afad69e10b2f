// SPDX-License-Identifier: GPL-2.0-or-later
using static NetJack2.JackProbe.Junk.Wire;

namespace NetJack2.JackProbe.Junk;

/// <summary>Malformed packets of a session (D-05, D-06, D-07, D-08, D-13, D-58), to be sent with the peer's address as source.</summary>
/// <remarks>No correct peer can send any of them. Forged packets that a peer can send cannot be detected: nothing is signed.</remarks>
internal sealed class HeaderJunk(char stream, uint sessionId)
{
    private const uint FarCycle = 0x7FFFFFFF;
    private static readonly uint[] s_silly = [0x7FFFFFFF, 0x80000000, 0xFFFFFFFF, 0x10000, 65507, 1 << 24];

    public IReadOnlyDictionary<string, Func<Random, byte[]>> Kinds => new Dictionary<string, Func<Random, byte[]>>(StringComparer.Ordinal)
    {
        ["empty"] = _ => [],
        ["shorter-than-header"] = random => Header('a', stream, sessionId, HeaderSize)[..random.Next(1, HeaderSize)],
        ["size-below-header"] = random => With('a', PacketSize, (uint)random.Next(0, HeaderSize)),
        ["size-above-received"] = random => With('a', PacketSize, HeaderSize + Silly(random)),
        ["size-above-mtu"] = random => Header('a', stream, sessionId, random.Next(1501, 9000)),
        ["foreign-stream"] = _ => Header('a', stream == 's' ? 'r' : 's', sessionId, 1080),
        ["foreign-id"] = random => Header('a', stream, sessionId + 1 + (uint)random.Next(1000), 1080),
        ["unknown-type"] = random => Header((char)random.Next(0x20, 0x60), stream, sessionId, 200),
        ["wrong-magic"] = random => Noise(Header('a', stream, sessionId, 200), random, 0, 8),
        ["params-in-session"] = random => Parameters((uint)random.Next(0, 5), "again"),
        ["sub-cycle-silly"] = random => With('a', SubCycle, Silly(random), 1080),
        ["midi-sub-cycle-silly"] = random => With('m', SubCycle, Silly(random), 1400),
        ["packets-silly"] = random => With('m', Packets, random.Next(2) == 0 ? 0 : Silly(random), 84),
        ["active-ports-silly"] = random => With('a', ActivePorts, Silly(random), 1080),
        ["sync-ports-silly"] = random => With('s', ActivePorts, Silly(random), 56),
        ["sync-port-index-silly"] = _ => SyncOfSillyPorts(),
        ["sync-of-a-far-cycle"] = _ => With('s', Cycle, FarCycle),
        ["audio-of-a-far-cycle"] = random => Noise(With('a', Cycle, FarCycle, 1080), random, HeaderSize, 1080 - HeaderSize),
        ["frames-silly"] = random => With('a', Frames, random.Next(2) == 0 ? 0 : Silly(random) - 1, 1080),
        ["midi-of-noise"] = random => Noise(With('m', Cycle, FarCycle, 500), random, HeaderSize, 500 - HeaderSize),
        ["noise"] = random => Noise(new byte[1500], random, 0, random.Next(1, 1500)),
    };

    private static uint Silly(Random random) => s_silly[random.Next(s_silly.Length)];

    private static byte[] Noise(byte[] packet, Random random, int from, int count)
    {
        random.NextBytes(packet.AsSpan(from, count));
        return packet;
    }

    private byte[] With(char type, int offset, uint value, int size = HeaderSize)
    {
        byte[] packet = Header(type, stream, sessionId, size);
        Put(packet, Cycle, FarCycle);
        Put(packet, offset, value);
        return packet;
    }

    private byte[] SyncOfSillyPorts()
    {
        byte[] packet = With('s', ActivePorts, 2, HeaderSize + 8);
        Put(packet, HeaderSize, 255);
        Put(packet, HeaderSize + 4, 0xFFFFFFFF);
        return packet;
    }
}
