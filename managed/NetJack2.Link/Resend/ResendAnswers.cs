// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.Link.Cycles;
using NetJack2.Link.Datagrams;
using NetJack2.Protocol.Extension;
using NetJack2.Protocol.Session;
using NetJack2.Protocol.Wire;
using NetJack2.RealTime;

namespace NetJack2.Link.Resend;

/// <summary>Sends packets again that the peer asks for.</summary>
/// <remarks>Used by one thread: that which runs the cycles, or the one that answers beside it.</remarks>
public sealed class ResendAnswers : IDisposable
{
    // The most packets that leave in one call of the kernel, and the most that a request gets.
    private const int MostPackets = 16, MostAnswered = 64;

    private readonly SentCycles _sent;
    private readonly OutgoingBatch _batch;
    private readonly StreamDirection _asked;
    private readonly uint _sessionId;
    private readonly byte[] _packet;

    /// <summary>Answers of an end of a session.</summary>
    /// <param name="session">What the two ends agreed on.</param>
    /// <param name="incoming">The direction in which requests come.</param>
    /// <param name="sent">What the end has sent.</param>
    public ResendAnswers(SessionParameters session, DirectionParameters incoming, SentCycles sent)
    {
        _sent = sent;
        _asked = incoming.Stream;
        _sessionId = session.SessionId;
        _packet = new byte[session.Mtu - session.Overhead];
        _batch = new OutgoingBatch(SizeFor(session), MostPackets, session.Mtu, session.Overhead);
    }

    /// <summary>Bytes of memory that the answers of such a session take.</summary>
    public static int SizeFor(SessionParameters session) => MostPackets * (session.Mtu - session.Overhead);

    /// <summary>Sends again what a request asks for. What is no request of the session is ignored.</summary>
    /// <returns>Whether the datagram is a request of the session.</returns>
    [RealTimeSafe]
    public bool TryAnswer(ReadOnlySpan<byte> datagram, IDatagramSocket socket)
    {
        if (!ResendRequest.TryOpen(datagram, _asked, _sessionId, out ReadOnlySpan<ResendEntry> entries))
            return false;
        int count = 0;
        foreach (ref readonly ResendEntry entry in entries)
        {
            int kept = _sent.CountOf(entry.Cycle);
            int end = entry.Count == 0 ? kept : Math.Min(kept, entry.First + entry.Count);
            for (int packet = entry.First; packet < end; packet++)
            {
                if (_batch.DatagramCount == MostPackets)
                    Flush(socket);
                // It is there, so that the answers have used up what they may send.
                if (++count > MostAnswered || !TryAdd(entry.Cycle, packet))
                {
                    Flush(socket);
                    return true;
                }
            }
        }
        Flush(socket);
        return true;
    }

    /// <inheritdoc/>
    public void Dispose() => _batch.Dispose();

    [RealTimeSafe]
    private bool TryAdd(uint cycle, int packet)
    {
        int size = _sent.Copy(cycle, packet, _packet);
        if (size != 0)
            _packet.AsSpan(0, size).CopyTo(_batch.Append(size));
        return size != 0;
    }

    [RealTimeSafe]
    private void Flush(IDatagramSocket socket)
    {
        if (_batch.DatagramCount == 0)
            return;
        // What an earlier datagram brought back (Refused) does not keep these from leaving.
        if (socket.Send(_batch) is SocketStatus.Done or SocketStatus.Refused)
            _sent.CountAnswered(_batch.DatagramCount);
        _batch.Clear();
    }
}
