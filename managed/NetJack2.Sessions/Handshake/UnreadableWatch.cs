// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.Link.Cycles;

namespace NetJack2.Sessions.Handshake;

/// <summary>Notices that a slave cannot read its master: not one cycle is whole, and in each something is malformed.</summary>
/// <remarks>
/// So it is where the two ends do not mean the same session: the set-up was changed on the way, or the master does not do what it has
/// offered. It would stay so for ever. Loss and foreign datagrams do not look like this for so long. Control thread.
/// </remarks>
internal sealed class UnreadableWatch
{
    private const long IntervalNs = 1_000_000_000;
    private const int MostIntervals = 2;

    private long _checkedNs;
    private long _cycles;
    private long _incomplete;
    private long _malformed;
    private int _intervals;

    /// <summary>Whether it has been so for two seconds.</summary>
    public bool Update(LinkCounters counters, long now)
    {
        if (now - _checkedNs < IntervalNs)
            return false;
        _checkedNs = now;
        long cycles = Volatile.Read(ref counters.Values.Cycles) - _cycles;
        long incomplete = Volatile.Read(ref counters.Values.IncompleteCycles) - _incomplete;
        long malformed = Volatile.Read(ref counters.Values.Malformed) - _malformed;
        (_cycles, _incomplete, _malformed) = (_cycles + cycles, _incomplete + incomplete, _malformed + malformed);
        // The two are not read at one moment: a cycle may be between them.
        bool isUnreadable = cycles > 2 && incomplete >= cycles - 1 && malformed >= cycles - 1;
        _intervals = isUnreadable ? _intervals + 1 : 0;
        return _intervals >= MostIntervals;
    }
}
