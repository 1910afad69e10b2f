// SPDX-License-Identifier: GPL-2.0-or-later
using System.Runtime.InteropServices;
using NetJack2.Host.Border;
using NetJack2.Host.Linux;
using NetJack2.Host.Logging;
using NetJack2.Host.Net;
using NetJack2.Host.Requests;
using NetJack2.Host.State;
using NetJack2.Interop;
using NetJack2.Link.Datagrams;
using NetJack2.Protocol.Extension;
using NetJack2.Protocol.Mesh;
using NetJack2.Protocol.Session;
using NetJack2.Sessions.Handshake;
using NetJack2.Sessions.Mesh;
using NetJack2.Sessions.Rig;
using NetJack2.Statistics;

namespace NetJack2.NetManager;

/// <summary>Listens for slaves and gives each of them a JACK client.</summary>
internal sealed unsafe class Manager : IDisposable
{
    private const string ModuleName = "netmanager";

    private const long BusyWaitNs = 5_000_000;
    private const long IdleWaitNs = 100_000_000;

    // A flood must not keep the thread from serving those that are known already.
    private const int DatagramsPerStep = 256;
    private const long DatagramsNs = 20_000_000;

    // Longer than JACK waits for a client that does not answer.
    private const int JoinMs = 20_000;

    private readonly JackLog _log = new();
    private readonly MonotonicClock _clock = new();
    private readonly PollWaiter _waiter = new();
    private readonly Listener _listener;
    private readonly ManagerHost _host;
    private readonly ManagerSessions _sessions;
    private readonly MeshBroker _mesh;
    private readonly MeshDesk _desk;
    private readonly ControlSocket _control;
    private readonly StatisticsFile _statistics;
    private readonly ControlThread _thread;
    private GCHandle<Manager> _handle;
    private readonly byte[] _buffer = new byte[MeshPacket.LongestSize];

    private Manager(jack_client_t* client, nj_manager_options options)
    {
        _listener = new Listener(NetworkChoice.From(options.network), _clock, _log);
        Capabilities capabilities = options.transport != 0 ? Capabilities.All : Capabilities.All & ~Capabilities.Transport;
        var faults = new FaultRecord();
        _host = new ManagerHost(
            client, _listener, options.auto_connect != 0, options.auto_save != 0, capabilities, _clock, _waiter.Wake, faults, _log);
        var limits = new ManagerLimits { MaxSlaves = options.max_slaves, HoldSeconds = options.hold_time };
        _statistics = new StatisticsFile(ModuleKind.NetManager, limits.MaxSlaves, _log);
        _sessions = new ManagerSessions(_host, limits, _clock, _log, _statistics);
        _mesh = new MeshBroker(_sessions, _host, _clock);
        PatchStore? store = options.auto_save == 0 ? null : new PatchStore(new StateFile("netmanager.patches"), _clock, _log);
        _desk = new MeshDesk(
            _sessions, _mesh, _host, new MachineRequests(new JackPortServer(client), new SlaveChannels()), store, _clock);
        _control = new ControlSocket(ModuleKind.NetManager, _desk, _clock, _log);
        _thread = new ControlThread(ModuleName, Step, faults, _log, CloseAll);
        _thread.Start();
    }

    /// <summary>Starts a manager.</summary>
    /// <returns>Its handle.</returns>
    public static void* Start(jack_client_t* client, nj_manager_options* options, JackLog log)
    {
        var manager = new Manager(client, *options);
        manager._handle = new GCHandle<Manager>(manager);
        return (void*)GCHandle<Manager>.ToIntPtr(manager._handle);
    }

    /// <summary>Ends all sessions and the thread, and frees the handle.</summary>
    /// <remarks>
    /// The thread is waited for: a server that ends is deleted when this returns. Where the caller holds the engine's lock even now, more
    /// than once, the thread is abandoned and closes the clients afterwards: it needs that lock for it, and programs that open and close
    /// clients take it after another one, which closing a client needs as well.
    /// </remarks>
    public void Dispose()
    {
        if (NetJack2Native.nj_server_is_locked_here() != 0)
            _thread.Leave(_waiter.Wake);
        else
            _thread.End(_waiter.Wake, JoinMs);
        _handle.Dispose();
    }

    private bool IsBusy => _sessions.IsBusy || _desk.IsBusy || _control.IsBusy;

    private void Step()
    {
        _listener.Update();
        _statistics.Update(_sessions, _clock.Now);
        _waiter.Wait(_listener.IPv4, _listener.IPv6, IsBusy ? BusyWaitNs : IdleWaitNs);
        if (_thread.IsStopping)
            return;
        long until = _clock.Now + DatagramsNs;
        for (int count = 0; count < DatagramsPerStep && _clock.Now < until
            && _listener.TryReceive(_buffer, out int length, out PeerAddress source); count++)
        {
            if (length > _buffer.Length)
                continue;
            if (MeshPacket.IsMesh(_buffer.AsSpan(0, length)))
                OnMesh(_buffer.AsSpan(0, length), source);
            else if (length <= SessionPacket.Size)
                _sessions.Receive(_buffer.AsSpan(0, length), source);
        }
        _sessions.Poll();
        _mesh.Poll();
        _control.Poll();
        _desk.Poll();
        _host.Poll();
    }

    private void OnMesh(ReadOnlySpan<byte> datagram, PeerAddress source)
    {
        _mesh.Receive(datagram, source);
        _desk.Receive(datagram, source);
    }

    private void CloseAll()
    {
        _control.Dispose();
        _desk.Close();
        _sessions.Close();
        _host.Dispose();
        _statistics.Dispose();
        _listener.Dispose();
        _waiter.Dispose();
        NetJack2Native.nj_manager_closed();
    }
}
