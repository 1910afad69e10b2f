// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.Link.Cycles;
using NetJack2.Link.Datagrams;
using NetJack2.Protocol.Extension;
using NetJack2.Protocol.Session;
using NetJack2.Protocol.Wire;
using NetJack2.RealTime;

namespace NetJack2.Link.Resend;

/// <summary>One end's part in the repair of losses: it requests missing packets from its peer, and answers the peer's requests.</summary>
/// <remarks>Used by the thread that runs the cycles.</remarks>
public sealed class LossRepair : IDisposable
{
    // More requests in a cycle than a peer makes are ignored: the thread has a cycle to run.
    private const int MostAnswers = 8;

    private readonly GapRequests _gaps;
    private readonly ResendAnswers _answers;
    private readonly OutgoingBatch _request;
    private readonly StreamDirection _stream;
    private readonly uint _sessionId;
    private IDatagramSocket? _path;
    private int _answersLeft = MostAnswers;

    /// <summary>The repair of a session's losses, at one end.</summary>
    /// <param name="session">What the two ends agreed on.</param>
    /// <param name="outgoing">The direction that this end sends.</param>
    /// <param name="incoming">The direction that this end receives.</param>
    /// <param name="sent">What it has sent.</param>
    /// <param name="window">What it has received.</param>
    /// <param name="counters">What is counted.</param>
    public LossRepair(
        SessionParameters session, DirectionParameters outgoing, DirectionParameters incoming, SentCycles sent, ReceiveWindow window,
        LinkCounters counters)
    {
        _gaps = new GapRequests(session, incoming, window, counters);
        _answers = new ResendAnswers(session, incoming, sent);
        _request = new OutgoingBatch(ResendRequest.MostBytes, 1, session.Mtu, session.Overhead);
        _stream = outgoing.Stream;
        _sessionId = session.SessionId;
    }

    /// <summary>Bytes of memory that it takes, and what answers beside it.</summary>
    public static int SizeFor(SessionParameters session) => (2 * ResendAnswers.SizeFor(session)) + ResendRequest.MostBytes;

    /// <summary>When to check again for missing packets, if nothing arrives.</summary>
    public long NextAt => _gaps.NextAt;

    /// <summary>A socket to where the peer answers at once; requests go there first. Before the first cycle.</summary>
    /// <remarks>It stays the caller's.</remarks>
    public void UsePath(IDatagramSocket path) => _path = path;

    /// <summary>The session has this latency, in cycles, from now on.</summary>
    [RealTimeSafe]
    public void Follow(int latency) => _gaps.Follow(latency);

    /// <summary>Finds the packets that are missing.</summary>
    /// <param name="first">The first cycle that can still be played.</param>
    /// <param name="overdue">The first cycle that is not late by itself.</param>
    /// <param name="now">The link's clock.</param>
    [RealTimeSafe]
    public void Update(uint first, uint overdue, long now) => _gaps.Update(first, overdue, now);

    /// <summary>Requests at once the packets that were found missing.</summary>
    /// <param name="socket">The session's socket.</param>
    [RealTimeSafe]
    public void Ask(IDatagramSocket socket)
    {
        if (_gaps.Due.IsEmpty)
            return;
        _request.Clear();
        Write(_request);
        if (_path is not null)
            _ = _path.Send(_request);
        // What was not answered on one path is asked for on both; where that path seems to be closed, everything is.
        if (_path is null || _gaps.IsRepeated || _gaps.IsUnanswered)
            _ = socket.Send(_request);
        _gaps.Clear();
    }

    /// <summary>Requests the packets that were found missing, in front of a cycle's packets.</summary>
    [RealTimeSafe]
    public void Ask(OutgoingBatch batch)
    {
        _answersLeft = MostAnswers;
        if (_gaps.Due.IsEmpty)
            return;
        Write(batch);
        _gaps.Clear();
    }

    /// <summary>Counts a cycle that is played.</summary>
    /// <param name="slot">What has arrived of it; null: nothing.</param>
    [RealTimeSafe]
    public void CountCycle(CycleSlot? slot) => _gaps.CountCycle(slot);

    /// <summary>Sends again what a request asks for.</summary>
    /// <returns>Whether the datagram is a request of the session.</returns>
    [RealTimeSafe]
    public bool TryAnswer(ReadOnlySpan<byte> datagram, IDatagramSocket socket)
    {
        if (!ResendRequest.IsRequest(datagram))
            return false;
        return --_answersLeft < 0 || _answers.TryAnswer(datagram, socket);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _answers.Dispose();
        _request.Dispose();
    }

    [RealTimeSafe]
    private void Write(OutgoingBatch batch)
    {
        ReadOnlySpan<ResendEntry> due = _gaps.Due;
        ResendRequest.Write(batch.Append(ResendRequest.SizeOf(due.Length)), _stream, _sessionId, due);
    }
}
