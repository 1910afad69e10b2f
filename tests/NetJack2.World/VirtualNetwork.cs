// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.Link.Datagrams;
using NetJack2.Models;
using NetJack2.Protocol.Wire;

namespace NetJack2.World;

/// <summary>Datagrams between addresses in memory, delayed, lost, duplicated and reordered by a seeded generator.</summary>
/// <remarks>Allocates nothing once as many datagrams have been under way as ever will be.</remarks>
internal sealed class VirtualNetwork(VirtualClock clock, int seed)
{
    private readonly List<VirtualSocket> _sockets = [];
    private readonly HashSet<HostAddress> _unplugged = [];
    private readonly Stack<Datagram> _pool = [];
    private readonly Random _random = new(seed);

    // Of reports: they do not change what happens to the other datagrams.
    private readonly Random _reportRandom = new(seed);
    private ushort _nextPort = 40_000;
    private long _sequence;

    /// <summary>What decides about a datagram, besides chance: true loses it.</summary>
    public delegate bool Filter(ReadOnlySpan<byte> datagram, PeerAddress source, PeerAddress target);

    public long Delay { get; set; } = 200_000;

    /// <summary>What is added to the delay at most, of each datagram for itself.</summary>
    public long Jitter { get; set; }

    public double Loss { get; set; }

    public double Duplication { get; set; }

    /// <summary>Bytes of the longest IP packet that needs no fragments.</summary>
    public int Mtu { get; set; } = 1500;

    /// <summary>Bytes of the longest IP packet that the hosts' own interfaces take.</summary>
    public int DeviceMtu { get; set; } = 9000;

    /// <summary>Bytes of the longest IP packet that gets through: longer ones are lost without a word. By the host that sends.</summary>
    public Func<HostAddress, int> PathMtu { get; set; } = _ => int.MaxValue;

    public Filter? Drop { get; set; }

    public long SentCount { get; private set; }

    public long SentBytes { get; private set; }

    public long LostCount { get; private set; }

    public long LostBytes { get; private set; }

    public long FragmentedCount { get; private set; }

    public VirtualSocket Open(HostAddress host, ushort port = 0)
    {
        var socket = new VirtualSocket(this, clock, new PeerAddress(host, port == 0 ? _nextPort++ : port));
        _sockets.Add(socket);
        return socket;
    }

    public bool IsFree(PeerAddress address) => !_sockets.Exists(socket => socket.Local == address);

    public void Close(VirtualSocket socket) => _sockets.Remove(socket);

    /// <summary>From now on the host receives and sends nothing.</summary>
    public void Unplug(HostAddress host) => _unplugged.Add(host);

    public void Plug(HostAddress host) => _unplugged.Remove(host);

    public SocketStatus Send(VirtualSocket sender, ReadOnlySpan<byte> bytes, PeerAddress target)
    {
        Random random = RandomOf(bytes);
        int packetSize = bytes.Length + target.Host.Overhead;
        if (sender.IsUncut && packetSize > DeviceMtu)
            return SocketStatus.TooLong;
        SentCount++;
        SentBytes += bytes.Length;
        if (packetSize > Mtu)
            FragmentedCount++;
        if (_unplugged.Contains(sender.Local.Host) || _unplugged.Contains(target.Host) || Drop?.Invoke(bytes, sender.Local, target) == true
            || packetSize > PathMtu(sender.Local.Host) || random.NextDouble() < Loss)
        {
            LostCount++;
            LostBytes += bytes.Length;
            return SocketStatus.Done;
        }
        bool isDelivered = false;
        VirtualSocket? only = Connected(sender.Local, target);
        foreach (VirtualSocket socket in _sockets)
        {
            if (!socket.Accepts(sender.Local, target) || (only is not null && socket != only))
                continue;
            isDelivered = true;
            Deliver(socket, bytes, sender.Local, isRefusal: false);
            if (random.NextDouble() < Duplication)
                Deliver(socket, bytes, sender.Local, isRefusal: false);
        }
        if (!isDelivered && !target.IsMulticast && sender.Peer == target)
            Deliver(sender, [], target, isRefusal: true);
        return SocketStatus.Done;
    }

    /// <summary>Puts forged bytes on the wire.</summary>
    public void Forge(ReadOnlySpan<byte> bytes, PeerAddress source, PeerAddress target)
    {
        VirtualSocket? only = Connected(source, target);
        foreach (VirtualSocket socket in _sockets)
        {
            if (socket.Accepts(source, target) && (only is null || socket == only))
                Deliver(socket, bytes, source, isRefusal: false);
        }
    }

    private Random RandomOf(ReadOnlySpan<byte> bytes) =>
        PacketReader.TryOpen(bytes, out PacketReader packet) && packet.Header.DataType == DataType.Report ? _reportRandom : _random;

    public void Release(Datagram datagram) => _pool.Push(datagram);

    // As the kernel: of the sockets that have one port, one that is connected to the sender receives alone, the newest of several.
    private VirtualSocket? Connected(PeerAddress source, PeerAddress target)
    {
        VirtualSocket? found = null;
        foreach (VirtualSocket socket in _sockets)
        {
            if (socket.Peer is not null && socket.Accepts(source, target))
                found = socket;
        }
        return found;
    }

    private void Deliver(VirtualSocket socket, ReadOnlySpan<byte> bytes, PeerAddress source, bool isRefusal)
    {
        if (!_pool.TryPop(out Datagram? datagram))
            datagram = new Datagram();
        datagram.Set(bytes, source, isRefusal);
        socket.Enqueue(datagram, clock.Now + Delay + (Jitter == 0 ? 0 : RandomOf(bytes).NextInt64(Jitter)), _sequence++);
    }
}
