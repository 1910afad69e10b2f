// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.Protocol.Mesh;

namespace NetJack2.Sessions.Rig;

/// <summary>The answering end of one asker: each request is done once, however often and in whatever order its packets come.</summary>
/// <remarks>Control thread.</remarks>
internal sealed class RequestMemory
{
    private readonly byte[] _reply = new byte[MeshPacket.LongestSize];
    private MeshPacket _request;
    private int _length;
    private bool _isPending;

    /// <summary>The reply to the last request; empty while there is none.</summary>
    public ReadOnlySpan<byte> Reply => _reply.AsSpan(0, _length);

    /// <summary>Whether a request is to be done: it belongs to another session than the last one, or follows it. While one is being done,
    /// no other is begun.</summary>
    /// <param name="request">The packet's beginning.</param>
    public bool TryBegin(in MeshPacket request)
    {
        if (_isPending || (IsOfSession(request) && (int)((uint)request.Serial - _request.Serial) <= 0))
            return false;
        (_request, _length, _isPending) = (request, 0, true);
        return true;
    }

    /// <summary>Whether a packet repeats the last request.</summary>
    public bool Is(in MeshPacket request) => IsOfSession(request) && (uint)request.Serial == _request.Serial;

    /// <summary>The request is done; its reply is kept.</summary>
    public void End(RequestStatus status, ReadOnlySpan<byte> words)
    {
        _isPending = false;
        _length = RequestPacket.WriteReply(_reply, _request, status, words);
    }

    private bool IsOfSession(in MeshPacket request) => request.SessionId == _request.SessionId && request.Key == _request.Key;
}
