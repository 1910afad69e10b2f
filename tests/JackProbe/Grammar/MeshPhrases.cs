// SPDX-License-Identifier: GPL-2.0-or-later
using System.Net;
using System.Text;
using static NetJack2.JackProbe.Junk.Wire;

namespace NetJack2.JackProbe.Grammar;

/// <summary>
/// Packets between a member of the mesh and the manager that are well-formed, without the key of a session, which an attacker who receives
/// nothing does not know: docs/protocol-extension.md, "Mesh".
/// </summary>
/// <param name="id">The number of a session that runs.</param>
/// <param name="links">Numbers of links of the mesh.</param>
/// <param name="machines">Names of machines.</param>
internal sealed class MeshPhrases(uint id, IReadOnlyList<uint> links, IReadOnlyList<string> machines, Random random)
{
    private const int Head = 24, EndSize = 32, RosterHead = 44, EntrySize = 128, RequestHead = 32, Longest = 1200;
    private const uint Magic = 0x6D657368;

    private static readonly string[] s_requests =
        ["machines", "ports", "connect", "disconnect", "patches", "list", "look", "join", "part", "", "nothing"];

    private uint _serial;

    /// <summary>The next packet: of any kind, to either side.</summary>
    public byte[] Next() => random.Next(6) switch
    {
        0 => Join(random.Next(2) == 0 ? 64 : Longest),
        1 => Roster(),
        2 => Begin(kind: 3, Head),
        3 => Words(kind: 4, Longest),
        4 => Words(kind: 5, random.Next(RequestHead, Longest)),
        _ => Cut(),
    };

    private byte[] Join(int size)
    {
        byte[] packet = Begin(kind: 1, size);
        PutEnd(packet, Head);
        Put(packet, Head + EndSize, (uint)random.Next(-1, 70));
        return packet;
    }

    // The addresses of this network, so that a member that believed it would send there.
    private byte[] Roster()
    {
        int count = random.Next(10);
        byte[] packet = Begin(kind: 2, RosterHead + (count * EntrySize));
        Put(packet, 24, (uint)random.Next());
        Put(packet, 28, (uint)random.Next(-1, 65));
        Put(packet, 32, (uint)random.Next(-1, 65));
        Put(packet, 36, (uint)random.Next(4));
        Put(packet, 40, (uint)count);
        for (int entry = 0; entry < count; entry++)
        {
            int at = RosterHead + (entry * EntrySize);
            Put(packet, at, (uint)random.Next(65));
            Put(packet, at + 4, Any(links));
            PutEnd(packet, at + 8);
            IPAddress.Parse($"::ffff:10.77.0.{random.Next(1, 255)}").GetAddressBytes().CopyTo(packet, at + 40);
            Put(packet, at + 56, 19_001);
            PutText(packet, at + 64, 64, Any(machines));
        }
        return packet;
    }

    private byte[] Words(uint kind, int size)
    {
        byte[] packet = Begin(kind, size);
        Put(packet, 24, (uint)random.Next(5));
        string words = $"{Any(s_requests)}\0{Any(machines)}/system:capture_1\0{Any(machines)}/system:playback_1\0";
        Put(packet, 28, random.Next(4) == 0 ? (uint)random.Next(-1, 2000) : (uint)words.Length);
        PutText(packet, RequestHead, size - RequestHead, words);
        return packet;
    }

    private byte[] Cut()
    {
        byte[] packet = Join(Longest);
        return packet[..random.Next(4, 70)];
    }

    private byte[] Begin(uint kind, int size)
    {
        byte[] packet = new byte[size];
        Put(packet, 0, Magic);
        Put(packet, 4, kind);
        Put(packet, 8, random.Next(4) == 0 ? Any(links) : id);
        // Key 0 too, which is no session's.
        if (random.Next(4) != 0)
            random.NextBytes(packet.AsSpan(12, 8));
        Put(packet, 20, random.Next(4) == 0 ? (uint)random.Next() : _serial++);
        return packet;
    }

    private void PutEnd(byte[] packet, int at)
    {
        int[] most = [256, 256, 256, 256, 32, 9001, 4, 513];
        for (int field = 0; field < most.Length; field++)
            Put(packet, at + (4 * field), random.Next(16) == 0 ? uint.MaxValue : (uint)random.Next(most[field]));
    }

    private static void PutText(byte[] packet, int at, int room, string text)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(text);
        bytes.AsSpan(0, Math.Min(bytes.Length, Math.Max(0, room))).CopyTo(packet.AsSpan(at));
    }

    private T Any<T>(IReadOnlyList<T> some) => some[random.Next(some.Count)];
}
