// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.Host.Border;
using NetJack2.Host.Codecs;
using NetJack2.Host.Linux;
using NetJack2.Host.Net;
using NetJack2.Interop;
using NetJack2.Link.Coding;
using NetJack2.Link.Datagrams;
using NetJack2.Link.Links;
using NetJack2.Protocol.Session;
using NetJack2.RealTime;
using NetJack2.Statistics;
using NetJack2.Sessions.Handshake;

namespace NetJack2.NetDriver;

/// <summary>The slave's server and the network, as a search for a master needs them. Control thread.</summary>
internal sealed unsafe class DriverHost(
    void* host, NetworkChoice network, SlaveCycleLoop cycles, DriverPortBuffers ports, Action wake, FaultRecord faults,
    IControlLog log) : ISlaveHost
{
    private readonly void* _host = host;
    private nj_driver_configuration _configuration;

    public string HostName => HostNetwork.Name;

    public ulong ServerId => ServerIdentity.OfProcess;

    /// <summary>The connections of the driver's ports, where they are kept.</summary>
    public DriverConnections? Connections { get; init; }

    public int Load => NetJack2Native.nj_server_load();

    public ICodecLibrary Codecs { get; } = new OpusLibrary();

    public void BeginSilent(int period, int rate)
    {
        _configuration.period = (uint)period;
        _configuration.rate = (uint)rate;
        ports.Period = period;
        Run(null);
    }

    public IAnnouncer CreateAnnouncer() => new Announcer(network, log);

    public IHandshakeSocket? Connect(PeerAddress master)
    {
        UdpSocket? socket = UdpSocket.OpenTo(master);
        socket?.ExpectLittle();
        return socket;
    }

    public bool TryConfigure(SessionParameters session)
    {
        var configuration = new nj_driver_configuration
        {
            capture_audio = (uint)session.SendAudio,
            playback_audio = (uint)session.ReturnAudio,
            capture_midi = (uint)session.SendMidi,
            playback_midi = (uint)session.ReturnMidi,
            period = (uint)session.Period,
            rate = (uint)session.SampleRate,
        };
        SetLatencies(ref configuration, session);
        // While ports come and go the silent cycles touch none of them.
        Replace(State(null, default));
        Connections?.Update();
        int result = NetJack2Native.nj_host_configure(_host, &configuration);
        if (result == 0)
        {
            _configuration = configuration;
            ports.Period = session.Period;
        }
        Connections?.Update();
        Run(null);
        return result == 0;
    }

    public bool TryPublishLatencies(SessionParameters session)
    {
        nj_driver_configuration configuration = _configuration;
        SetLatencies(ref configuration, session);
        if (NetJack2Native.nj_host_set_latencies(_host, &configuration) != 0)
            return false;
        _configuration = configuration;
        return true;
    }

    public void Publish(MeshSession? session)
    {
        var native = default(nj_mesh_session);
        if (session is { } known)
        {
            native.key = known.Key;
            native.session_id = known.SessionId;
            native.is_running = 1;
            native.manager_port = known.Manager.Port;
            native.manager_scope = known.Manager.Host.Scope;
            known.Manager.Host.Write(native.manager_host);
        }
        NetJack2Native.nj_host_set_mesh_session(_host, &native);
    }

    public void Restore(SlaveRequest request)
    {
        var options = new nj_slave_options
        {
            latency = request.Latency,
            latency_mode = (int)request.LatencyMode,
            encoder = (int)request.Encoder,
            kilobits = request.Kilobits,
            copies = request.Copies,
        };
        NetJack2Native.nj_host_put_settings(_host, &options);
    }

    public void Run(SlaveLink? link) => Replace(State(link, _configuration));

    private static void SetLatencies(ref nj_driver_configuration configuration, SessionParameters session)
    {
        configuration.capture_latency = (uint)session.SendLatencyFrames;
        configuration.playback_latency = (uint)session.ReturnLatencyFrames;
        configuration.capture_midi_latency = (uint)session.MidiSendLatencyFrames;
        configuration.playback_midi_latency = (uint)session.MidiReturnLatencyFrames;
    }

    private void Replace(SlaveState state)
    {
        if (!cycles.Replace(state, wake))
            faults.Record(new TimeoutException(), FaultPlace.Cycle);
    }

    private SlaveState State(SlaveLink? link, nj_driver_configuration configuration) =>
        new(
            link, (int)configuration.capture_audio, (int)configuration.capture_midi,
            1_000_000_000L * _configuration.period / _configuration.rate);
}
