// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.Link.Datagrams;

namespace NetJack2.World;

/// <summary>A socket whose peer may answer before the send has returned, as a fast host does now and then.</summary>
/// <param name="socket">The socket.</param>
/// <param name="network">Its network.</param>
/// <param name="isInstant">Asked at each send.</param>
internal sealed class InstantSocket(VirtualSocket socket, VirtualNetwork network, Func<bool> isInstant) : IDatagramSocket
{
    /// <summary>The peer, which has its turn at once.</summary>
    public Actor? Answerer { get; set; }

    public SocketStatus Send(OutgoingBatch batch)
    {
        if (!isInstant())
            return socket.Send(batch);
        long delay = network.Delay;
        network.Delay = 0;
        SocketStatus status = socket.Send(batch);
        Answerer?.Step();
        network.Delay = delay;
        return status;
    }

    public SocketStatus Receive(IncomingBatch batch) => socket.Receive(batch);

    public void Dispose() => socket.Dispose();
}
