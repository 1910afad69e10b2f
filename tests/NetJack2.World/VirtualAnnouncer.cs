// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.Link.Datagrams;
using NetJack2.Sessions.Handshake;

namespace NetJack2.World;

/// <summary>A slave's sockets: one for each of its host's addresses, as for interfaces.</summary>
internal sealed class VirtualAnnouncer(
    VirtualNetwork network, HostAddress[] hosts, PeerAddress target, Action<VirtualSocket?> opened) : IAnnouncer
{
    private readonly List<VirtualSocket> _sockets = [];
    private VirtualSocket? _receiver;

    public bool TryOpen()
    {
        Dispose();
        foreach (HostAddress host in hosts)
        {
            bool isFree = network.IsFree(new PeerAddress(host, target.Port));
            _sockets.Add(network.Open(host, isFree ? target.Port : (ushort)0));
        }
        opened(_sockets[0]);
        return true;
    }

    public void Announce(ReadOnlySpan<byte> announcement)
    {
        foreach (VirtualSocket socket in _sockets)
            _ = socket.SendTo(announcement, target);
    }

    public SocketStatus ReceiveFrom(Span<byte> buffer, out int length, out PeerAddress source)
    {
        length = 0;
        source = default;
        SocketStatus status = SocketStatus.Empty;
        foreach (VirtualSocket socket in _sockets)
        {
            _receiver = socket;
            status = socket.ReceiveFrom(buffer, out length, out source);
            if (status != SocketStatus.Empty)
                break;
        }
        return status;
    }

    public IHandshakeSocket Keep()
    {
        VirtualSocket kept = _receiver!;
        _ = _sockets.Remove(kept);
        Dispose();
        opened(kept);
        return kept;
    }

    public void Dispose()
    {
        foreach (VirtualSocket socket in _sockets)
            socket.Dispose();
        _sockets.Clear();
    }
}
