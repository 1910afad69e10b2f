// SPDX-License-Identifier: GPL-2.0-or-later
using System.Runtime.InteropServices;
using NetJack2.Protocol.Wire;
using NetJack2.RealTime;

namespace NetJack2.Protocol.Extension;

/// <summary>A packet that requests cycle packets which did not arrive: docs/protocol-extension.md, "Resend".</summary>
/// <remarks>Malformed input is <see langword="false"/>, never an exception. Thread-safe.</remarks>
public static class ResendRequest
{
    /// <summary>The most entries of a request.</summary>
    public const int MostEntries = 64;

    /// <summary>The most bytes of a request.</summary>
    public const int MostBytes = PacketHeader.Size + (MostEntries * ResendEntry.Size);

    /// <summary>Bytes of a request with so many entries.</summary>
    [RealTimeSafe]
    public static int SizeOf(int entries) => PacketHeader.Size + (entries * ResendEntry.Size);

    /// <summary>Makes a request that fills the datagram.</summary>
    /// <param name="datagram">Its length is <see cref="SizeOf"/> bytes.</param>
    /// <param name="stream">The direction in which the request goes.</param>
    /// <param name="sessionId">The session.</param>
    /// <param name="entries">The missing packets; none to show where requests come from.</param>
    [RealTimeSafe]
    public static void Write(Span<byte> datagram, StreamDirection stream, uint sessionId, ReadOnlySpan<ResendEntry> entries)
    {
        ref PacketHeader header = ref MemoryMarshal.AsRef<PacketHeader>(datagram);
        header = PacketHeader.Create();
        header.DataType = DataType.ResendRequest;
        header.Stream = stream;
        header.SessionId = sessionId;
        header.PacketCount = 1;
        header.PacketSize = (uint)datagram.Length;
        header.ActivePorts = (uint)entries.Length;
        header.Cycle = entries.IsEmpty ? 0 : entries[0].Cycle;
        header.Frames = PacketHeader.WholePeriod;
        MemoryMarshal.AsBytes(entries).CopyTo(datagram[PacketHeader.Size..]);
    }

    /// <summary>Whether a datagram is marked as a request.</summary>
    [RealTimeSafe]
    public static bool IsRequest(ReadOnlySpan<byte> datagram) =>
        datagram.Length >= PacketHeader.Size && MemoryMarshal.AsRef<PacketHeader>(datagram).DataType == DataType.ResendRequest;

    /// <summary>The session that a request names; 0 where the datagram is none.</summary>
    public static uint SessionOf(ReadOnlySpan<byte> datagram) =>
        IsRequest(datagram) && PacketReader.TryOpen(datagram, out PacketReader packet) ? packet.Header.SessionId : 0u;

    /// <summary>Reads a request of this session and direction.</summary>
    [RealTimeSafe]
    public static bool TryOpen(
        ReadOnlySpan<byte> datagram, StreamDirection stream, uint sessionId, out ReadOnlySpan<ResendEntry> entries)
    {
        entries = default;
        if (!IsRequest(datagram) || !PacketReader.TryOpen(datagram, out PacketReader packet))
            return false;
        ref readonly PacketHeader header = ref packet.Header;
        uint count = header.ActivePorts;
        if (header.Stream != stream || header.SessionId != sessionId || count > MostEntries
            || packet.Payload.Length != (int)count * ResendEntry.Size)
            return false;
        entries = MemoryMarshal.Cast<byte, ResendEntry>(packet.Payload);
        return true;
    }
}
