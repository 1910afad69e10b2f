// SPDX-License-Identifier: GPL-2.0-or-later
using System.Runtime.InteropServices;
using NetJack2.Protocol.Wire;

namespace NetJack2.Protocol.Mesh;

/// <summary>A request between a member of a mesh and the manager, in either direction, or the reply to one.</summary>
/// <remarks>A request always has <see cref="MeshPacket.LongestSize"/> bytes, so no reply is longer than what it answers.</remarks>
[StructLayout(LayoutKind.Sequential, Pack = 1)]
public struct RequestPacket
{
    /// <summary>Bytes of the fields on the wire, in front of the words.</summary>
    public const int Size = MeshPacket.Size + 8;

    /// <summary>The most bytes of words: <see cref="RequestWords"/>.</summary>
    public const int MostWords = MeshPacket.LongestSize - Size;

    private MeshPacket _header;             // +0
    private UInt32BigEndian _status;        // +24
    private UInt32BigEndian _length;        // +28

    /// <summary>The session, its key, and the serial: the number of the request, which its reply repeats.</summary>
    public readonly MeshPacket Header => _header;

    /// <summary>The result of the request; 0 in a request.</summary>
    public readonly RequestStatus Status => (RequestStatus)(uint)_status;

    /// <summary>Writes a request, which fills the datagram.</summary>
    /// <param name="datagram">Where to: <see cref="MeshPacket.LongestSize"/> bytes.</param>
    /// <param name="sessionId">The member's session.</param>
    /// <param name="key">Its key.</param>
    /// <param name="serial">The number of the request.</param>
    /// <param name="words">At most <see cref="MostWords"/> bytes.</param>
    public static void WriteRequest(Span<byte> datagram, uint sessionId, ulong key, uint serial, ReadOnlySpan<byte> words)
    {
        MeshPacket.Write(datagram, MeshPacketKind.Request, sessionId, key, serial);
        Fill(datagram, RequestStatus.Done, words);
    }

    /// <summary>Writes a reply.</summary>
    /// <returns>Its bytes.</returns>
    /// <param name="datagram">Where to: <see cref="MeshPacket.LongestSize"/> bytes.</param>
    /// <param name="request">What is answered.</param>
    /// <param name="status">What has become of it.</param>
    /// <param name="words">At most <see cref="MostWords"/> bytes.</param>
    public static int WriteReply(Span<byte> datagram, in MeshPacket request, RequestStatus status, ReadOnlySpan<byte> words)
    {
        MeshPacket.Write(datagram, MeshPacketKind.Reply, request.SessionId, request.Key, request.Serial);
        Fill(datagram, status, words);
        return Size + words.Length;
    }

    /// <summary>Reads a request or a reply. False where the datagram is not of this kind, its length or status is out of range, or the
    /// words have no NUL at their end.</summary>
    public static bool TryOpen(
        ReadOnlySpan<byte> datagram, MeshPacketKind kind, out RequestPacket packet, out ReadOnlySpan<byte> words)
    {
        packet = default;
        words = default;
        if (!MeshPacket.Is(datagram, kind, kind == MeshPacketKind.Request ? MeshPacket.LongestSize : Size))
            return false;
        packet = MemoryMarshal.Read<RequestPacket>(datagram);
        uint length = packet._length;
        if (length > datagram.Length - Size || packet.Status > RequestStatus.UnknownPort)
            return false;
        words = datagram.Slice(Size, (int)length);
        return words.IsEmpty || words[^1] == 0;
    }

    private static void Fill(Span<byte> datagram, RequestStatus status, ReadOnlySpan<byte> words)
    {
        ref RequestPacket packet = ref MemoryMarshal.AsRef<RequestPacket>(datagram);
        packet._status = (uint)status;
        packet._length = (uint)words.Length;
        words.CopyTo(datagram[Size..]);
    }
}
