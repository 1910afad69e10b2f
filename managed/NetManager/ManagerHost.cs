using NetJack2.Engine;
using NetJack2.Host;
using NetJack2.Interop;
using NetJack2.Protocol;

namespace NetJack2.NetManager;

/// <summary>The JACK server and the network, as a manager needs them.</summary>
internal sealed unsafe class ManagerHost(
    jack_client_t* client, bool autoConnect, bool autoSave, IMonotonicClock clock, Action wake, IControlLog log) : IManagerHost
{
    private readonly JackGraph _graph = new(client);
    private readonly ConnectionMemory _memory = new();
    private readonly SocketWaiter _waiter = new();

    public int SampleRate => _graph.SampleRate;

    public int Period => _graph.Period;

    public string HostName => HostNetwork.Name;

    public ICodecLibrary Codecs { get; } = new OpusLibrary();

    public PhysicalPorts CountPhysicalPorts() => _graph.CountPhysicalPorts();

    public bool IsOwnAddress(PeerAddress address) => HostNetwork.IsOwnAddress(address);

    public IHandshakeSocket? Connect(PeerAddress peer)
    {
        UdpSocket? socket = UdpSocket.TryOpen();
        if (socket is not null && socket.TryConnect(peer))
            return socket;
        log.Warn($"Cannot reach {peer}: no socket, or no route to it");
        socket?.Dispose();
        return null;
    }

    public ISlaveClient? CreateClient(string name) =>
        SlaveClient.TryOpen(name, clock, wake, opened => OnPrepared(name, opened), closing => OnClosing(name, closing));

    public MasterLink CreateLink(PreparedCoding coding, IHandshakeSocket socket)
    {
        SessionParameters session = coding.Session;
        return new MasterLink(
            new LinkTransport(
                session, LinkForm.Send(session), LinkForm.Return(session), socket, MasterLink.WindowCycles(session), coding.Codec),
            clock,
            _waiter);
    }

    // What the user has done with this slave before wins over what is done with a new one (D-29).
    private void OnPrepared(string slave, SlaveClient opened)
    {
        if (autoSave && _memory.Restore(slave, opened.Name, _graph))
            return;
        if (!autoConnect)
            return;
        Connect(_graph.PhysicalPorts(JackGraph.AudioType, JackPortFlags.JackPortIsOutput), opened.Ports.ToSlave.Length, opened.Name + ":to_slave_", toSlave: true);
        Connect(_graph.PhysicalPorts(JackGraph.AudioType, JackPortFlags.JackPortIsInput), opened.Ports.FromSlave.Length, opened.Name + ":from_slave_", toSlave: false);
    }

    private void OnClosing(string slave, SlaveClient closing)
    {
        if (autoSave)
            _memory.Save(slave, _graph, closing.Ports);
    }

    private void Connect(IReadOnlyList<string> physical, int count, string prefix, bool toSlave)
    {
        for (int index = 0; index < Math.Min(count, physical.Count); index++)
        {
            string own = $"{prefix}{index + 1}";
            _ = toSlave ? _graph.TryConnect(physical[index], own) : _graph.TryConnect(own, physical[index]);
        }
    }
}
