// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.Protocol.Extension;
using NetJack2.Statistics;

namespace NetJack2.Sessions.Handshake;

/// <summary>A state of a slave's search for a master. Each state owns what exists only in it: sockets, links, timers.</summary>
/// <remarks>
/// Control thread. Each event returns the next state, which is the same one where nothing changes. A state that returns another one has
/// closed what it owns, or has passed it on.
/// </remarks>
internal abstract class MasterSearchState(SearchContext search)
{
    /// <summary>The state's number in the statistics page.</summary>
    public abstract SessionState Kind { get; }

    /// <summary>Whether a session with a master runs in this state.</summary>
    public virtual bool IsRunning => false;

    /// <summary>Whether a session runs in which packets have arrived.</summary>
    public virtual bool IsReceiving => false;

    /// <summary>Whether answers may arrive within milliseconds, so that the next poll should be soon.</summary>
    public virtual bool IsBusy => false;

    /// <summary>The parts that the states share.</summary>
    protected SearchContext Search => search;

    /// <summary>Receives what has arrived and does what is due.</summary>
    public abstract MasterSearchState Poll();

    /// <summary>Ends what the state has begun.</summary>
    public abstract SearchingState End();

    /// <summary>Adds the state to the statistics page. Allocates nothing.</summary>
    public virtual void Describe(ref SessionStatistics statistics)
    {
        statistics.Since = search.SearchingSinceNs;
        statistics.Peer = search.TargetText;
        statistics.Counters.LastProblem = (int)search.LastProblem;
    }

    /// <summary>Fills in the levels of the session's audio ports. Allocates nothing.</summary>
    public virtual void Measure(ref SessionMeters meters)
    {
    }

    /// <summary>Answers an offer: connects the socket to the master and finds the MTU, unless that is known.</summary>
    /// <param name="offer">The offer.</param>
    /// <param name="socket">The socket on which it arrived, which is the next state's from now on.</param>
    /// <param name="knownMtu">The MTU of the session before on the same path; 0: none.</param>
    protected MasterSearchState Answer(MasterOffer offer, IHandshakeSocket socket, int knownMtu)
    {
        if (!socket.TryConnect(offer.Master))
        {
            socket.Dispose();
            return new SearchingState(search);
        }
        // What arrived before the socket was connected may be another master's and must not be taken for this one's.
        socket.Drain(search.Buffer);
        bool isProbed = offer.Coding.Session.Capabilities.HasFlag(Capabilities.MtuProbing);
        return isProbed && knownMtu == 0
            ? ProbingState.Begin(search, offer, socket)
            : ConnectedState.Prepare(search, offer, socket, isProbed ? knownMtu : offer.Coding.Session.Mtu);
    }
}
