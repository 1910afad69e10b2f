// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.Host.Border;
using NetJack2.Host.Clients;
using NetJack2.Host.Linux;
using NetJack2.Host.Logging;
using NetJack2.Host.Net;
using NetJack2.Interop;
using NetJack2.RealTime;
using NetJack2.Sessions.Handshake;
using NetJack2.Statistics;

namespace NetJack2.NetAdapter;

/// <summary>A slave in a server that has a clock of its own.</summary>
/// <remarks>
/// The control thread searches for a master, and builds the bridge anew when JACK's period changes; a thread with real-time priority runs
/// the
/// master's cycles. Neither talks to JACK, whose client may be closed at any time.
/// </remarks>
internal sealed unsafe class NetworkAdapter : IStatisticsSource, IDisposable
{
    private const string ModuleName = "netadapter";

    private const long ProbeWaitNs = 2_000_000;
    private const long SearchWaitNs = 10_000_000;
    private const long WatchWaitNs = 25_000_000;
    private const int JoinMs = 3000;

    private readonly JackLog _log;
    private readonly FaultRecord _faults = new();
    private readonly MonotonicClock _clock = new();
    private readonly PollWaiter _cycleWaiter = new();
    private readonly PollWaiter _controlWaiter = new();
    private readonly AdapterClient _client;
    private readonly AdapterHost _host;
    private readonly MasterSearch _search;
    private readonly nj_net_adapter_options _options;
    private readonly AdapterPortCounts _counts;
    private readonly StatisticsFile _statistics;
    private RealTimeThread? _cycleThread;
    private ControlThread? _controlThread;

    private NetworkAdapter(jack_client_t* client, nj_net_adapter_options options, JackLog log)
    {
        _options = options;
        _log = log;
        _counts = new AdapterPortCounts(
            options.slave.capture_audio, options.slave.playback_audio, options.slave.capture_midi, options.slave.playback_midi);
        _client = new AdapterClient(client, this, _faults, _clock, _controlWaiter.Wake);
        NetworkChoice network = NetworkChoice.From(options.slave.network);
        SlaveRequest request = SlaveOptions.RequestFrom(options.slave, network.Address, sync: true, sharesTransport: false);
        SlaveOptions.WarnOf(request, log);
        var settings = new BridgeSettings(_counts, options.quality, options.ring_buffer);
        _host = new AdapterHost(_client, network, new NetworkCycles(_clock, _cycleWaiter, _faults), settings, log);
        _statistics = new StatisticsFile(ModuleKind.NetAdapter, slots: 1, _log);
        _search = new MasterSearch(request, _host, _clock, log, _statistics);
    }

    /// <summary>
    /// Registers the ports and starts searching for a master. Null on failure; the log has the reason.
    /// </summary>
    /// <returns>The handle: the argument of the client's process callback.</returns>
    public static void* Start(jack_client_t* client, nj_net_adapter_options* options, JackLog log)
    {
        var adapter = new NetworkAdapter(client, *options, log);
        if (adapter.Begin().Refusal is not { } refusal)
            return adapter._client.Argument;
        adapter.Release();
        log.Warn(refusal.ToString());
        return null;
    }

    /// <summary>Ends the session and the threads. The client is closed and the engine locked, so nothing here waits for a thread that may
    /// want the engine.</summary>
    public void Dispose()
    {
        _controlThread!.End(_controlWaiter.Wake, JoinMs);
    }

    /// <inheritdoc/>
    public void Describe(int slot, ref SessionStatistics statistics)
    {
        _search.Describe(slot, ref statistics);
        _host.Describe(ref statistics);
        _faults.Describe(ref statistics.Counters);
    }

    /// <inheritdoc/>
    public void Measure(int slot, ref SessionMeters meters) => _search.Measure(slot, ref meters);

    private Result Begin()
    {
        if (_client.Activate(_counts).Refusal is { } refusal)
            return refusal;
        if (_options.auto_connect != 0)
            _client.ConnectPhysical();
        _cycleThread = new RealTimeThread(ModuleName, _client.RealTimePriority, _host.Cycles.Run, _faults, _log);
        _controlThread = new ControlThread(ModuleName, Step, _faults, _log, EndCycles, _search.Close);
        _controlThread.Start();
        return Result.Success;
    }

    private void Step()
    {
        _search.Poll();
        _host.Poll();
        _client.ConnectNewPhysical();
        _statistics.Update(this, _clock.Now);
        _controlWaiter.Wait(null, _search.IsRunning ? WatchWaitNs : _search.IsBusy ? ProbeWaitNs : SearchWaitNs);
    }

    // Not before the control thread has ended the session, which the one that runs its cycles has a part in.
    private void EndCycles()
    {
        _host.Cycles.Stop();
        _cycleWaiter.Wake();
        if (_cycleThread!.Join(JoinMs))
            Release();
        else
            _log.Warn("The cycle thread does not end; it is abandoned");
    }

    private void Release()
    {
        _statistics.Dispose();
        _cycleWaiter.Dispose();
        _controlWaiter.Dispose();
        _client.Release();
    }
}
