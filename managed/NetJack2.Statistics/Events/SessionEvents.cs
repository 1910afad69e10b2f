// SPDX-License-Identifier: GPL-2.0-or-later
namespace NetJack2.Statistics.Events;

/// <summary>Finds what has happened to the session of a slot, from what the slot shows now and what it showed before.</summary>
/// <remarks>
/// Control thread, some times a second; allocates nothing while a session runs. Cycles know nothing of it. What begins and ends between
/// two readings is not seen, except by its counts.
/// </remarks>
/// <param name="module">The module that has the slot.</param>
/// <param name="slot">The slot's number.</param>
public sealed class SessionEvents(ModuleKind module, int slot)
{
    private readonly bool _isCard = module == ModuleKind.AudioAdapter;
    private readonly SessionLosses _losses = new(slot);

    // As it was when it ran last.
    private SessionStatistics _session;
    private PageText _name;
    private SessionState _state;
    private int _problem;
    private bool _isConnected;
    private bool _wasConnected;
    private bool _isInterrupted;
    private long _receivedNs;
    private long _faultCount;
    private Burst _faults;

    static SessionEvents() => EventTexts.Prepare();

    /// <summary>Compares the slot with its content at the last call.</summary>
    /// <param name="now">What it shows.</param>
    /// <param name="nowNs">CLOCK_MONOTONIC.</param>
    /// <param name="sink">Keeps the events.</param>
    public void Observe(in SessionStatistics now, long nowNs, IEventSink sink)
    {
        var state = (SessionState)now.State;
        bool isRunning = state == SessionState.Running;
        bool isOther = IsOther(now);
        // While other parameters are negotiated, a session has not ended.
        if (_isConnected && (isOther || !(isRunning || state == SessionState.Offered)))
            Leave(isOther ? SessionEnd.None : (SessionEnd)now.Counters.LastEnd, nowNs, sink);
        if (isOther || state == SessionState.None)
            Forget(nowNs, sink);
        if (isRunning && (!_isConnected || now.Counters.SessionId != _session.Counters.SessionId))
            Join(now, nowNs, sink);
        if (isRunning)
        {
            _losses.Count(now, nowNs, sink);
            WatchSilence(now, nowNs, sink);
            _session = now;
        }
        else
        {
            _losses.Skip(now);
        }
        WatchProblem(now, nowNs, sink);
        WatchFaults(now, nowNs, sink);
        (_name, _state) = (now.Name, state);
    }

    // A manager's slot that another slave has now. Other modules have one peer at a time.
    private bool IsOther(in SessionStatistics now) =>
        module == ModuleKind.NetManager && _state != SessionState.None && !((ReadOnlySpan<byte>)now.Name).SequenceEqual(_name);

    private void Join(in SessionStatistics now, long nowNs, IEventSink sink)
    {
        if (_isConnected)
            _losses.Flush(_session, nowNs, sink);
        bool isBack = _wasConnected && !_isConnected;
        PageEvent joined = About(now, _isCard && isBack ? EventKind.DeviceBack : EventKind.Connected, nowNs);
        joined.Duration = isBack ? nowNs - _receivedNs : 0;
        joined.Reason = EventTexts.ParametersOf(now, hasLatency: !_isCard);
        sink.Add(joined);
        _isConnected = _wasConnected = true;
        _isInterrupted = false;
        _receivedNs = nowNs;
        _losses.Begin();
    }

    private void Leave(SessionEnd end, long nowNs, IEventSink sink)
    {
        _losses.Flush(_session, nowNs, sink);
        PageEvent left = About(_session, _isCard ? EventKind.DeviceGone : EventKind.Gone, nowNs);
        left.Duration = nowNs - _receivedNs;
        if (!_isCard)
            left.Reason = EventTexts.Of(end);
        sink.Add(left);
        _isConnected = _isInterrupted = false;
    }

    // The place is free, or another's.
    private void Forget(long nowNs, IEventSink sink)
    {
        if (module == ModuleKind.NetManager && _state == SessionState.Silent)
            sink.Add(About(_session, EventKind.Removed, nowNs));
        _losses.Forget();
        _wasConnected = false;
        _faultCount = 0;
        _faults = default;
    }

    private void WatchSilence(in SessionStatistics now, long nowNs, IEventSink sink)
    {
        long sinceNs = _receivedNs;
        _receivedNs = _isCard ? nowNs : Math.Max(_receivedNs, now.Counters.LastReceived);
        bool isInterrupted = nowNs - _receivedNs >= EventTimes.InterruptionOf(now);
        if (isInterrupted == _isInterrupted)
            return;
        _isInterrupted = isInterrupted;
        PageEvent changed = About(now, isInterrupted ? EventKind.Interrupted : EventKind.Resumed, nowNs);
        changed.Duration = nowNs - (isInterrupted ? _receivedNs : sinceNs);
        sink.Add(changed);
    }

    // What a master answers, the slave itself keeps.
    private void WatchProblem(in SessionStatistics now, long nowNs, IEventSink sink)
    {
        int before = _problem;
        _problem = now.Counters.LastProblem;
        if (_problem == before || (SearchProblem)_problem is SearchProblem.None or SearchProblem.Refused)
            return;
        PageEvent refused = About(now, EventKind.Refused, nowNs);
        refused.Reason = EventTexts.Of((SearchProblem)_problem);
        sink.Add(refused);
    }

    private void WatchFaults(in SessionStatistics now, long nowNs, IEventSink sink)
    {
        _faults.Add(Math.Max(0, now.Counters.Faults - _faultCount), nowNs);
        _faultCount = now.Counters.Faults;
        if (!_faults.IsDue(nowNs))
            return;
        PageEvent failed = About(now, EventKind.Fault, nowNs);
        failed.Count = _faults.Count;
        failed.Reason = PageText.From(
            $"{FaultText.TypeOf(now.Counters.FirstFault)} {FaultText.PlaceOf(now.Counters.FirstFaultPlace)}");
        sink.Add(failed);
        _faults.Clear(nowNs);
    }

    private PageEvent About(in SessionStatistics session, EventKind kind, long nowNs) => EventTexts.About(session, slot, kind, nowNs);
}
