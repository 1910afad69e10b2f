// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.Link.Datagrams;
using NetJack2.Models;
using NetJack2.Sessions.Handshake;

namespace NetJack2.World;

/// <summary>A socket of the virtual network.</summary>
internal sealed class VirtualSocket(VirtualNetwork network, VirtualClock clock, PeerAddress local) : IHandshakeSocket
{
    private readonly PriorityQueue<Datagram, (long Arrival, long Sequence)> _queue = new();

    public PeerAddress Local { get; } = local;

    public PeerAddress? Peer { get; private set; }

    /// <summary>The group that the socket has joined.</summary>
    public HostAddress Group { get; set; }

    /// <summary>Whether what it sends is lost rather than cut into fragments.</summary>
    public bool IsUncut { get; private set; }

    public bool IsOpen { get; private set; } = true;

    /// <summary>Whether receiving throws, as a defect in what reads packets would.</summary>
    public bool Fails { get; set; }

    /// <summary>Calls that sent or received something, or looked.</summary>
    public int Calls { get; private set; }

    /// <summary>When the next datagram is there.</summary>
    public long NextArrival => _queue.TryPeek(out _, out (long Arrival, long) next) ? next.Arrival : long.MaxValue;

    public bool Accepts(PeerAddress source, PeerAddress target) =>
        target.Port == Local.Port
            && (Peer is null || Peer == source) && (target.Host == Local.Host || (target.IsMulticast && target.Host == Group));

    public void Enqueue(Datagram datagram, long arrival, long sequence) => _queue.Enqueue(datagram, (arrival, sequence));

    public SocketStatus Send(OutgoingBatch batch)
    {
        Calls++;
        if (DequeueRefusal())
            return SocketStatus.Refused;
        foreach (ref readonly OutgoingBatch.Run run in batch.Runs)
        {
            for (int offset = 0; offset < run.Length; offset += run.SegmentSize)
                _ = network.Send(this, batch.Bytes.Slice(run.Offset + offset, Math.Min(run.SegmentSize, run.Length - offset)), Peer!.Value);
        }
        return SocketStatus.Done;
    }

    public SocketStatus Receive(IncomingBatch batch)
    {
        Calls++;
        if (Fails)
            throw new InvalidOperationException();
        batch.Clear();
        if (DequeueRefusal())
            return SocketStatus.Refused;
        int count = 0;
        while (count < IncomingBatch.MessageCount && NextArrival <= clock.Now && !_queue.Peek().IsRefusal)
        {
            Datagram datagram = _queue.Dequeue();
            datagram.Bytes.CopyTo(batch.Memory[(count * IncomingBatch.MessageSize)..]);
            batch.Add(count++, datagram.Length, segmentSize: 0);
            network.Release(datagram);
        }
        return count == 0 ? SocketStatus.Empty : SocketStatus.Done;
    }

    public SocketStatus SendTo(ReadOnlySpan<byte> datagram, PeerAddress target)
    {
        return network.Send(this, datagram, target);
    }

    public SocketStatus ReceiveFrom(Span<byte> buffer, out int length, out PeerAddress source)
    {
        length = 0;
        source = default;
        if (DequeueRefusal())
            return SocketStatus.Refused;
        if (NextArrival > clock.Now)
            return SocketStatus.Empty;
        Datagram datagram = _queue.Dequeue();
        length = Math.Min(datagram.Length, buffer.Length + 1);
        source = datagram.Source;
        datagram.Bytes[..Math.Min(datagram.Length, buffer.Length)].CopyTo(buffer);
        network.Release(datagram);
        return SocketStatus.Done;
    }

    public bool TryConnect(PeerAddress peer)
    {
        Peer = peer;
        return true;
    }

    public HostAddress LocalHost => Local.Host;

    public void ForbidFragments() => IsUncut = true;

    /// <summary>Whether what it sends is marked as voice.</summary>
    public bool IsVoice { get; private set; }

    public void MarkAsVoice() => IsVoice = true;

    public int RouteMtu => network.DeviceMtu;

    public void Dispose()
    {
        IsOpen = false;
        network.Close(this);
        while (_queue.TryDequeue(out Datagram? unread, out _))
            network.Release(unread);
    }

    private bool DequeueRefusal()
    {
        if (NextArrival > clock.Now || !_queue.Peek().IsRefusal)
            return false;
        network.Release(_queue.Dequeue());
        return true;
    }
}
