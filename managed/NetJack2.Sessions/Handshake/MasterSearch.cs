// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.RealTime;
using NetJack2.Statistics;

namespace NetJack2.Sessions.Handshake;

/// <summary>The control side of a slave: announces it until a master answers, watches the session, and begins anew when it ends.</summary>
/// <remarks>Control thread. No call blocks, and while a session only runs nothing is allocated.</remarks>
public sealed class MasterSearch : IStatisticsSource
{
    private readonly SearchContext _search;
    private readonly SettingsChange _change;
    private MasterSearchState _state;

    /// <summary>A slave that searches for a master.</summary>
    /// <param name="request">What the slave asks of a master.</param>
    /// <param name="host">The JACK server and the network.</param>
    /// <param name="clock">CLOCK_MONOTONIC.</param>
    /// <param name="log">The module's log.</param>
    /// <param name="sink">Keeps the events that the session's counts do not show; null: there is none.</param>
    public MasterSearch(SlaveRequest request, ISlaveHost host, IMonotonicClock clock, IControlLog log, IEventSink? sink = null)
    {
        _search = new SearchContext(request, host, clock, log, sink);
        _change = new SettingsChange(_search);
        _state = new SearchingState(_search);
    }

    /// <summary>Whether a session with a master runs.</summary>
    public bool IsRunning => _state.IsRunning;

    /// <summary>Whether the master's answers may arrive within milliseconds, so that the next <see cref="Poll"/> should be soon.</summary>
    public bool IsBusy => _state.IsBusy;

    /// <summary>Receives what has arrived and does what is due. To be called several times between two announcements (0.3 s).</summary>
    public void Poll() => _state = _change.Poll(_state).Poll();

    /// <summary>Asks masters for something else from now on. A session that runs ends for it, and begins anew.</summary>
    /// <remarks>A moment later, and only a few times in ten seconds; the last request counts. Where no session begins with it, the one
    /// before is used again, and <see cref="ISlaveHost.Restore"/> is called.</remarks>
    /// <param name="request">Differs only in how audio travels: latency, encoder, copies.</param>
    public void Change(SlaveRequest request) => _change.Want(request);

    /// <summary>Ends the session, if one runs, and the search.</summary>
    public void Close()
    {
        _state = _state.End();
        _search.Announcements.Close();
    }

    /// <inheritdoc/>
    /// <remarks>There is one place, 0, which is always taken.</remarks>
    public void Describe(int slot, ref SessionStatistics statistics)
    {
        statistics.State = (uint)_state.Kind;
        _state.Describe(ref statistics);
        statistics.Counters.LastEnd = (int)_search.LastEnd;
        statistics.Counters.Xruns = -1;
    }

    /// <inheritdoc/>
    public void Measure(int slot, ref SessionMeters meters) => _state.Measure(ref meters);
}
