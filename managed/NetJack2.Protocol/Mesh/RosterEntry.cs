// SPDX-License-Identifier: GPL-2.0-or-later
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using NetJack2.Protocol.Session;
using NetJack2.Protocol.Wire;

namespace NetJack2.Protocol.Mesh;

/// <summary>One of the other members, as the manager lists it.</summary>
[StructLayout(LayoutKind.Sequential, Pack = 1)]
public struct RosterEntry
{
    /// <summary>Bytes of an entry on the wire.</summary>
    public const int Size = 128;

    private UInt32BigEndian _number;        // +0
    private UInt32BigEndian _linkId;        // +4
    private MeshEndFields _end;             // +8
    private Address _host;                  // +40
    private UInt32BigEndian _port;          // +56
    private UInt32BigEndian _reserved;      // +60
    private Text _name;                     // +64

    /// <summary>The member's number in the mesh, 0…63; any value in an entry that was received.</summary>
    public readonly uint Number => _number;

    /// <summary>The number of the link between it and the member that asks; not 0 where <see cref="TryRead"/> accepts the entry.</summary>
    public readonly uint LinkId => _linkId;

    /// <summary>The member's UDP port: not 0 where <see cref="TryRead"/> accepts the entry.</summary>
    public readonly ushort Port => (ushort)(uint)_port;

    /// <summary>Its address, 16 bytes; one of IPv4 as ::ffff:a.b.c.d.</summary>
    [UnscopedRef]
    public readonly ReadOnlySpan<byte> Host => _host;

    /// <summary>The name of its client on the master, UTF-8.</summary>
    [UnscopedRef]
    public readonly ReadOnlySpan<byte> Name => SessionPacket.TextOf(_name);

    /// <summary>Makes an entry. A name of more than 63 bytes is cut, so that a NUL follows it.</summary>
    public static RosterEntry Create(
        uint number, uint linkId, in MeshEnd end, ReadOnlySpan<byte> host, ushort port, ReadOnlySpan<byte> name)
    {
        var entry = new RosterEntry { _number = number, _linkId = linkId, _end = MeshEndFields.From(end), _port = port };
        host.CopyTo(entry._host);
        name[..Math.Min(name.Length, Text.Length - 1)].CopyTo(entry._name);
        return entry;
    }

    /// <summary>Gives the member's port counts and latency. False where a field of the entry is out of range.</summary>
    public readonly bool TryRead(out MeshEnd end) =>
        _end.TryRead(out end) && _port is var port && (uint)port is > 0 and <= ushort.MaxValue && LinkId != 0 && !Name.IsEmpty;

    [InlineArray(16)]
    private struct Address
    {
        private byte _first;
    }

    [InlineArray(Length)]
    private struct Text
    {
        public const int Length = 64;

        private byte _first;
    }
}
