// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.Link.Links;
using NetJack2.Protocol.Session;
using NetJack2.Statistics;

namespace NetJack2.Sessions.Handshake;

/// <content>How the session is.</content>
public sealed partial class MasterSearch : IStatisticsSource
{
    private readonly PageText _targetText = PageText.From(request.Target.ToString());
    private PageText _masterText;
    private PageText _masterName;
    private long _searchingSince = clock.Now;

    /// <inheritdoc/>
    /// <remarks>There is one place: 0. It is never free.</remarks>
    public void Describe(int slot, ref SessionStatistics statistics)
    {
        statistics.State = (uint)(_link is not null ? SessionState.Running : _offer is not null ? SessionState.Offered : SessionState.Searching);
        statistics.Since = _link is not null ? _runningSince : _searchingSince;
        statistics.Peer = _link is not null ? _masterText : _targetText;
        if (_link is { } link)
        {
            statistics.Name = _masterName;
            LinkStatistics.Describe(link.Channel, _memory, ref statistics);
        }
        statistics.Counters.Xruns = -1;
    }

    private void Label(in SessionPacket setup)
    {
        _masterName = PageText.From(SlaveName.Clean(SessionPacket.TextOf(setup.MasterHost)));
        _masterText = PageText.From(_master.ToString());
    }
}
