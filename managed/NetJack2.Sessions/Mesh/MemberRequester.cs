// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.Link.Datagrams;
using NetJack2.Protocol.Mesh;
using NetJack2.RealTime;
using NetJack2.Sessions.Handshake;
using NetJack2.Sessions.Rig;

namespace NetJack2.Sessions.Mesh;

/// <summary>A member that asks the manager.</summary>
/// <remarks>Control thread.</remarks>
internal sealed class MemberRequester(in MeshPacket first, IManagerHost host, IRequestDesk desk, IMonotonicClock clock) : IRequester
{
    // Each request allocates. The list of a large rig is read at about this rate; faster requests are repeated by their sender.
    private const long IntervalNs = 20 * Durations.MillisecondNs;
    private const long BurstNs = Durations.SecondNs;

    private readonly RequestMemory _memory = new();
    private readonly uint _sessionId = first.SessionId;
    private readonly ulong _key = first.Key;
    private PeerAddress _source;
    private long _nextNs;

    /// <summary>Whether a request is of the session that this asks for.</summary>
    public bool IsOf(in MeshPacket request) => request.SessionId == _sessionId && request.Key == _key;

    /// <summary>Handles a request: a new one is submitted, the last one is answered again.</summary>
    public void Receive(in MeshPacket request, ReadOnlySpan<byte> words, PeerAddress source)
    {
        _source = source;
        if (_memory.Is(request))
        {
            if (!_memory.Reply.IsEmpty)
                host.Answer(_memory.Reply, source);
        }
        else if (_nextNs <= clock.Now + BurstNs && _memory.TryBegin(request))
        {
            _nextNs = Math.Max(_nextNs, clock.Now) + IntervalNs;
            desk.Submit(this, words);
        }
    }

    /// <inheritdoc/>
    public void Reply(RequestStatus status, ReadOnlySpan<byte> words)
    {
        _memory.End(status, words);
        host.Answer(_memory.Reply, _source);
    }
}
