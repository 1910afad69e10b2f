// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.Statistics;

namespace NetJack2.Sessions.Handshake;

/// <summary>The slave has an offer, has configured its server for it, and finds the longest packets that the path carries.</summary>
internal sealed class ProbingState : MasterSearchState
{
    private readonly MasterOffer _offer;
    private readonly IHandshakeSocket _socket;
    private readonly MtuSearch _probes;

    private ProbingState(SearchContext search, MasterOffer offer, IHandshakeSocket socket)
        : base(search)
    {
        _offer = offer;
        _socket = socket;
        _probes = new MtuSearch(socket, offer.Master, offer.Coding.Session.SessionId, search.Clock);
    }

    public override SessionState Kind => SessionState.Offered;

    public override bool IsBusy => true;

    /// <summary>Sends the first probes and configures the server while they travel: its parameters do not depend on the path.</summary>
    public static MasterSearchState Begin(SearchContext search, MasterOffer offer, IHandshakeSocket socket)
    {
        socket.ForbidFragments();
        var probing = new ProbingState(search, offer, socket);
        probing._probes.Poll();
        return ConnectedState.Configure(search, offer) is var problem and not SearchProblem.None
            ? ConnectedState.Decline(search, socket, problem)
            : probing.Poll();
    }

    public override MasterSearchState Poll()
    {
        _probes.Poll();
        if (!_probes.IsOver)
            return this;
        if (_probes.Found != 0)
            return ConnectedState.Begin(Search, _offer, _socket, _probes.Found);
        Search.LastProblem = SearchProblem.ProbesUnanswered;
        if (Search.Complaints.MayAct())
        {
            Search.Log.Warn(
                $"Master {_offer.Master} answers, but not to probes of the path's MTU; is there a firewall? "
                + "Trying again (-M 1500 does without)");
        }
        return End();
    }

    public override SearchingState End()
    {
        _socket.Dispose();
        return new SearchingState(Search);
    }
}
