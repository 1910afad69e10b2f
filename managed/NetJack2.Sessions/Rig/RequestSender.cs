// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.Protocol.Mesh;
using NetJack2.RealTime;

namespace NetJack2.Sessions.Rig;

/// <summary>The asking end: one request at a time, repeated until its reply arrives or the time is over.</summary>
/// <remarks>Control thread.</remarks>
/// <param name="clock">CLOCK_MONOTONIC. Requests are numbered from its milliseconds on, so that a module that is loaded again goes on
/// with numbers that have not been used.</param>
/// <param name="limitNs">When a request has failed.</param>
internal sealed class RequestSender(IMonotonicClock clock, long limitNs)
{
    private const long RepeatNs = 100 * Durations.MillisecondNs;

    private readonly byte[] _packet = new byte[MeshPacket.LongestSize];
    private uint _serial = (uint)(clock.Now / Durations.MillisecondNs);
    private uint _sessionId;
    private ulong _key;
    private IRequester? _requester;
    private long _repeatAtNs;
    private long _untilNs;

    /// <summary>Whether a request is waiting for its reply.</summary>
    public bool IsBusy => _requester is not null;

    /// <summary>The party that waits for the reply; null: none.</summary>
    public IRequester? Requester => _requester;

    /// <summary>Begins a request; <see cref="Poll"/> sends it. The last one must have ended.</summary>
    public void Begin(IRequester requester, uint sessionId, ulong key, ReadOnlySpan<byte> words)
    {
        (_requester, _sessionId, _key) = (requester, sessionId, key);
        RequestPacket.WriteRequest(_packet, sessionId, key, ++_serial, words);
        (_repeatAtNs, _untilNs) = (clock.Now, clock.Now + limitNs);
    }

    /// <summary>Cancels the request: its reply is ignored.</summary>
    public void Cancel() => _requester = null;

    /// <summary>Does the work that is due. Control thread.</summary>
    /// <param name="datagram">What must be sent now to the other end; empty: nothing.</param>
    /// <returns>Whether the request has failed: the other end did not answer in time.</returns>
    public bool Poll(out ReadOnlySpan<byte> datagram)
    {
        datagram = default;
        if (_requester is null || clock.Now < _repeatAtNs)
            return false;
        if (clock.Now >= _untilNs)
            return true;
        _repeatAtNs = clock.Now + RepeatNs;
        datagram = _packet;
        return false;
    }

    /// <summary>Handles a datagram of the other end. The reply to the present request goes to its requester.</summary>
    public void Receive(ReadOnlySpan<byte> datagram)
    {
        if (!RequestPacket.TryOpen(datagram, MeshPacketKind.Reply, out RequestPacket packet, out ReadOnlySpan<byte> words)
            || packet.Header.SessionId != _sessionId || packet.Header.Key != _key || packet.Header.Serial != _serial)
            return;
        Finish(packet.Status, words);
    }

    /// <summary>Ends the request with its reply.</summary>
    public void Finish(RequestStatus status, ReadOnlySpan<byte> words)
    {
        IRequester? requester = _requester;
        _requester = null;
        requester?.Reply(status, words);
    }
}
