// SPDX-License-Identifier: GPL-2.0-or-later
using System.Runtime.InteropServices;
using NetJack2.Host.Border;
using NetJack2.Host.Linux;
using NetJack2.Host.Logging;
using NetJack2.Host.Net;
using NetJack2.Host.State;
using NetJack2.Interop;
using NetJack2.Link.Datagrams;
using NetJack2.Link.Links;
using NetJack2.RealTime;
using NetJack2.Sessions.Handshake;
using NetJack2.Sessions.Takes;
using NetJack2.Statistics;

namespace NetJack2.NetDriver;

/// <summary>A net driver: a control thread that searches for a master, and the cycles that native/driver's thread runs.</summary>
internal sealed unsafe class Driver : IGuarded, IStatisticsSource, IDisposable
{
    private const long ProbeWaitNs = 2_000_000;
    private const long SearchWaitNs = 10_000_000;
    private const long WatchWaitNs = 25_000_000;
    private const int JoinMs = 5000;

    private readonly JackLog _log = new();
    private readonly MonotonicClock _clock = new();
    private readonly PollWaiter _cycleWaiter = new();
    private readonly PollWaiter _controlWaiter = new();
    private readonly void* _host;
    private readonly DriverPortBuffers _ports;
    private readonly DriverConnections? _connections;
    private readonly MasterSearch _search;
    private readonly TakeLog _takes;
    private readonly StatisticsFile _statistics;
    private readonly ControlThread _thread;
    private readonly PeerAddress _target;
    private readonly bool _isSync;
    private readonly bool _sharesTransport;
    private GCHandle<Driver> _handle;

    private Driver(void* host, nj_driver_options options)
    {
        NetworkChoice network = NetworkChoice.From(options.slave.network);
        (_target, _isSync, _sharesTransport) = (network.Address, options.sync != 0, options.transport != 0);
        SlaveRequest request = RequestFrom(options.slave);
        _host = host;
        _ports = new DriverPortBuffers(host);
        Cycles = new SlaveCycleLoop(
            _clock, _cycleWaiter, options.transport != 0 ? new DriverTransport(host) : null, new DriverCycles(host));
        _takes = new TakeLog(new TakeFiles(_clock, new WallClock()), "net driver", _clock, new WallClock(), _log);
        _takes.Add(Cycles.Take, "");
        _connections = options.auto_save != 0 ? new DriverConnections(host, request.Name, _clock, _log) : null;
        var driverHost = new DriverHost(host, network, Cycles, _ports, _cycleWaiter.Wake, Faults, _log) { Connections = _connections };
        driverHost.BeginSilent((int)options.period, (int)options.rate);
        _statistics = new StatisticsFile(ModuleKind.NetDriver, slots: 1, _log);
        _search = new MasterSearch(request, driverHost, _clock, _log, _statistics);
        _thread = new ControlThread("net driver", Step, Faults, _log, CloseAll, OnEnd);
        _thread.Start();
    }

    /// <inheritdoc/>
    public FaultRecord Faults { get; } = new();

    /// <summary>The cycles, for the driver thread.</summary>
    public SlaveCycleLoop Cycles { get; }

    /// <summary>Starts a driver.</summary>
    /// <returns>Its handle.</returns>
    public static void* Start(byte* host, nj_driver_options* options, JackLog log)
    {
        var driver = new Driver(host, *options);
        driver._handle = new GCHandle<Driver>(driver);
        return (void*)GCHandle<Driver>.ToIntPtr(driver._handle);
    }

    /// <summary>Ends the control thread, and frees the handle. The driver thread has ended.</summary>
    public void Dispose()
    {
        _thread.End(_controlWaiter.Wake, JoinMs);
        _handle.Dispose();
    }

    /// <inheritdoc/>
    [RealTimeSafe]
    public void Recover(FaultPlace place)
    {
        switch (place)
        {
            case FaultPlace.Wait:
                Cycles.AbandonWait();
                break;
            case FaultPlace.Cycle:
                Cycles.Abandon(_ports);
                break;
            case FaultPlace.Send:
                Cycles.Drop();
                break;
            default:
                break; // notifications leave nothing behind
        }
    }

    /// <inheritdoc/>
    public void Describe(int slot, ref SessionStatistics statistics)
    {
        _search.Describe(slot, ref statistics);
        Faults.Describe(ref statistics.Counters);
    }

    /// <inheritdoc/>
    public void Measure(int slot, ref SessionMeters meters) => _search.Measure(slot, ref meters);

    /// <summary>Fills the capture ports; returns the number of frames of the cycle at which samples are missing.</summary>
    [RealTimeSafe]
    public uint Read()
    {
        bool isIncomplete = Cycles.Read(_ports);
        NetJack2Native.nj_host_set_mesh_cycle(_host, Cycles.Common);
        return isIncomplete ? (uint)_ports.Period : 0;
    }

    /// <summary>Sends the playback ports as the answer to the master's cycle. Driver thread.</summary>
    [RealTimeSafe]
    public void Write() => Cycles.Write(_ports);

    /// <summary>Answers the master with silence while the server freewheels.</summary>
    [RealTimeSafe]
    public void Skip()
    {
        Cycles.Skip();
        NetJack2Native.nj_host_set_mesh_cycle(_host, CommonCycle.None);
    }

    /// <summary>Ends the wait of the driver thread.</summary>
    public void Stop()
    {
        Cycles.Stop();
        _cycleWaiter.Wake();
    }

    private SlaveRequest RequestFrom(in nj_slave_options options)
    {
        SlaveRequest request = SlaveOptions.RequestFrom(options, _target, _isSync, _sharesTransport, joinsMesh: true);
        SlaveOptions.WarnOf(request, _log);
        return request;
    }

    private void Step()
    {
        nj_slave_options options;
        if (NetJack2Native.nj_host_take_settings(_host, &options) != 0)
            _search.Change(RequestFrom(options));
        _search.Poll();
        _connections?.Poll();
        _takes.Poll();
        _statistics.Update(this, _clock.Now);
        _controlWaiter.Wait(null, _search.IsRunning ? WatchWaitNs : _search.IsBusy ? ProbeWaitNs : SearchWaitNs);
    }

    private void OnEnd()
    {
        _search.Close();
        _connections?.Close();
        _takes.Close();
        _statistics.Dispose();
    }

    private void CloseAll()
    {
        _cycleWaiter.Dispose();
        _controlWaiter.Dispose();
    }
}
