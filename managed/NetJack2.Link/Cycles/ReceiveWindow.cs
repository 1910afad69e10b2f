// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.Protocol.Wire;
using NetJack2.RealTime;

namespace NetJack2.Link.Cycles;

/// <summary>
/// The cycles of one direction that are under way: each packet is put at its cycle and sub-cycle, whatever the order in
/// which packets come. Duplicates, strangers and packets of cycles that are over are dropped and counted.
/// </summary>
/// <remarks>Used by the one thread that runs the link's cycles.</remarks>
public sealed partial class ReceiveWindow : IDisposable
{
    /// <summary>Value for the number of cycles to follow: the window never moves by itself.</summary>
    public const int Fixed = -1;

    // A jump is believed when this many packets in a row agree on it, so that a single forged one does nothing, and when for so many
    // periods nothing has come where the peer was before, so that any number of forged ones does nothing while the peer is there.
    private const int JumpPackets = 3, JumpPeriods = 2;

    // So many numbers in a row are the peer's own.
    private const int NumbersOfPeer = 8;

    // A session ends after two seconds of silence: what a peer sends of it can hardly be older than this.
    private const int LateSeconds = 4;

    private readonly DirectionParameters _direction;
    private readonly ICycleFormat _format;
    private readonly CycleSlot?[] _cycles;
    private readonly CycleSlot[] _free;
    private readonly uint[] _incomplete;
    private readonly CycleSlot? _lateSlot;
    private readonly LinkCounters _counters;
    private readonly long _periodNs;
    private readonly long _jumpSilenceNs;
    private readonly int _lateCycles;
    private readonly int _followedCycles;
    private int _freeCount;
    private uint _jumpCycle;
    private int _jumpCount;
    private long _nearAt;
    private long _readAt;
    private long _nearBefore;
    private uint _newestBefore;
    private bool _isFollowing;
    private uint _unnumbered;
    private int _zeros;
    private int _numbers;
    private bool _hasNumbered;

    /// <summary>A window with room for at least this many cycles.</summary>
    /// <param name="direction">The ports, period and MTU of the direction.</param>
    /// <param name="format">How its packets are read.</param>
    /// <param name="cycles">Cycles that there is room for; rounded up to a power of two.</param>
    /// <param name="counters">What is counted.</param>
    /// <param name="followedCycles">
    /// Cycles before the newest one that are kept where the peer was silent and all that it sent arrives at once;
    /// <see cref="Fixed"/> where the owner alone moves the window.
    /// </param>
    public ReceiveWindow(DirectionParameters direction, ICycleFormat format, int cycles, LinkCounters counters, int followedCycles = 0)
    {
        _direction = direction;
        _format = format;
        _counters = counters;
        _periodNs = 1_000_000_000L * direction.Period / direction.SampleRate;
        _jumpSilenceNs = JumpPeriods * _periodNs;
        _cycles = new CycleSlot?[LengthFor(cycles)];
        _lateCycles = Math.Max(_cycles.Length, LateSeconds * direction.SampleRate / direction.Period);
        _followedCycles = Math.Min(followedCycles, _cycles.Length - 1);
        // The slot that was freed last is used next: as many are touched as cycles are really under way.
        _free = new CycleSlot[_cycles.Length];
        _incomplete = new uint[_cycles.Length];
        while (_freeCount < _free.Length)
            _free[_freeCount++] = format.CreateSlot();
        _lateSlot = format.PeerMayMisnumber ? format.CreateSlot() : null;
    }

    /// <summary>How many slots a window with room for at least so many cycles has.</summary>
    public static int SlotsFor(ICycleFormat format, int cycles) => LengthFor(cycles) + (format.PeerMayMisnumber ? 1 : 0);

    /// <summary>Number of cycles that the window holds: a power of two.</summary>
    public int Length => _cycles.Length;

    /// <summary>The first cycle that is still wanted.</summary>
    public uint Oldest { get; private set; }

    /// <summary>Whether <see cref="Oldest"/> is known: from the first packet on, or since <see cref="MoveTo"/>.</summary>
    public bool IsOpen { get; private set; }

    /// <summary>The latest cycle of which a packet has arrived.</summary>
    public uint Newest { get; private set; }

    /// <summary>The cycle of the last packet that was accepted, in time or late.</summary>
    public uint LastReceived { get; private set; }

    /// <summary>The last cycle that a peer can have answered, for one that does not number its answers. The owner sets it.</summary>
    public uint LatestPossible { get; set; } = int.MaxValue;

    /// <summary>Whether the peer numbers none of its cycles, so that they are counted here:
    /// each loss makes the numbers too small.</summary>
    public bool CountsCycles { get; private set; }

    /// <summary>How long after its cycle was given up the last late packet arrived, in cycles; the owner clears it.</summary>
    public int Lateness { get; set; }

    /// <summary>The receiver of packets that arrived too late; null: they are dropped.</summary>
    public ILateCycles? LateCycles { get; set; }

    /// <summary>Validates a datagram and puts it into the slot of its cycle.</summary>
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
        if (packet.Header.DataType == DataType.Report && _direction.HasReports)
        {
            AcceptReport(packet, now);
            return;
        }
        if (_format.IsCopy(packet))
        {
            AcceptCopy(packet, now);
            return;
        }
        if (now != _readAt)
            (_readAt, _nearBefore, _newestBefore, _isFollowing) = (now, _nearAt, Newest, false);
        uint counted = _unnumbered;
        uint cycle = NumberOf(packet.Header);
        if (cycle != packet.Header.Cycle && (int)(cycle - LatestPossible) > 0)
        {
            // What is counted beyond the last cycle that the peer can know was counted twice, or is forged.
            _unnumbered = counted;
            _counters.Values.Foreign++;
            return;
        }
        if (TryPlace(packet, cycle, now))
            LastReceived = cycle;
        else
            _unnumbered = counted;
    }

    // Whether the packet is one of the session, be it in time, late, or one that had come before.
    [RealTimeSafe]
    private bool TryPlace(PacketReader packet, uint cycle, long now)
    {
        bool wasOpen = IsOpen;
        if (!wasOpen)
            MoveTo(cycle);
        int ahead = (int)(cycle - Oldest);
        if (ahead < 0 && ahead >= -_lateCycles)
            return AcceptLate(packet, cycle, -ahead, now);
        if ((ahead < 0 || ahead >= _cycles.Length) && !TryFollow(cycle, now))
            return false;
        // Also back: a packet that was forged, or of the peer's session before, may have moved the window beyond where the peer is.
        ahead = (int)(cycle - Oldest);
        if (_isFollowing && (ahead > _followedCycles || ahead < 0))
            MoveTo(cycle - (uint)_followedCycles);
        CycleSlot? known = Find(cycle);
        CycleSlot slot = known ?? Begin(cycle, now);
        PacketVerdict verdict = _format.Accept(packet, slot);
        if (verdict == PacketVerdict.Accepted && !IsBeside(packet.Header.DataType))
        {
            slot.LastArrival = now;
            slot.Open(now);
        }
        if (known is null && verdict == PacketVerdict.Malformed)
        {
            // What is no packet of this session begins no cycle, and no window.
            End(IndexOf(cycle));
            IsOpen = wasOpen;
        }
        Count(verdict, cycle, now);
        return verdict != PacketVerdict.Malformed;
    }

    [RealTimeSafe]
    private bool AcceptLate(PacketReader packet, uint cycle, int lateness, long now)
    {
        if (_lateSlot is not null)
        {
            _lateSlot.Begin(cycle, now);
            if (_format.Accept(packet, _lateSlot) == PacketVerdict.Malformed)
            {
                _counters.Values.Malformed++;
                return false;
            }
        }
        _counters.Values.Late++;
        _counters.Values.LastReceived = now;
        _nearAt = now;
        LateCycles?.AddLate(cycle, lateness, now);
        if (lateness <= _cycles.Length)
            Lateness = Math.Max(Lateness, lateness);
        return true;
    }

    // They come with a cycle, but it is not there with them, and is not late without them.
    [RealTimeSafe]
    private static bool IsBeside(DataType type) => type is DataType.Transport or DataType.MidiRepeat or DataType.Latency;

    // PipeWire's slaves send 0 in every packet. Peers that count begin with 1, and come to a single 0 after months. Some zeros among
    // numbers, or some numbers among zeros, are forged; the count of those without a number goes on in any case.
    [RealTimeSafe]
    private uint NumberOf(in PacketHeader header)
    {
        uint cycle = header.Cycle;
        if (!_format.PeerMayMisnumber)
            return cycle;
        if (header.DataType == DataType.Sync)
        {
            (_zeros, _numbers) = cycle == 0 ? (_zeros + 1, 0) : (0, _numbers + 1);
            if (cycle == 0)
                _unnumbered++;
            CountsCycles = (CountsCycles && _numbers < NumbersOfPeer) || _zeros > 1 || (_zeros == 1 && !_hasNumbered);
            _hasNumbered |= cycle != 0;
        }
        return cycle == 0 && CountsCycles ? _unnumbered : cycle;
    }

    // Behind the window: the end of a burst after a pause of the peer, a peer that was asleep or began anew, or a forgery.
    [RealTimeSafe]
    private bool TryFollow(uint cycle, long now)
    {
        if (_followedCycles != Fixed && IsContinued(cycle, now))
        {
            _isFollowing = true;
            return true;
        }
        _counters.Values.Foreign++;
        if (_followedCycles == Fixed)
            return false;
        _jumpCount = (int)(cycle - _jumpCycle) is >= 0 and <= 1 ? _jumpCount + 1 : 1;
        _jumpCycle = cycle;
        if (_jumpCount < JumpPackets || now - _nearAt < _jumpSilenceNs)
            return false;
        MoveTo(cycle);
        _newestBefore = cycle;
        _isFollowing = true;
        return true;
    }

    // A peer that was silent, whose packets are being read: it cannot have sent more cycles than there was time for.
    [RealTimeSafe]
    private bool IsContinued(uint cycle, long now)
    {
        long pause = now - _nearBefore;
        int ahead = (int)(cycle - _newestBefore);
        return (_isFollowing || (now == _nearAt && pause >= _jumpSilenceNs)) && ahead > 0 && ahead <= (pause / _periodNs) + JumpPackets;
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
