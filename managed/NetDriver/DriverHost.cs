using NetJack2.Engine;
using NetJack2.Host;
using NetJack2.Interop;
using NetJack2.Protocol;

namespace NetJack2.NetDriver;

/// <summary>The slave's server and the network, as a search for a master needs them. Control thread.</summary>
internal sealed unsafe class DriverHost(
    void* host, PeerAddress target, SlaveCycles cycles, DriverPortBuffers ports, Action wake, IControlLog log) : ISlaveHost
{
    private readonly void* _host = host;
    private nj_driver_format _format;
    private bool _saidThatPortIsTaken;

    public string HostName => HostNetwork.Name;

    /// <summary>The connections of the driver's ports, where they are kept.</summary>
    public DriverConnections? Connections { get; init; }

    public ICodecLibrary Codecs { get; } = new OpusLibrary();

    public void BeginSilent(int period, int rate)
    {
        _format.period = (uint)period;
        _format.rate = (uint)rate;
        ports.Period = period;
        Run(null);
    }

    /// <summary>A socket on the port that slaves have, if this host has it to give.</summary>
    /// <remarks>
    /// A manager on this host, or another slave, may have the port: of two that share it one gets the other's datagrams (D-28). Then
    /// any port does, since masters answer to where an announcement came from; firewalls know about the usual one, though.
    /// </remarks>
    public IHandshakeSocket? OpenSocket()
    {
        UdpSocket? socket = UdpSocket.TryOpen();
        if (socket is null)
        {
            log.Warn($"No socket to be had: {SystemError.Last()}");
            return null;
        }
        bool isOnThisHost = !target.IsMulticast && HostNetwork.IsOwnAddress(target);
        if (!isOnThisHost)
            TakeUsualPort(socket);
        // Announcements reach a manager on this host as well (D-25), but not this socket.
        _ = socket.TrySetOption(Posix.IPPROTO_IP, Posix.IP_MULTICAST_LOOP, 1);
        _ = socket.TrySetOption(Posix.IPPROTO_IP, Posix.IP_MULTICAST_ALL, 0);
        return socket;
    }

    private void TakeUsualPort(UdpSocket socket)
    {
        if (socket.TryBind(new PeerAddress(0, target.Port)))
        {
            _ = socket.TrySetOption(Posix.SOL_SOCKET, Posix.SO_REUSEADDR, 1); // whoever comes later may share it
            return;
        }
        if (!_saidThatPortIsTaken)
            log.Info($"UDP port {target.Port} is taken on this host (ss -ulpn 'sport = :{target.Port}'); using another: a firewall here must let it in");
        _saidThatPortIsTaken = true;
    }

    public bool TryConfigure(SessionParameters session)
    {
        var format = new nj_driver_format
        {
            capture_audio = (uint)session.SendAudio,
            playback_audio = (uint)session.ReturnAudio,
            capture_midi = (uint)session.SendMidi,
            playback_midi = (uint)session.ReturnMidi,
            period = (uint)session.Period,
            rate = (uint)session.SampleRate,
            capture_latency = (uint)session.SendLatencyFrames,
            playback_latency = (uint)session.ReturnLatencyFrames,
            capture_midi_latency = (uint)session.MidiSendLatencyFrames,
            playback_midi_latency = (uint)session.MidiReturnLatencyFrames,
        };
        // While ports come and go the silent cycles touch none of them.
        _ = cycles.Replace(State(null, default), wake);
        Connections?.Look();
        int result = NetJack2Native.nj_host_configure(_host, &format);
        if (result == 0)
        {
            _format = format;
            ports.Period = session.Period;
        }
        Connections?.Look();
        Run(null);
        return result == 0;
    }

    public void Run(SlaveLink? link) => _ = cycles.Replace(State(link, _format), wake);

    private SlaveState State(SlaveLink? link, nj_driver_format format) =>
        new(link, (int)format.capture_audio, (int)format.capture_midi, 1_000_000_000L * _format.period / _format.rate);
}
