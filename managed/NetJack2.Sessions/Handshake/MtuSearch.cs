// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.Link.Datagrams;
using NetJack2.Protocol.Extension;
using NetJack2.Protocol.Session;
using NetJack2.RealTime;

namespace NetJack2.Sessions.Handshake;

/// <summary>Finds the longest packets that a path carries there and back, by trying: docs/protocol-extension.md, "MTU probing".</summary>
/// <remarks>
/// Control thread of a slave. Nothing here waits. Probes of all lengths are on their way at the same time, and those of which no answer
/// has come are repeated: one that was lost says nothing. What cannot be sent because the interface is too small is not tried again.
/// </remarks>
internal sealed class MtuSearch(IHandshakeSocket socket, PeerAddress master, uint sessionId, IMonotonicClock clock)
{
    private const long Millisecond = 1_000_000;
    private const long RoundTime = 20 * Millisecond;

    // Six rounds: with a tenth of all packets lost, one time in twenty thousand a length that passes is not found.
    private const long SearchTime = 6 * RoundTime;

    // A path that answers nothing in this time carries no session either.
    private const long GiveUpTime = 15 * RoundTime;

    private const int MaxDatagramsPerPoll = 64;

    private static readonly int[] s_usual = [SessionValidator.MinMtu, 1280, 1400, SessionValidator.UsualMtu, SessionValidator.MaxMtu];

    // Shortest first: of datagrams of falling length the kernel would put several into one message.
    private readonly List<int> _candidates =
    [
        .. s_usual.Append(Math.Clamp(socket.RouteMtu, SessionValidator.MinMtu, SessionValidator.MaxMtu)).Distinct().Order(),
    ];

    private readonly byte[] _buffer = new byte[SessionValidator.MaxMtu];
    private readonly ulong _key = (ulong)Random.Shared.NextInt64(long.MinValue, long.MaxValue);
    private readonly long _since = clock.Now;
    private long _nextRound = clock.Now;

    /// <summary>The longest IP packet that is known to pass; 0 where none is.</summary>
    public int Found { get; private set; }

    /// <summary>Whether nothing more is to be expected.</summary>
    public bool IsOver { get; private set; }

    /// <summary>Sends what is to be sent and takes in what has come.</summary>
    public void Poll()
    {
        Receive();
        long now = clock.Now;
        IsOver = Found == _candidates[^1] || now - _since >= (Found == 0 ? GiveUpTime : SearchTime);
        if (IsOver || now < _nextRound)
            return;
        _nextRound = now + RoundTime;
        for (int index = 0; index < _candidates.Count; index++)
        {
            Span<byte> probe = _buffer.AsSpan(0, _candidates[index] - master.Host.Overhead);
            ProbePacket.Write(probe, sessionId, _key);
            if (_candidates[index] > Found && socket.TrySend(probe, master) == SocketStatus.TooLong && _candidates.Count > 1)
                _candidates.RemoveAt(index--);
        }
    }

    private void Receive()
    {
        for (int count = 0; count < MaxDatagramsPerPoll; count++)
        {
            SocketStatus status = socket.TryReceive(_buffer, out int length, out _);
            if (status is not (SocketStatus.Done or SocketStatus.Refused))
                return;
            int answered = ProbePacket.ReadAnswer(_buffer.AsSpan(0, Math.Min(length, _buffer.Length)), sessionId, _key);
            if (answered != 0)
                Found = Math.Max(Found, Math.Min(answered + master.Host.Overhead, SessionValidator.MaxMtu));
        }
    }
}
