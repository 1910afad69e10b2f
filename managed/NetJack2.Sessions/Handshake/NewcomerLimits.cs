// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.Link.Datagrams;
using NetJack2.RealTime;

namespace NetJack2.Sessions.Handshake;

/// <summary>Limits how many JACK clients new slaves may have, and how fast. Slaves that return are not counted.</summary>
/// <remarks>Control thread. Allocates nothing but the reason of a refusal.</remarks>
internal sealed class NewcomerLimits(IMonotonicClock clock, IReadOnlyList<SlaveSession> slaves)
{
    /// <summary>Clients of slaves at one address, connected or kept.</summary>
    public const int MostOfAddress = 16;

    /// <summary>New clients for one address in <see cref="IntervalNs"/>.</summary>
    public const int MostBegunOfAddress = 16;

    private const long IntervalNs = 10 * Durations.SecondNs;

    // All of them may join at once, one time.
    private readonly (long TimeNs, HostAddress Host)[] _begun = new (long, HostAddress)[ManagerLimits.MostSlaves];
    private int _next;

    /// <summary>Whether a new slave at this address may have a client now. Counts it.</summary>
    public Result Check(HostAddress host)
    {
        int present = 0;
        foreach (SlaveSession slave in slaves)
        {
            if (slave.State.Client is not null && slave.Peer.Host == host)
                present++;
        }
        if (present >= MostOfAddress)
        {
            return new Refusal(
                $"is rejected: {present} slaves at {host} have clients",
                "a smaller -w removes those of disconnected slaves earlier");
        }
        long now = clock.Now;
        int begun = 0;
        foreach ((long timeNs, HostAddress begunHost) in _begun)
        {
            if (timeNs != 0 && begunHost == host && now - timeNs < IntervalNs)
                begun++;
        }
        (long oldestNs, _) = _begun[_next];
        if (begun >= MostBegunOfAddress || (oldestNs != 0 && now - oldestNs < IntervalNs))
            return new Refusal("is rejected: too many new slaves in ten seconds; the next announcement is accepted later");
        _begun[_next] = (now, host);
        _next = (_next + 1) % _begun.Length;
        return Result.Success;
    }
}
