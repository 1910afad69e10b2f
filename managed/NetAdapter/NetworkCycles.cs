// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.Host.Border;
using NetJack2.Host.Net;
using NetJack2.Link.Links;
using NetJack2.RealTime;
using NetJack2.Statistics;

namespace NetJack2.NetAdapter;

/// <summary>Runs the master's cycles with the far side of a bridge, while there is one.</summary>
/// <param name="clock">CLOCK_MONOTONIC.</param>
/// <param name="waiter">Where the cycle thread waits.</param>
/// <param name="faults">The adapter's exceptions, to which those of the cycles are added.</param>
internal sealed unsafe class NetworkCycles(IMonotonicClock clock, PollWaiter waiter, FaultRecord faults) : IGuarded
{
    private readonly SlaveCycleLoop _cycles = new(clock, waiter);
    private NetworkEnd? _end;

    /// <summary>Gives the next cycles a session, or none, and what it is bridged with;
    /// those before are not used any more when this returns. Control thread.</summary>
    public void Replace(SlaveLink? link, NetworkEnd? end)
    {
        // Without a state the thread is in no cycle, and sees the end together with the next state.
        if (!_cycles.Replace(null, waiter.Wake))
            faults.Record(new TimeoutException(), FaultPlace.Cycle);
        Volatile.Write(ref _end, end);
        if (link is not null)
            _ = _cycles.Replace(new SlaveState(link, 0, 0, link.Pacer.PeriodNs), waiter.Wake);
        waiter.Wake();
    }

    /// <summary>Makes <see cref="Run"/> return; the waiter is woken by the caller. Any thread.</summary>
    public void Stop() => _cycles.Stop();

    /// <inheritdoc/>
    public FaultRecord Faults => faults;

    /// <inheritdoc/>
    [RealTimeSafe]
    public void Recover(FaultPlace place)
    {
        if (place == FaultPlace.Wait)
        {
            _cycles.AbandonWait();
            return;
        }
        try
        {
            if (Volatile.Read(ref _end) is { } end)
                _cycles.Abandon(end);
        }
        finally
        {
            _cycles.Drop();
        }
    }

    /// <summary>Runs the cycle thread until it is stopped.</summary>
    public void Run()
    {
        while (Guard.Ask(this, FaultPlace.Wait, &Wait, otherwise: true))
            _ = Guard.Run(this, FaultPlace.Cycle, &Exchange);
    }

    [RealTimeSafe]
    private static bool Wait(NetworkCycles cycles) => cycles._cycles.Wait();

    [RealTimeSafe]
    private static void Exchange(NetworkCycles cycles) => cycles.Exchange();

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
        {
            end.Follow(_cycles.Latency);
            end.Exchange(time);
        }
        _cycles.Write(end);
    }
}
