// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.Link.Datagrams;
using NetJack2.RealTime;

namespace NetJack2.Sessions.Handshake;

/// <summary>Hosts whose slaves announce themselves and do not answer offers: a firewall or a NAT drops what the manager sends.</summary>
/// <remarks>Control thread. Knows the last hosts only. Allocates nothing.</remarks>
internal sealed class UnansweredOffers(IMonotonicClock clock)
{
    /// <summary>So many offers in a row are no accident.</summary>
    public const int Notable = 3;

    private const int MostHosts = 16;

    // Three offers that nobody answers take ten seconds.
    private const long RowNs = 15 * Durations.SecondNs;

    private readonly (HostAddress Host, int Count, long SinceNs)[] _hosts = new (HostAddress, int, long)[MostHosts];
    private int _next;

    /// <summary>An offer was not answered.</summary>
    /// <returns>Whether that is to be reported: once, until an offer to this host is answered.</returns>
    public bool IsNotable(HostAddress host)
    {
        int index = IndexOf(host);
        if (index < 0)
        {
            index = _next;
            _next = (_next + 1) % MostHosts;
            _hosts[index] = (host, 0, clock.Now);
        }
        ref (HostAddress Host, int Count, long SinceNs) known = ref _hosts[index];
        if (known.Count < Notable && clock.Now - known.SinceNs > RowNs)
            known = (host, 0, clock.Now);
        known.Count = Math.Min(known.Count + 1, Notable + 1);
        return known.Count == Notable;
    }

    /// <summary>An offer was answered.</summary>
    public void Forget(HostAddress host)
    {
        if (IndexOf(host) is >= 0 and var index)
            _hosts[index] = default;
    }

    private int IndexOf(HostAddress host)
    {
        for (int index = 0; index < MostHosts; index++)
        {
            if (_hosts[index].Count != 0 && _hosts[index].Host == host)
                return index;
        }
        return -1;
    }
}
