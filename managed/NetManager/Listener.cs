// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.Host.Net;
using NetJack2.Link.Datagrams;
using NetJack2.RealTime;

namespace NetJack2.NetManager;

/// <summary>The sockets on which a manager receives announcements: IPv4 and IPv6, on every interface or on the chosen one.</summary>
internal sealed class Listener : IDisposable
{
    // New interfaces are used within a second.
    private const long PollIntervalNs = 400_000_000;

    private readonly InterfaceTable _table;
    private readonly ListeningSocket _ipv4;
    private readonly ListeningSocket _ipv6;
    private readonly IMonotonicClock _clock;
    private long _polledAt = long.MinValue / 2;

    public Listener(NetworkChoice choice, IMonotonicClock clock, IControlLog log)
    {
        _clock = clock;
        Port = choice.Address.Port;
        _table = new InterfaceTable(choice.Interface);
        // An own unicast address needs no membership: slaves address it explicitly. An IPv4 group has one of IPv6 beside it.
        HostAddress chosen = choice.Address.Host;
        HostAddress? ipv4 = chosen.IsMulticast && chosen.IsIPv4 ? chosen : null;
        HostAddress? ipv6 = !chosen.IsMulticast ? null : chosen.IsIPv4 ? chosen.ToTwinGroup() : chosen;
        _ipv4 = new ListeningSocket(choice, isIPv6: false, ipv4, _table, clock, log);
        _ipv6 = new ListeningSocket(choice, isIPv6: true, ipv6, _table, clock, log);
        if (!chosen.IsMulticast)
            log.Info($"Listening on UDP port {choice.Address.Port} for slaves that name this host with -a");
    }

    /// <summary>The port on which the manager listens.</summary>
    public ushort Port { get; }

    /// <summary>The IPv4 socket; null while the system refuses one.</summary>
    public UdpSocket? IPv4 => _ipv4.Socket;

    /// <summary>The IPv6 socket; null while the system refuses one.</summary>
    public UdpSocket? IPv6 => _ipv6.Socket;

    /// <summary>Joins the group on interfaces that have appeared, about once a second.</summary>
    public void Update()
    {
        if (_clock.Now - _polledAt < PollIntervalNs)
            return;
        _polledAt = _clock.Now;
        _ = _table.TryRefresh();
        _ipv4.Update();
        _ipv6.Update();
    }

    /// <summary>Receives a datagram without waiting. False where none has arrived.</summary>
    public bool TryReceive(Span<byte> buffer, out int length, out PeerAddress source) =>
        _ipv4.TryReceive(buffer, out length, out source) || _ipv6.TryReceive(buffer, out length, out source);

    public void Dispose()
    {
        _ipv4.Dispose();
        _ipv6.Dispose();
    }
}
