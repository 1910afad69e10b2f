// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.Host.Logging;
using NetJack2.Host.Net;
using NetJack2.Link.Links;
using NetJack2.RealTime;

namespace NetJack2.NetAdapter;

/// <summary>Runs the master's cycles with the far side of a bridge, while there is one.</summary>
/// <param name="clock">CLOCK_MONOTONIC.</param>
/// <param name="waiter">Where the cycle thread waits.</param>
/// <param name="log">Receives errors that must not happen.</param>
internal sealed class NetworkCycles(IMonotonicClock clock, PollWaiter waiter, JackLog log)
{
    private readonly RateLimiter _complaints = new(clock);
    private readonly SlaveCycleLoop _cycles = new(clock, waiter);
    private NetworkEnd? _end;

    /// <summary>Gives the next cycles a session, or none, and what it is bridged with;
    /// those before are not used any more when this returns. Control thread.</summary>
    public void Replace(SlaveLink? link, NetworkEnd? end)
    {
        // Without a state the thread is in no cycle, and sees the end together with the next state.
        _ = _cycles.Replace(null, waiter.Wake);
        Volatile.Write(ref _end, end);
        if (link is not null)
            _ = _cycles.Replace(new SlaveState(link, 0, 0, link.Pacer.PeriodTime), waiter.Wake);
        waiter.Wake();
    }

    /// <summary>Makes <see cref="Run"/> return; the waiter is woken by the caller. Any thread.</summary>
    public void Stop() => _cycles.Stop();

    /// <summary>What the cycle thread does until it is stopped.</summary>
    public void Run()
    {
        while (_cycles.Wait())
        {
            try
            {
                Exchange();
            }
            catch (Exception exception)
            {
                _cycles.Drop();
                if (_complaints.MayAct())
                    log.Fault(exception);
            }
        }
    }

    [RealTimeSafe]
    private void Exchange()
    {
        long time = clock.Now;
        if (Volatile.Read(ref _end) is not { } end)
        {
            _cycles.Drop();
            return;
        }
        _ = _cycles.Read(end);
        if (!_cycles.IsSilent)
            end.Exchange(time);
        _cycles.Write(end);
    }
}
