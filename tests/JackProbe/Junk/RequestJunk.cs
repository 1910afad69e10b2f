// SPDX-License-Identifier: GPL-2.0-or-later
using System.Buffers.Binary;

namespace NetJack2.JackProbe.Junk;

/// <summary>Requests for packets of a session that were not lost: right in every field, and as many as there can be.</summary>
/// <param name="id">The session.</param>
/// <param name="cycle">Its present cycle.</param>
internal sealed class RequestJunk(uint id, uint cycle)
{
    // Of ten seconds and more; a request asks for as many cycles in a row as it can.
    private const int Cycles = 3000, Entries = 64, EntrySize = 8;

    public IEnumerable<KeyValuePair<string, Func<Random, byte[]>>> Kinds => [new("requests", Request)];

    private byte[] Request(Random random)
    {
        uint first = cycle + (uint)random.Next(Cycles);
        byte[] packet = Wire.Header('n', 'r', id, Wire.HeaderSize + (Entries * EntrySize));
        Wire.Put(packet, Wire.ActivePorts, Entries);
        Wire.Put(packet, Wire.Cycle, first);
        for (int entry = 0; entry < Entries; entry++)
            BinaryPrimitives.WriteUInt32BigEndian(packet.AsSpan(Wire.HeaderSize + (entry * EntrySize)), first + (uint)entry);
        return packet;
    }
}
