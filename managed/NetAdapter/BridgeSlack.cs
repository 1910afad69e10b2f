// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.Protocol.Session;
using NetJack2.RealTime;
using NetJack2.Resampling;

namespace NetJack2.NetAdapter;

/// <summary>By how much the two threads of a session may be late, for each latency that it can have.</summary>
internal sealed class BridgeSlack
{
    private readonly double _buffer;
    private readonly double _late;
    private readonly double _tolerated;

    /// <summary>What is the same for each latency.</summary>
    /// <param name="session">The session.</param>
    /// <param name="jackRate">JACK's frames per second.</param>
    /// <param name="jackPeriod">JACK's frames per cycle.</param>
    /// <param name="ringBuffer">Frames of JACK between the clocks, of which half is latency; 0: as few as are safe.</param>
    public BridgeSlack(SessionParameters session, int jackRate, int jackPeriod, int ringBuffer)
    {
        double cycle = (double)session.Period / session.SampleRate;
        _buffer = (double)ringBuffer / jackRate;
        // The thread of the other side may be late by half of its period. A cycle with missing packets is waited for: half of a period too,
        // or until the last copy of a missing packet may have arrived, or as long as the network latency tolerates (SlaveLink). An
        // automatic latency bounds both ways together: all of it may be needed on the way there.
        _late = Math.Max(Math.Max(cycle, (double)jackPeriod / jackRate) / 2, cycle * (session.Copies + 0.5));
        _tolerated = session.IsLatencyAutomatic ? cycle : cycle / 2;
    }

    /// <summary>Seconds by which the threads may be late with a latency of so many cycles.</summary>
    [RealTimeSafe]
    public double With(int latency) => BridgeParameters.SlackFor(Math.Max(_late, _tolerated * (latency - 1)), _buffer);
}
