// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.RealTime;

namespace NetJack2.Sessions.Handshake;

/// <summary>Other settings that a slave is to have sessions with, while it runs.</summary>
/// <remarks>Control thread. Without a change nothing is allocated.</remarks>
internal sealed class SettingsChange(SearchContext search)
{
    // So that the answer to who has asked for it is not lost with the session, and several changes are one.
    private const long DelayNs = 200 * Durations.MillisecondNs;

    // A session begins within some hundred milliseconds.
    private const long TrialNs = 2 * Durations.SecondNs;

    private SlaveRequest? _wanted;
    private SlaveRequest? _proven;
    private long _atNs;
    private long _trialEndsNs;

    /// <summary>Asks for other settings. The last one counts.</summary>
    public void Want(SlaveRequest request)
    {
        if (_wanted is null)
            _atNs = search.Now + DelayNs;
        _wanted = request;
    }

    /// <summary>Does what is due: ends the session for settings that are wanted, or returns to those that have led to a session.</summary>
    /// <param name="state">The state of the search.</param>
    /// <returns>The state from now on.</returns>
    public MasterSearchState Poll(MasterSearchState state)
    {
        if (_wanted is not null && search.Now >= _atNs)
            return Begin(state);
        if (_proven is null)
            return state;
        if (state.IsReceiving)
        {
            _proven = null;
            return state;
        }
        if (search.Now < _trialEndsNs)
            return state;
        search.Log.Warn("No session begins with the settings of netjack2 set; those from before are back");
        return Undo(state, _proven);
    }

    private MasterSearchState Begin(MasterSearchState state)
    {
        SlaveRequest wanted = _wanted!;
        if (wanted == search.Request)
        {
            _wanted = null;
            return state;
        }
        if (!search.Changes.MayAct())
            return state;
        _wanted = null;
        search.Log.Info("netjack2 set has changed the session's settings; connecting anew");
        // Without a session there is nothing that shows which settings are good.
        if (state.IsReceiving)
            _proven = search.Request;
        _trialEndsNs = search.Now + TrialNs;
        SearchingState searching = state.End();
        search.Use(wanted);
        return searching;
    }

    private SearchingState Undo(MasterSearchState state, SlaveRequest proven)
    {
        _proven = null;
        SearchingState searching = state.End();
        search.Use(proven);
        search.Host.Restore(proven);
        return searching;
    }
}
