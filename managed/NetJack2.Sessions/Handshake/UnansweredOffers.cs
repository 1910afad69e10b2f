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

    // Three offers without an answer take ten seconds.
    private const long RowNs = 15 * Durations.SecondNs;

    private readonly Known[] _hosts = new Known[MostHosts];
    private int _next;

    /// <summary>
    /// Whether the next offer is to be made from another port than the manager's: each time that an offer was not answered, the other
    /// choice is tried. Two managers of one host that have one port would receive each other's answers.
    /// </summary>
    public bool NeedsOtherPort(HostAddress host) => IndexOf(host) is >= 0 and var index && _hosts[index].NeedsOtherPort;

    /// <summary>Counts an offer that was not answered.</summary>
    /// <returns>Whether that is to be reported: once, until an offer to this host is answered.</returns>
    public bool IsNotable(HostAddress host)
    {
        int index = IndexOf(host);
        if (index < 0)
        {
            index = _next;
            _next = (_next + 1) % MostHosts;
            _hosts[index] = new Known { IsUsed = true, Host = host, SinceNs = clock.Now };
        }
        ref Known known = ref _hosts[index];
        if (known.Count < Notable && clock.Now - known.SinceNs > RowNs)
            (known.Count, known.SinceNs) = (0, clock.Now);
        known.NeedsOtherPort = !known.NeedsOtherPort;
        known.Count = Math.Min(known.Count + 1, Notable + 1);
        return known.Count == Notable;
    }

    /// <summary>Forgets the failures of a host that has answered an offer, but not from which port it was made.</summary>
    public void Forget(HostAddress host)
    {
        if (IndexOf(host) is >= 0 and var index)
            (_hosts[index].Count, _hosts[index].SinceNs) = (0, clock.Now);
    }

    private int IndexOf(HostAddress host)
    {
        for (int index = 0; index < MostHosts; index++)
        {
            if (_hosts[index].IsUsed && _hosts[index].Host == host)
                return index;
        }
        return -1;
    }

    private struct Known
    {
        public bool IsUsed;
        public HostAddress Host;
        public int Count;
        public long SinceNs;
        public bool NeedsOtherPort;
    }
}
