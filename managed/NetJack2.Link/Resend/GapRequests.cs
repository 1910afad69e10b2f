// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.Link.Cycles;
using NetJack2.Protocol.Extension;
using NetJack2.Protocol.Session;
using NetJack2.RealTime;

namespace NetJack2.Link.Resend;

/// <summary>Finds the packets that are missing, and decides when the peer is asked for them.</summary>
/// <remarks>The rules: docs/protocol-extension.md, "Resend". Used by the thread that runs the cycles.</remarks>
internal sealed class GapRequests
{
    // The most packets that are asked for in a cycle, and how often each of them is.
    private const int MostPackets = 64;
    private const int LeastAsks = 2;

    // What is lost is no accident any more, and asking makes it worse. A cycle counts for one part in 64.
    private const double MostLoss = 0.2;
    private const double LossWeight = 1.0 / 64;

    // So many on end are not lost by chance: one of five may be, or its answer, before the requests end.
    private const int MostUnanswered = 8;

    private readonly ReceiveWindow _window;
    private readonly LinkCounters _counters;
    private readonly ResendTimes _times;
    private readonly Gap[] _gaps;
    private readonly ResendEntry[] _entries = new ResendEntry[ResendRequest.MostEntries];
    private int _mostAsks;
    private int _count;
    private int _packets;
    private int _unanswered;
    private int _usualPackets = 1;
    private double _loss;
    private long _needless;

    /// <summary>The requests of one end of a session.</summary>
    public GapRequests(SessionParameters session, DirectionParameters incoming, ReceiveWindow window, LinkCounters counters)
    {
        _window = window;
        _counters = counters;
        // A master with latency receives once in a cycle; a slave, and a master that waits, when packets arrive.
        _times = new ResendTimes(session, looksOnceAPeriod: incoming.IsPacedByReceiver && session.Latency != 0);
        _gaps = new Gap[window.Length];
        Follow(session.Latency);
    }

    /// <summary>The entries to be requested now, as the last <see cref="Update"/> has found them.</summary>
    public ReadOnlySpan<ResendEntry> Due => _entries.AsSpan(0, _count);

    /// <summary>Whether some of it was asked for before.</summary>
    public bool IsRepeated { get; private set; }

    /// <summary>Whether so many first requests on end were not answered that they do not arrive. It stays so.</summary>
    public bool IsUnanswered => _unanswered >= MostUnanswered;

    /// <summary>When to check again, if nothing arrives, in nanoseconds of the link's clock; <see cref="long.MaxValue"/>: not at
    /// all.</summary>
    public long NextAt { get; private set; } = long.MaxValue;

    /// <summary>The session has this latency, in cycles, from now on.</summary>
    [RealTimeSafe]
    public void Follow(int latency)
    {
        _mostAsks = Math.Max(LeastAsks, latency - 1);
        _times.Follow(latency);
    }

    /// <summary>Finds the packets that are missing and due for a request, which counts as made.</summary>
    /// <param name="first">The first cycle that can still be played.</param>
    /// <param name="overdue">The first cycle that is not late by itself: earlier ones should be complete.</param>
    /// <param name="now">The link's clock.</param>
    [RealTimeSafe]
    public void Update(uint first, uint overdue, long now)
    {
        _count = 0;
        IsRepeated = false;
        NextAt = long.MaxValue;
        if (!_window.IsOpen)
            return;
        if (_counters.Values.Copies != _needless)
            _times.AddNeedless();
        _needless = _counters.Values.Copies;
        uint end = (int)(overdue - _window.Newest) > 0 ? overdue : _window.Newest + 1;
        for (uint cycle = first; (int)(end - cycle) > 0 && cycle - first < (uint)_gaps.Length; cycle++)
            Check(cycle, isOverdue: (int)(overdue - cycle) > 0, now);
    }

    /// <summary>Forgets the due entries, which have been requested.</summary>
    [RealTimeSafe]
    public void Clear() => _count = 0;

    /// <summary>Counts a cycle that is played.</summary>
    /// <param name="slot">What has arrived of it; null: nothing.</param>
    [RealTimeSafe]
    public void CountCycle(CycleSlot? slot)
    {
        _packets = 0;
        _times.Fade();
        int expected = slot is { Packets.Expected: > 0 } ? slot.Packets.Expected : _usualPackets;
        int lost = expected - (slot is null ? 0 : slot.Packets.Received - slot.Copies);
        _usualPackets = expected;
        _loss += (((double)lost / expected) - _loss) * LossWeight;
    }

    [RealTimeSafe]
    private void Check(uint cycle, bool isOverdue, long now)
    {
        CycleSlot? slot = _window.Find(cycle);
        ref Gap gap = ref _gaps[cycle & (uint)(_gaps.Length - 1)];
        if (gap.Cycle != cycle)
            gap = new Gap { Cycle = cycle };
        if (slot is not null && slot.Packets.Received != gap.Received)
            Learn(ref gap, slot, now);
        if (slot is { Packets.IsComplete: true })
            return;
        bool isOvertaken = (int)(_window.Newest - cycle) > 0;
        if (gap.KnownSince == 0 && (isOvertaken || gap.Holes != 0))
            gap.KnownSince = now;
        long tailAt = gap.Received == 0 ? long.MaxValue : gap.ArrivedAt + _times.TailNs;
        bool isWhole = isOverdue || isOvertaken || now >= tailAt;
        int expected = slot is { Packets.Expected: > 0 } ? slot.Packets.Expected : 0;
        int end = isWhole ? Math.Max(1, expected) : gap.Reached;
        long due = isOverdue || now >= tailAt ? now : gap.KnownSince == 0 ? long.MaxValue : gap.KnownSince + _times.ReorderNs;
        if (now >= due)
            Ask(ref gap, slot, expected, end, now);
        NextAt = Math.Min(NextAt, now < due ? Math.Min(due, tailAt) : isWhole ? long.MaxValue : tailAt);
    }

    [RealTimeSafe]
    private void Ask(ref Gap gap, CycleSlot? slot, int expected, int end, long now)
    {
        bool isAgain = gap.Asks != 0 && now - gap.AskedAt >= _times.RetryNs;
        int from = isAgain ? 0 : gap.AskedEnd;
        bool isAllowed = gap.Asks < _mostAsks || !isAgain;
        if (from < end && isAllowed && _loss <= MostLoss && Add(gap.Cycle, slot, expected, from, end))
        {
            IsRepeated |= isAgain;
            if (isAgain && gap.Asks == 1 && gap.Copies == 0)
                _unanswered++;
            gap.Asks += isAgain || gap.Asks == 0 ? 1 : 0;
            gap.AskedAt = now;
            gap.AskedEnd = Math.Max(gap.AskedEnd, end);
        }
        // Where it was not allowed now, the next packet or cycle is time enough: nothing is waited for that may be over already.
        long retryAt = gap.AskedAt + _times.RetryNs;
        if (gap.Asks != 0 && gap.Asks < _mostAsks && retryAt > now)
            NextAt = Math.Min(NextAt, retryAt);
    }

    // Whether there was something to ask for, and room for all of it.
    [RealTimeSafe]
    private bool Add(uint cycle, CycleSlot? slot, int expected, int from, int end)
    {
        if (expected == 0)
            return TryAdd(cycle, 0, _usualPackets, isAll: true);
        bool isAdded = false;
        for (int packet = from; packet < end; packet++)
        {
            int start = packet;
            while (packet < end && !slot!.Packets.Has(packet))
                packet++;
            if (packet != start && !TryAdd(cycle, start, packet - start))
                return isAdded;
            isAdded |= packet != start;
        }
        return isAdded;
    }

    [RealTimeSafe]
    private bool TryAdd(uint cycle, int first, int missing, bool isAll = false)
    {
        int packets = Math.Min(missing, MostPackets - _packets);
        if (_count == _entries.Length || packets <= 0)
            return false;
        _entries[_count++] = new ResendEntry(cycle, first, isAll && packets == missing ? 0 : packets);
        _packets += packets;
        _counters.Values.Asked += packets;
        return true;
    }

    [RealTimeSafe]
    private void Learn(ref Gap gap, CycleSlot slot, long now)
    {
        int copies = slot.Copies - gap.Copies;
        int originals = slot.Packets.Received - gap.Received - copies;
        int filled = gap.Reached == 0 ? originals : gap.Holes - Gap.HolesIn(slot, gap.Reached) - copies;
        if (gap.KnownSince != 0 && originals > 0 && filled > 0)
            _times.AddReorder(now - gap.KnownSince);
        else if (gap.Asks != 0 && originals > 0)
            _times.AddReorder(now - gap.ArrivedAt);
        if (copies > 0 && gap.Asks == 1 && gap.Copies == 0)
        {
            _times.AddAnswer(now - gap.AskedAt);
            _unanswered = IsUnanswered ? _unanswered : 0;
        }
        gap.Received = slot.Packets.Received;
        gap.Copies = slot.Copies;
        gap.Reached = slot.Packets.Reached;
        gap.Holes = Gap.HolesIn(slot, gap.Reached);
        gap.ArrivedAt = now;
    }
}
