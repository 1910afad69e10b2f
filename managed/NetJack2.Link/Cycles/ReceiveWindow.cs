// SPDX-License-Identifier: GPL-2.0-or-later
using System.Numerics;
using NetJack2.Protocol.Wire;
using NetJack2.RealTime;

namespace NetJack2.Link.Cycles;

/// <summary>
/// The cycles of one direction that are under way: each packet is put where its cycle and sub-cycle say, whatever the order in
/// which packets come. Duplicates, strangers and packets of cycles that are over are dropped and counted.
/// </summary>
/// <remarks>Used by the one thread that runs the link's cycles.</remarks>
public sealed class ReceiveWindow
{
    // A jump is believed when this many packets in a row agree on it, so that a single forged one does nothing, and when for so many
    // periods nothing has come where the peer was before, so that any number of forged ones does nothing while the peer is there.
    private const int JumpPackets = 3, JumpPeriods = 2;

    private readonly DirectionParameters _direction;
    private readonly ICycleFormat _format;
    private readonly CycleSlot?[] _cycles;
    private readonly CycleSlot[] _free;
    private readonly LinkCounters _counters;
    private readonly long _jumpSilence;
    private int _freeCount;
    private uint _jumpCycle;
    private int _jumpCount;
    private long _nearAt;
    private uint _unnumbered;

    /// <summary>A window with room for at least this many cycles.</summary>
    public ReceiveWindow(DirectionParameters direction, ICycleFormat format, int cycles, LinkCounters counters)
    {
        _direction = direction;
        _format = format;
        _counters = counters;
        _jumpSilence = JumpPeriods * 1_000_000_000L * direction.Period / direction.SampleRate;
        _cycles = new CycleSlot?[(int)BitOperations.RoundUpToPowerOf2((uint)cycles)];
        // The slot that was freed last is used next: as many are touched as cycles are really under way.
        _free = new CycleSlot[_cycles.Length];
        while (_freeCount < _free.Length)
            _free[_freeCount++] = format.CreateSlot();
    }

    /// <summary>How many cycles there is room for.</summary>
    public int Length => _cycles.Length;

    /// <summary>The first cycle that is still wanted.</summary>
    public uint Oldest { get; private set; }

    /// <summary>Whether <see cref="Oldest"/> is known: from the first packet on, or since <see cref="MoveTo"/>.</summary>
    public bool IsOpen { get; private set; }

    /// <summary>The furthest cycle of which something has come.</summary>
    public uint Newest { get; private set; }

    /// <summary>The cycle of the last packet of the session, whether it was taken in or not.</summary>
    public uint LastHeard { get; private set; }

    /// <summary>Whether the peer numbers none of its cycles, so that they are counted here: one that is lost makes the numbers too small.</summary>
    public bool CountsCycles => _unnumbered > 1;

    /// <summary>How long after its cycle was given up the last late packet came, in cycles; for the owner to clear.</summary>
    public int Lateness { get; set; }

    /// <summary>Takes in a datagram.</summary>
    [RealTimeSafe]
    public void Accept(ReadOnlySpan<byte> datagram, long now)
    {
        if (!PacketReader.TryOpen(datagram, out PacketReader packet))
        {
            _counters.Values.Malformed++;
            return;
        }
        if (packet.Header.Stream != _direction.Stream || packet.Header.SessionId != _direction.SessionId)
        {
            _counters.Values.Foreign++;
            return;
        }
        if (_format.IsCopy(packet))
        {
            AcceptCopy(packet, now);
            return;
        }
        uint cycle = NumberOf(packet.Header);
        LastHeard = cycle;
        bool wasOpen = IsOpen;
        if (!wasOpen)
            MoveTo(cycle);
        if (!IsWithin(cycle, now))
            return;
        CycleSlot? known = Find(cycle);
        PacketVerdict verdict = _format.Accept(packet, known ?? Begin(cycle, now));
        if (known is null && verdict == PacketVerdict.Malformed)
        {
            // What is no packet of this session begins no cycle, and no window.
            End(IndexOf(cycle));
            IsOpen = wasOpen;
        }
        Count(verdict, cycle, now);
    }

    // A copy fills a gap or says nothing: it tells neither where the peer is nor how late packets come.
    [RealTimeSafe]
    private void AcceptCopy(PacketReader packet, long now)
    {
        uint cycle = packet.Header.Cycle;
        uint ahead = cycle - Oldest;
        if (!IsOpen || ahead >= (uint)_cycles.Length)
        {
            _counters.Values.Copies++;
            return;
        }
        CycleSlot? known = Find(cycle);
        PacketVerdict verdict = _format.Accept(packet, known ?? Begin(cycle, now));
        switch (verdict)
        {
            case PacketVerdict.Accepted:
                _counters.Values.Received++;
                _counters.Values.Recovered++;
                _counters.Values.LastReceived = now;
                break;
            case PacketVerdict.Duplicate:
                _counters.Values.Copies++;
                break;
            default:
                _counters.Values.Malformed++;
                if (known is null)
                    End(IndexOf(cycle));
                break;
        }
    }

    /// <summary>What has come of a cycle, or nothing.</summary>
    [RealTimeSafe]
    public CycleSlot? Find(uint cycle)
    {
        CycleSlot? slot = _cycles[IndexOf(cycle)];
        return slot is not null && slot.Cycle == cycle ? slot : null;
    }

    /// <summary>The cycle nearest to <see cref="Oldest"/> of which something has come, or nothing.</summary>
    [RealTimeSafe]
    public CycleSlot? FindFirst()
    {
        for (uint ahead = 0; IsOpen && ahead < (uint)_cycles.Length; ahead++)
        {
            if (Find(Oldest + ahead) is { } slot)
                return slot;
        }
        return null;
    }

    /// <summary>Gives up all cycles before this one. Moving backwards forgets everything.</summary>
    [RealTimeSafe]
    public void MoveTo(uint cycle)
    {
        int distance = IsOpen ? (int)(cycle - Oldest) : -1;
        int ended = distance < 0 || distance > _cycles.Length ? _cycles.Length : distance;
        for (uint step = 0; step < (uint)ended; step++)
            End(IndexOf(Oldest + step));
        Oldest = cycle;
        IsOpen = true;
        _jumpCount = 0;
        if (distance < 0)
            Newest = cycle;
    }

    // PipeWire's slaves say 0 in every packet. Peers that count begin with 1, and come to a single 0 after months.
    [RealTimeSafe]
    private uint NumberOf(in PacketHeader header)
    {
        uint cycle = header.Cycle;
        if (header.DataType == DataType.Sync)
            _unnumbered = cycle == 0 ? _unnumbered + 1 : 0;
        return cycle == 0 && CountsCycles ? _unnumbered : cycle;
    }

    [RealTimeSafe]
    private int IndexOf(uint cycle) => (int)(cycle & (uint)(_cycles.Length - 1));

    [RealTimeSafe]
    private CycleSlot Begin(uint cycle, long now)
    {
        // There are as many slots as places, and the place of a cycle within the window is empty or holds that cycle.
        CycleSlot slot = _free[--_freeCount];
        slot.Begin(cycle, now);
        _cycles[IndexOf(cycle)] = slot;
        return slot;
    }

    [RealTimeSafe]
    private void End(int index)
    {
        if (_cycles[index] is not { } slot)
            return;
        _cycles[index] = null;
        _free[_freeCount++] = slot;
    }

    [RealTimeSafe]
    private bool IsWithin(uint cycle, long now)
    {
        int ahead = (int)(cycle - Oldest);
        if (ahead >= 0 && ahead < _cycles.Length)
            return true;
        if (ahead < 0 && ahead >= -_cycles.Length)
        {
            _counters.Values.Late++;
            _counters.Values.LastReceived = now;
            Lateness = Math.Max(Lateness, -ahead);
            _nearAt = now;
            return false;
        }
        // Out of all proportion: a peer that was asleep or began anew, or somebody's forgery.
        _counters.Values.Foreign++;
        _jumpCount = (int)(cycle - _jumpCycle) is >= 0 and <= 1 ? _jumpCount + 1 : 1;
        _jumpCycle = cycle;
        if (_jumpCount < JumpPackets || now - _nearAt < _jumpSilence)
            return false;
        MoveTo(cycle);
        return true;
    }

    [RealTimeSafe]
    private void Count(PacketVerdict verdict, uint cycle, long now)
    {
        switch (verdict)
        {
            case PacketVerdict.Accepted:
                _counters.Values.Received++;
                _counters.Values.LastReceived = _nearAt = now;
                _jumpCount = 0;
                if ((int)(cycle - Newest) >= 0)
                    Newest = cycle;
                else
                    _counters.Values.Reordered++;
                break;
            case PacketVerdict.Duplicate:
                _counters.Values.Duplicate++;
                break;
            default:
                _counters.Values.Malformed++;
                break;
        }
    }
}
