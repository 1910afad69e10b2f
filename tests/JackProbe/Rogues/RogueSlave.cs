// SPDX-License-Identifier: GPL-2.0-or-later
using System.Net;
using System.Net.Sockets;
using NetJack2.JackProbe.Grammar;
using NetJack2.JackProbe.Junk;

namespace NetJack2.JackProbe.Rogues;

/// <summary>A slave that completes the handshake by the book and then does what its <see cref="RoguePlan"/> contains.</summary>
internal sealed class RogueSlave : IDisposable
{
    private const long AnnounceMs = 300;
    private readonly RoguePlan _plan;
    private readonly IPEndPoint _manager;
    private readonly Random _random;
    private readonly Socket _socket = new(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp) { Blocking = false };
    private readonly byte[] _buffer = new byte[65_536];
    private readonly KnownSession _session = new();
    private readonly CyclePhrases _phrases;
    private readonly byte[] _announcement;
    private EndPoint? _master;
    private long _announcedAt = long.MinValue / 2;
    private uint _orders;

    public RogueSlave(RoguePlan plan, IPAddress from, IPEndPoint manager, int number, Random random)
    {
        _plan = plan;
        _manager = manager;
        _random = random;
        _phrases = new CyclePhrases(_session, random);
        _announcement = plan.Announce(number, random);
        _socket.Bind(new IPEndPoint(from, 0));
    }

    /// <summary>Whether a session was begun, and when, in ms.</summary>
    public long? BegunAt { get; private set; }

    public long Sent { get; private set; }

    public long Answered { get; private set; }

    /// <summary>Receives what is there, answers, and announces itself until a master answers.</summary>
    /// <param name="now">Monotonic time in ms.</param>
    public void Step(long now)
    {
        EndPoint source = new IPEndPoint(IPAddress.Any, 0);
        while (_socket.Available > 0)
        {
            int length;
            try
            {
                length = _socket.ReceiveFrom(_buffer, ref source);
            }
            catch (SocketException)
            {
                continue; // an earlier datagram was refused
            }

            Receive(_buffer.AsSpan(0, length), source, now);
        }

        if (BegunAt is not null || now - _announcedAt < AnnounceMs) return;
        _announcedAt = now;
        Send(_announcement, _manager);
    }

    public void Dispose() => _socket.Dispose();

    private void Receive(ReadOnlySpan<byte> datagram, EndPoint source, long now)
    {
        bool isHandshake = datagram.StartsWith("params"u8);
        _session.Observe(datagram);
        if (isHandshake && _plan.Begins)
        {
            byte[] start = (byte[])_session.Offer.Clone();
            Wire.Put(start, Wire.PacketId, 2);
            _session.Observe(start);
            _master = source;
            BegunAt ??= now;
            Send(start, source);
        }
        else if (!isHandshake && _master is not null && IsLastOfCycle(datagram))
        {
            Answer(_master);
        }
    }

    private static bool IsLastOfCycle(ReadOnlySpan<byte> datagram)
        => datagram.StartsWith("header"u8) && datagram.Length >= Wire.HeaderSize
            && KnownSession.Get(datagram, Wire.DataType) is 's' or 'c' && KnownSession.Get(datagram, Wire.SubCycle) == 0;

    private void Answer(EndPoint master)
    {
        Answered++;
        uint cycle = _plan.Misnumbers ? _session.Cycle * (uint)_random.Next(3) : _session.Cycle;
        if (_plan.Orders)
        {
            byte[] order = _phrases.Transport('r', cycle);
            _orders++;
            Wire.Put(order, 52, 8 | (uint)_random.Next(8)); // a requested position
            Wire.Put(order, 60, 1 + (_orders & 1));
            Wire.Put(order, 64, _orders);
            Wire.Put(order, 68, _orders);
            Wire.Put(order, 84, 0);
            Send(order, master);
        }

        foreach (byte[] packet in _session.IsCompact ? _phrases.Compact('r', cycle) : [_phrases.Sync('r', cycle)])
            Send(packet, master);
    }

    private void Send(byte[] datagram, EndPoint to)
    {
        try
        {
            _socket.SendTo(datagram, to);
            Sent++;
        }
        catch (SocketException)
        {
            // An earlier datagram was refused, or the queue is full.
        }
    }
}
