// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.Link.Datagrams;
using NetJack2.Link.Links;
using NetJack2.Link.Resend;

namespace NetJack2.World;

/// <summary>A master's thread that answers requests for lost packets as soon as they come.</summary>
internal sealed class Responder : Actor, IDisposable
{
    private readonly VirtualWorld _world;
    private readonly VirtualSocket _socket;
    private readonly LinkChannel _channel;
    private readonly IncomingBatch _batch = new();
    private readonly ResendAnswers _answers;

    /// <summary>Begins to answer.</summary>
    /// <param name="world">Its world.</param>
    /// <param name="socket">Where the requests come.</param>
    /// <param name="channel">The session's end.</param>
    public Responder(VirtualWorld world, VirtualSocket socket, LinkChannel channel)
    {
        _world = world;
        _socket = socket;
        _channel = channel;
        _answers = new ResendAnswers(channel.Session, channel.IncomingParameters, channel.Sent);
        world.Add(this);
    }

    public override long WakeAt => _socket.NextArrival;

    public override void Step()
    {
        while (_socket.Receive(_batch) == SocketStatus.Done)
        {
            for (int index = 0; index < _batch.Count; index++)
                _ = _answers.TryAnswer(_batch[index], _channel.Socket);
        }
    }

    public void Dispose()
    {
        _world.Remove(this);
        _socket.Dispose();
        _batch.Dispose();
        _answers.Dispose();
    }
}
