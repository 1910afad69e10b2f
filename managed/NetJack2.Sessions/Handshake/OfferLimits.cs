// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.Link.Datagrams;
using NetJack2.RealTime;

namespace NetJack2.Sessions.Handshake;

/// <summary>Limits how many slaves are offered a session, or rejected, in a second. Each takes a socket and some memory.</summary>
/// <remarks>
/// Control thread. Slaves that have a client are not limited here: what others announce could keep them from it. Allocates nothing.
/// </remarks>
internal sealed class OfferLimits(IMonotonicClock clock, IReadOnlyList<SlaveSession> slaves)
{
    /// <summary>As many slaves as an address may have, all at once.</summary>
    public const int MostOfAddress = NewcomerLimits.MostOfAddress;

    /// <summary>As many as there may be, all at once, for addresses where no slave has a client, which anyone can invent.</summary>
    public const int MostOfStrangers = ManagerLimits.MostSlaves;

    // Of a thousand addresses that are invented in a second, a few take the place of one that announces itself again after 0.3 s.
    private const int MostSeen = 4096;

    private readonly uint[] _seen = new uint[MostSeen];
    private readonly Known[] _hosts = new Known[ManagerLimits.MostSlaves];
    private SecondBudget _first;
    private SecondBudget _repeated;
    private int _next;

    /// <summary>Whether an announcement from this address may be answered now, if only by a rejection. Counts it.</summary>
    public bool MayAnswer(HostAddress host)
    {
        int index = IndexOf(host);
        if (index < 0)
        {
            index = _next;
            _next = (_next + 1) % _hosts.Length;
            _hosts[index] = new Known { Host = host };
        }
        return _hosts[index].Budget.TryTake(clock.Now, MostOfAddress);
    }

    /// <summary>Whether a slave at this address may be made an offer now. Counts it.</summary>
    /// <param name="host">The address.</param>
    /// <param name="isRepeated">Whether announcements have arrived from there before.</param>
    public bool MayOffer(HostAddress host, bool isRepeated)
    {
        if (HasClient(host))
            return MayAnswer(host);
        ref SecondBudget budget = ref isRepeated ? ref _repeated : ref _first;
        long now = clock.Now;
        return budget.HasAny(now, MostOfStrangers) && MayAnswer(host) && budget.TryTake(now, MostOfStrangers);
    }

    /// <summary>An announcement has arrived from this address.</summary>
    /// <returns>Whether one had before. Slaves announce themselves until they are served; invented addresses seldom come twice.</returns>
    public bool Notice(HostAddress host)
    {
        // Each process has a hash of its own, so that no attacker can choose addresses for a place.
        uint mark = (uint)HashCode.Combine(host);
        ref uint seen = ref _seen[mark % MostSeen];
        bool isRepeated = seen == mark;
        seen = mark;
        return isRepeated;
    }

    private bool HasClient(HostAddress host)
    {
        // Looking at an interface's elements with foreach allocates.
        for (int index = 0; index < slaves.Count; index++)
        {
            if (slaves[index].State.Client is not null && slaves[index].Peer.Host == host)
                return true;
        }
        return false;
    }

    private int IndexOf(HostAddress host)
    {
        for (int index = 0; index < _hosts.Length; index++)
        {
            if (_hosts[index].Host == host)
                return index;
        }
        return -1;
    }

    private struct Known
    {
        public HostAddress Host;
        public SecondBudget Budget;
    }
}
