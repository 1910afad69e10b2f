// SPDX-License-Identifier: GPL-2.0-or-later
using System.Runtime.InteropServices;
using NetJack2.RealTime;

namespace NetJack2.Protocol.Wire;

/// <summary>Walks one received datagram in place.</summary>
/// <remarks>Malformed input is <see langword="false"/>, never an exception.</remarks>
public readonly ref struct PacketReader
{
    private readonly ReadOnlySpan<byte> _datagram;

    private PacketReader(ReadOnlySpan<byte> datagram) => _datagram = datagram;

    /// <summary>The packet's header, in place; only its magic and size are checked.</summary>
    public ref readonly PacketHeader Header => ref MemoryMarshal.AsRef<PacketHeader>(_datagram);

    /// <summary>The bytes after the header, as many as the header's size field states.</summary>
    public ReadOnlySpan<byte> Payload => _datagram[PacketHeader.Size..];

    /// <summary>Opens a datagram whose magic is right and whose size field lies between the header and what has arrived.</summary>
    [RealTimeSafe]
    public static bool TryOpen(ReadOnlySpan<byte> datagram, out PacketReader reader)
    {
        reader = default;
        if (datagram.Length < PacketHeader.Size)
            return false;
        ref readonly PacketHeader header = ref MemoryMarshal.AsRef<PacketHeader>(datagram);
        uint size = header.PacketSize;
        if (!header.HasMagic || size < PacketHeader.Size || size > (uint)datagram.Length)
            return false;
        reader = new PacketReader(datagram[..(int)size]);
        return true;
    }
}
