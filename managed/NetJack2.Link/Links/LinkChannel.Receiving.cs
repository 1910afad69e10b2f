// SPDX-License-Identifier: GPL-2.0-or-later
using System.Runtime.InteropServices;
using NetJack2.Link.Datagrams;
using NetJack2.Protocol.Extension;
using NetJack2.Protocol.Session;
using NetJack2.RealTime;

namespace NetJack2.Link.Links;

/// <content>The reading of the socket.</content>
public sealed partial class LinkChannel
{
    // A flood must not keep a cycle from ending; what is left is read in the next one.
    private const int MaxReceivesPerCycle = 64;

    // Each router on the way may have left an error in the socket; a socket that fails for good must not be asked for ever.
    private const int MaxErrorsPerCycle = 16;

    /// <summary>Receives all datagrams that have arrived, up to a limit. Does not wait. Cycle thread.</summary>
    [RealTimeSafe]
    public void Receive(long now)
    {
        int errors = 0;
        for (int calls = 0; calls < MaxReceivesPerCycle; calls++)
        {
            SocketStatus status = _socket.Receive(_incoming);
            if (status == SocketStatus.Refused)
                Counters.Refused++;
            // An error in the socket's queue hides what lies behind it, and is over when it has been returned.
            if (status is not (SocketStatus.Done or SocketStatus.Empty) && ++errors < MaxErrorsPerCycle)
                continue;
            if (status != SocketStatus.Done)
                return;
            for (int index = 0; index < _incoming.Count; index++)
                Accept(_incoming[index], now);
            if (!_incoming.IsFull)
                return;
        }
    }

    /// <summary>Gives the handshake packet that arrived while the session ran; false where there is none. Control thread.</summary>
    public bool TryReceiveHandshake(out SessionPacket packet)
    {
        bool isThere = Volatile.Read(ref _handshakeState) != 0;
        packet = isThere ? MemoryMarshal.Read<SessionPacket>(_handshake) : default;
        if (isThere)
            Volatile.Write(ref _handshakeState, 0);
        return isThere;
    }

    [RealTimeSafe]
    private void Accept(ReadOnlySpan<byte> datagram, long now)
    {
        if (!SessionPacket.IsHandshake(datagram))
        {
            // An answer to a probe may come when the session has begun; it is no packet of a cycle.
            if ((!_hasProbes || !ProbePacket.IsProbe(datagram)) && Repair?.TryAnswer(datagram, _socket) != true)
                Window.Accept(datagram, now);
        }
        else if (Volatile.Read(ref _handshakeState) == 0)
        {
            datagram.CopyTo(_handshake);
            Volatile.Write(ref _handshakeState, 1);
        }
    }
}
