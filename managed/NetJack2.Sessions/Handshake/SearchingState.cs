// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.Link.Datagrams;
using NetJack2.Statistics;

namespace NetJack2.Sessions.Handshake;

/// <summary>The slave announces itself and waits for an offer.</summary>
internal sealed class SearchingState(SearchContext search) : MasterSearchState(search)
{
    public override SessionState Kind => SessionState.Searching;

    public override MasterSearchState Poll()
    {
        Announcements announcements = Search.Announcements;
        if (announcements.IsResting)
            return this;
        if (!announcements.TryOpen())
        {
            Search.LastProblem = SearchProblem.NoInterface;
            return this;
        }
        if (Search.LastProblem == SearchProblem.NoInterface)
            Search.LastProblem = SearchProblem.None;
        for (int count = 0; count < SocketReading.MaxDatagrams; count++)
        {
            SocketStatus status = announcements.ReceiveFrom(Search.Buffer, out int length, out PeerAddress source);
            if (status == SocketStatus.Done && length <= Search.Buffer.Length
                && OfferReader.TryRead(Search, Search.Buffer.AsSpan(0, length), source, out MasterOffer? offer))
                return Answer(offer, announcements.Keep(), knownMtu: 0);
            if (status is not (SocketStatus.Done or SocketStatus.Refused))
                break;
        }
        announcements.Poll();
        return this;
    }

    public override SearchingState End() => this;
}
