// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.Link.Datagrams;
using NetJack2.Protocol.Extension;
using NetJack2.Protocol.Session;
using NetJack2.RealTime;

namespace NetJack2.Sessions.Handshake;

/// <summary>Finds the longest packets that a path carries in both directions: docs/protocol-extension.md, "MTU probing".</summary>
/// <remarks>
/// Control thread of a slave. No call blocks. Probes of all lengths travel at the same time; those without an answer are repeated, because
/// a single loss proves nothing. A length that the interface rejects is not tried again.
/// </remarks>
internal sealed class MtuSearch(IHandshakeSocket socket, PeerAddress master, uint sessionId, IMonotonicClock clock)
{
    private const long RoundNs = 20 * Durations.MillisecondNs;

    // Six rounds: at 10 % loss, a length that passes is missed once in twenty thousand searches.
    private const int Rounds = 6;

    // A path that answers nothing in so many rounds carries no session either.
    private const int GiveUpRounds = 15;

    private const int MaxDatagramsPerPoll = 64;

    private static readonly int[] s_usual = [SessionValidator.MinMtu, 1280, 1400, SessionValidator.UsualMtu, SessionValidator.MaxMtu];

    // Shortest first: of datagrams of falling length the kernel would put several into one message.
    private readonly List<int> _candidates =
    [
        .. s_usual.Append(Math.Clamp(socket.RouteMtu, SessionValidator.MinMtu, SessionValidator.MaxMtu)).Distinct().Order(),
    ];

    private readonly byte[] _buffer = new byte[SessionValidator.MaxMtu];
    private readonly ulong _key = (ulong)Random.Shared.NextInt64(long.MinValue, long.MaxValue);
    private int _rounds;
    private long _nextRoundNs = clock.Now;

    /// <summary>Bytes of the longest IP packet that is known to pass; 0: none yet.</summary>
    public int Found { get; private set; }

    /// <summary>Whether the search has ended, with or without a result.</summary>
    public bool IsOver { get; private set; }

    /// <summary>Receives answers and sends the probes that are due.</summary>
    public void Poll()
    {
        Receive();
        long now = clock.Now;
        IsOver = Found == _candidates[^1] || (now >= _nextRoundNs && _rounds >= (Found == 0 ? GiveUpRounds : Rounds));
        if (IsOver || now < _nextRoundNs)
            return;
        // Rounds count and not time: a server that takes its new parameters slowly must not shorten the search.
        _rounds++;
        _nextRoundNs = now + RoundNs;
        for (int index = 0; index < _candidates.Count; index++)
        {
            Span<byte> probe = _buffer.AsSpan(0, _candidates[index] - master.Host.Overhead);
            ProbePacket.Write(probe, sessionId, _key);
            if (_candidates[index] > Found && socket.SendTo(probe, master) == SocketStatus.TooLong && _candidates.Count > 1)
                _candidates.RemoveAt(index--);
        }
    }

    private void Receive()
    {
        for (int count = 0; count < MaxDatagramsPerPoll; count++)
        {
            SocketStatus status = socket.ReceiveFrom(_buffer, out int length, out _);
            if (status is not (SocketStatus.Done or SocketStatus.Refused))
                return;
            int answered = ProbePacket.ReadAnswer(_buffer.AsSpan(0, Math.Min(length, _buffer.Length)), sessionId, _key);
            if (answered != 0)
                Found = Math.Max(Found, Math.Min(answered + master.Host.Overhead, SessionValidator.MaxMtu));
        }
    }
}
