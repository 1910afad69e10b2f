// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.Host.Linux;
using NetJack2.Interop;
using NetJack2.Link.Datagrams;
using NetJack2.RealTime;
using NetJack2.Sessions.Handshake;

namespace NetJack2.Host.Net;

/// <summary>Announces a slave on every interface, or on the one that the user has chosen.</summary>
/// <remarks>
/// Groups are sent to through each interface for itself, so no route to them is needed. An interface without an address of IPv4 gets
/// the announcement by IPv6, to the group that stands beside the IPv4 one. The loopback interface is used where there is no other:
/// what is sent through any of them is received on this host too.
/// </remarks>
public sealed class Announcer(NetworkChoice choice, IControlLog log) : IAnnouncer
{
    // An interface that comes up has an address of IPv6 that it may not use for a second or two.
    private const int FailuresBeforeWarning = 4;

    private readonly PeerAddress _target = choice.Address;
    private readonly InterfaceTable _table = new(choice.Interface);
    private readonly Dictionary<int, int> _failures = [];
    private UdpSocket? _ipv4;
    private UdpSocket? _ipv6;
    private UdpSocket? _receiver;
    private bool _hasReportedPortInUse;
    private bool _saidThatNothingIsThere;

    /// <inheritdoc/>
    public bool TryOpen()
    {
        Dispose();
        bool isOnThisHost = !_target.IsMulticast && HostNetwork.IsOwnAddress(_target);
        if (_target.Host.IsIPv4)
            _ipv4 = Open(isIPv6: false, takesUsualPort: !isOnThisHost);
        // A host without IPv6 has no such socket, which matters only where nothing else is asked for.
        if (!_target.Host.IsIPv4 || _target.IsMulticast)
            _ipv6 = Open(isIPv6: true, takesUsualPort: !isOnThisHost);
        return _ipv4 is not null || _ipv6 is not null;
    }

    /// <inheritdoc/>
    public void Announce(ReadOnlySpan<byte> announcement)
    {
        if (!_table.TryRefresh() || (!_target.IsMulticast && !_target.Host.IsLinkLocal && !_table.IsRestricted))
        {
            Send(_target.Host.IsIPv4 ? _ipv4 : _ipv6, announcement, _target, interfaceIndex: 0);
            return;
        }
        bool isSent = false;
        foreach (ref readonly NetworkInterface found in _table.Interfaces)
        {
            if (!found.IsLoopback)
                isSent |= TryAnnounce(announcement, found);
        }
        foreach (ref readonly NetworkInterface found in _table.Interfaces)
        {
            if (found.IsLoopback && !isSent)
                isSent = TryAnnounce(announcement, found);
        }
        if (!isSent && !_saidThatNothingIsThere)
            log.Warn($"Cannot announce this slave to {_target}: {DescribeLack()}; trying again");
        _saidThatNothingIsThere = !isSent;
    }

    /// <inheritdoc/>
    public SocketStatus ReceiveFrom(Span<byte> buffer, out int length, out PeerAddress source)
    {
        length = 0;
        source = default;
        SocketStatus status = SocketStatus.Empty;
        foreach (UdpSocket? socket in (ReadOnlySpan<UdpSocket?>)[_ipv4, _ipv6])
        {
            if (socket is null)
                continue;
            _receiver = socket;
            status = socket.ReceiveFrom(buffer, out length, out source);
            if (status is SocketStatus.Done or SocketStatus.Refused)
                return status;
        }
        return status;
    }

    /// <inheritdoc/>
    public IHandshakeSocket Keep()
    {
        UdpSocket kept = _receiver!;
        if (kept == _ipv4)
            _ipv4 = null;
        else
            _ipv6 = null;
        Dispose();
        return kept;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _ipv4?.Dispose();
        _ipv6?.Dispose();
        _ipv4 = null;
        _ipv6 = null;
        _receiver = null;
    }

    private bool TryAnnounce(ReadOnlySpan<byte> announcement, in NetworkInterface found)
    {
        PeerAddress target = _target;
        if (target.Host.IsIPv4 && target.IsMulticast && !found.HasIPv4)
            target = target with { Host = target.Host.ToTwinGroup() };
        UdpSocket? socket = target.Host.IsIPv4 ? _ipv4 : _ipv6;
        if (socket is null || (target.Host.IsIPv4 ? !found.HasIPv4 : !found.HasIPv6))
            return false;
        if (target.Host.IsLinkLocal)
            target = target with { Host = target.Host with { Scope = (uint)found.Index } };
        _ = target.IsMulticast ? socket.TrySetGroupInterface(found.Index) : socket.TrySetHostInterface(found.Index);
        Send(socket, announcement, target, found.Index);
        return true;
    }

    private void Send(UdpSocket? socket, ReadOnlySpan<byte> announcement, PeerAddress target, int interfaceIndex)
    {
        // The error of an earlier datagram (closed port) is no error of this one.
        SocketStatus status = socket?.SendTo(announcement, target) ?? SocketStatus.Failed;
        if (status is SocketStatus.Done or SocketStatus.Refused)
        {
            _ = _failures.Remove(interfaceIndex);
            return;
        }
        string trouble = $"({SystemError.Last()}): {SendText.Describe(status)}";
        int count = _failures.GetValueOrDefault(interfaceIndex) + 1;
        _failures[interfaceIndex] = count;
        if (count == FailuresBeforeWarning)
            log.Warn($"Cannot send to {target}{(interfaceIndex == 0 ? "" : $" on {InterfaceTable.NameOf(interfaceIndex)}")} {trouble}");
    }

    private string DescribeLack() => _table.IsRestricted
        ? $"there is no interface '{_table.Wanted}' that is up and has an address of the right kind (ip address)"
        : "no interface is up and has an address (ip address)";

    // A manager on this host, or another slave, may have the usual port: of two that share it one gets the other's datagrams (D-28).
    // Then any port does, since masters answer to where an announcement came from; firewalls know about the usual one, though.
    private UdpSocket? Open(bool isIPv6, bool takesUsualPort)
    {
        UdpSocket? socket = UdpSocket.Open(isIPv6);
        if (socket is null)
        {
            if (isIPv6 != _target.Host.IsIPv4)
                log.Warn($"Cannot open a socket: {SystemError.Last()}");
            return null;
        }
        if (!takesUsualPort)
            return socket;
        if (socket.TryBind(_target.Port))
        {
            _ = socket.TrySetOption(Posix.SOL_SOCKET, Posix.SO_REUSEADDR, 1); // a later process may share it
            return socket;
        }
        if (!_hasReportedPortInUse)
            log.Info(
                $"UDP port {_target.Port} is in use on this host ({PortOwnerText.Describe(_target.Port)}); using another: "
                    + "a firewall here must accept it");
        _hasReportedPortInUse = true;
        return socket;
    }
}
