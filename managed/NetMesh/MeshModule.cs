// SPDX-License-Identifier: GPL-2.0-or-later
using System.Runtime.InteropServices;
using System.Text;
using NetJack2.Host.Border;
using NetJack2.Host.Linux;
using NetJack2.Host.Logging;
using NetJack2.Host.Net;
using NetJack2.Host.Requests;
using NetJack2.Interop;
using NetJack2.Protocol.Mesh;
using NetJack2.Protocol.Session;
using NetJack2.Sessions.Mesh;
using NetJack2.Sessions.Rig;
using NetJack2.Statistics;

namespace NetJack2.NetMesh;

/// <summary>Joins the mesh of the master of this server's net driver, and gives each of the other slaves a JACK client.</summary>
internal sealed unsafe class MeshModule : IDisposable
{
    private const string ModuleName = "netmesh";

    private const long BusyWaitNs = 5_000_000;
    private const long IdleWaitNs = 50_000_000;

    // Longer than JACK waits for a client that does not answer.
    private const int JoinMs = 20_000;

    private readonly JackLog _log = new();
    private readonly MonotonicClock _clock = new();
    private readonly PollWaiter _waiter = new();
    private readonly MeshHost _host;
    private readonly MeshPeers _peers;
    private readonly MeshMember _member;
    private readonly ControlSocket _control;
    private readonly StatisticsFile _statistics;
    private readonly ControlThread _thread;
    private GCHandle<MeshModule> _handle;

    private MeshModule(jack_client_t* client, in nj_mesh_options options)
    {
        var faults = new FaultRecord();
        var end = new MeshEnd(
            options.playback_audio, options.capture_audio, options.playback_midi, options.capture_midi, options.latency, options.mtu,
            (SampleEncoder)options.encoder, options.kilobits);
        string interfaceName = Encoding.UTF8.GetString(SessionPacket.TextOf(options.interface_name));
        _host = new MeshHost(client, (ushort)options.port, interfaceName, _clock, _waiter.Wake, _log);
        _peers = new MeshPeers(_host, _clock, _log);
        var desk = new MemberDesk(new MachineRequests(new JackPortServer(client), _peers, new DriverOptions()), _clock);
        _member = new MeshMember(_host, end, _peers, desk, _clock, _log);
        _control = new ControlSocket(ModuleKind.NetMesh, desk, _clock, _log);
        _statistics = new StatisticsFile(ModuleKind.NetMesh, RosterPacket.MostPeers, _log);
        _thread = new ControlThread(ModuleName, Step, faults, _log, CloseAll);
        _thread.Start();
    }

    /// <summary>Starts the module.</summary>
    /// <returns>Its handle.</returns>
    public static void* Start(jack_client_t* client, nj_mesh_options* options, JackLog log)
    {
        var mesh = new MeshModule(client, *options);
        mesh._handle = new GCHandle<MeshModule>(mesh);
        return (void*)GCHandle<MeshModule>.ToIntPtr(mesh._handle);
    }

    /// <summary>Ends all links and the thread, and frees the handle.</summary>
    /// <remarks>As netmanager: where the caller holds the engine's lock, the thread is left alone and closes the clients afterwards.
    /// </remarks>
    public void Dispose()
    {
        if (NetJack2Native.nj_server_is_locked_here() != 0)
            _thread.Leave(_waiter.Wake);
        else
            _thread.End(_waiter.Wake, JoinMs);
        _handle.Dispose();
    }

    private void Step()
    {
        _statistics.Update(_peers, _clock.Now);
        _waiter.Wait(null, _member.IsBusy || _control.IsBusy ? BusyWaitNs : IdleWaitNs);
        if (_thread.IsStopping)
            return;
        _control.Poll();
        _member.Poll();
        _host.Poll();
    }

    private void CloseAll()
    {
        _control.Dispose();
        _member.Dispose();
        _peers.Close();
        _statistics.Dispose();
        _waiter.Dispose();
        NetJack2Native.nj_mesh_closed();
    }
}
