// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.Host.Border;
using NetJack2.Host.Clients;
using NetJack2.Host.Codecs;
using NetJack2.Host.Linux;
using NetJack2.Host.Net;
using NetJack2.Interop;
using NetJack2.Link.Coding;
using NetJack2.Link.Datagrams;
using NetJack2.Link.Links;
using NetJack2.Link.Mesh;
using NetJack2.NetMesh.Clients;
using NetJack2.RealTime;
using NetJack2.Sessions.Coding;
using NetJack2.Sessions.Handshake;
using NetJack2.Sessions.Mesh;

namespace NetJack2.NetMesh;

/// <summary>The JACK server and the network, as a member of a mesh needs them. Control thread.</summary>
internal sealed unsafe class MeshHost(
    jack_client_t* client, ushort port, string interfaceName, IMonotonicClock clock, Action wake, IControlLog log) : IMeshHost
{
    private readonly JackGraph _graph = new(client);
    private readonly InterfaceTable _interfaces = new(interfaceName);
    private readonly Dictionary<PeerClient, FaultReport> _faults = [];
    private readonly RateLimiter _complaints = new(clock);
    private readonly MemoryBudget _budget = new();

    public int SampleRate => _graph.SampleRate;

    public int Period => _graph.Period;

    public bool IsFreewheeling => NetJack2Native.nj_server_is_freewheeling() != 0;

    public int Load => NetJack2Native.nj_server_load();

    public ServerPorts CountPorts() => new(NetJack2Native.nj_server_port_max(), _graph.CountPorts());

    public ICodecLibrary Codecs { get; } = new OpusLibrary();

    public bool TryFindSession(out MeshSession session)
    {
        session = default;
        nj_mesh_session found;
        if (NetJack2Native.nj_mesh_find_session(&found) == 0 || found.is_running == 0)
            return false;
        session = new MeshSession(
            found.session_id, found.key,
            new PeerAddress(HostAddress.From(found.manager_host, found.manager_scope), (ushort)found.manager_port));
        return true;
    }

    public IHandshakeSocket? Connect(PeerAddress peer, bool isForCycles)
    {
        UdpSocket? socket = UdpSocket.Open(!peer.Host.IsIPv4);
        string problem = socket is null ? "open a socket" : Prepare(socket, peer);
        if (problem.Length == 0)
        {
            if (!isForCycles)
                socket!.ExpectLittle();
            return socket;
        }
        if (_complaints.MayAct())
            log.Warn($"Cannot {problem} ({SystemError.Last()})");
        socket?.Dispose();
        return null;
    }

    // Of the sockets that have one port, the kernel chooses the one that is connected to the sender.
    private string Prepare(UdpSocket socket, PeerAddress peer)
    {
        _ = _interfaces.TryRefresh();
        bool isRestricted = interfaceName.Length != 0;
        if (isRestricted && (_interfaces.Interfaces.Length == 0 || !socket.TryRestrictTo(_interfaces.Interfaces[0].Index)))
            return $"use interface {interfaceName}";
        if (!socket.TrySetOption(Posix.SOL_SOCKET, Posix.SO_REUSEADDR, 1) || !socket.TryBind(port))
            return $"have UDP port {port}";
        return socket.TryConnect(peer) ? "" : $"reach {peer}";
    }

    public IMeshClient? CreateClient(string name)
    {
        var opened = PeerClient.Open(name, clock, wake, OnClosing);
        if (opened is not null)
            _faults.Add(opened, new FaultReport(opened.Faults, log, $"'{opened.Name}': "));
        return opened;
    }

    public MeshLink CreateLink(PreparedCoding coding, MeshPair pair, IHandshakeSocket socket) =>
        new(
            new LinkChannel(
                coding.Session, pair.Outgoing(coding.Session), pair.Incoming(coding.Session), socket, MeshLink.WindowCycles(coding.Session),
                coding.Codec, _budget),
            clock);

    /// <summary>Reports exceptions of the clients in the log. Control thread.</summary>
    public void Poll()
    {
        foreach (FaultReport report in _faults.Values)
            report.Poll();
    }

    private void OnClosing(PeerClient closing)
    {
        if (_faults.Remove(closing, out FaultReport? report))
            report.Finish();
    }
}
