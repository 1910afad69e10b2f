// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.Link.Cycles;
using NetJack2.Protocol.Extension;
using NetJack2.Protocol.Session;
using NetJack2.RealTime;
using NetJack2.Statistics;

namespace NetJack2.Link.Links;

/// <summary>The reports that both ends of a session exchange: docs/protocol-extension.md, "Reports".</summary>
/// <param name="session">What the two ends agreed on.</param>
/// <param name="counters">What this end counts.</param>
public sealed class LinkReports(SessionParameters session, LinkCounters counters)
{
    private readonly int _interval = session.SharesReports ? (session.SampleRate + session.Period - 1) / session.Period : 0;
    private uint _reportedIn;
    private bool _hasBegun;
    private int _xruns = EndReport.Unknown;
    private int _load = EndReport.Unknown;

    /// <summary>Takes this end's measurements for the next report. Control thread; allocates nothing.</summary>
    /// <param name="xruns">Xruns; negative: unknown.</param>
    /// <param name="load">DSP load in hundredths of a percent; negative: unknown.</param>
    public void Update(long xruns, int load)
    {
        Volatile.Write(ref _xruns, (int)Math.Clamp(xruns, EndReport.Unknown, int.MaxValue));
        Volatile.Write(ref _load, Math.Clamp(load, EndReport.Unknown, EndReport.MostLoad));
    }

    /// <summary>The report that goes with the cycle that is sent, if one is due: at most one a second of cycles. Once for each of them.
    /// </summary>
    [RealTimeSafe]
    public bool TryPrepare(uint cycle, out EndReport report)
    {
        report = default;
        if (_interval == 0)
            return false;
        if (!_hasBegun)
            (_hasBegun, _reportedIn) = (true, cycle);
        if (cycle - _reportedIn < (uint)_interval)
            return false;
        _reportedIn = cycle;
        ref SessionCounters values = ref counters.Values;
        report = new EndReport(
            values.Lost, values.IncompleteCycles, Math.Max(0, values.ConcealedFrames), Volatile.Read(ref _xruns), Volatile.Read(ref _load));
        return true;
    }

    /// <summary>Fills in what the peer has reported, and this end's load. Control thread; allocates nothing.</summary>
    public void Describe(ref PeerCounters statistics)
    {
        statistics = counters.Peer;
        statistics.Load = _load;
    }
}
