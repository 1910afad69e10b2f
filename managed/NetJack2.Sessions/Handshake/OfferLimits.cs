// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.Link.Datagrams;
using NetJack2.RealTime;

namespace NetJack2.Sessions.Handshake;

/// <summary>Limits how many slaves at one address are served, or rejected, in a second. Each takes a socket and some memory.</summary>
/// <remarks>
/// Control thread. Knows the last addresses only: of invented ones only the number of places limits how many are served. Allocates
/// nothing.
/// </remarks>
internal sealed class OfferLimits(IMonotonicClock clock)
{
    /// <summary>As many slaves as an address may have, all at once.</summary>
    public const int MostOfAddress = NewcomerLimits.MostOfAddress;

    private const long IntervalNs = Durations.SecondNs;

    private readonly Known[] _hosts = new Known[ManagerLimits.MostSlaves];
    private int _next;

    /// <summary>Whether an announcement from this address may be served now. Counts it.</summary>
    public bool MayServe(HostAddress host)
    {
        int index = IndexOf(host);
        long now = clock.Now;
        if (index < 0)
        {
            index = _next;
            _next = (_next + 1) % _hosts.Length;
            _hosts[index] = new Known { Host = host, SinceNs = now };
        }
        ref Known known = ref _hosts[index];
        if (now - known.SinceNs >= IntervalNs)
            (known.Count, known.SinceNs) = (0, now);
        return known.Count != MostOfAddress && ++known.Count <= MostOfAddress;
    }

    private int IndexOf(HostAddress host)
    {
        for (int index = 0; index < _hosts.Length; index++)
        {
            if (_hosts[index].Count != 0 && _hosts[index].Host == host)
                return index;
        }
        return -1;
    }

    private struct Known
    {
        public HostAddress Host;
        public int Count;
        public long SinceNs;
    }
}
