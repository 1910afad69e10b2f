// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.Host.Linux;
using NetJack2.Host.Net;
using NetJack2.Interop;
using NetJack2.Link.Datagrams;
using NetJack2.RealTime;

namespace NetJack2.NetManager;

/// <summary>The manager's socket of one family: opened, bound and joined to the group on each interface,
/// again and again until it is (D-33).</summary>
internal sealed class ListeningSocket(
    NetworkChoice choice, bool isIPv6, HostAddress? group, InterfaceTable table, IMonotonicClock clock, IControlLog log) : IDisposable
{
    private const long RetryNs = 1_000_000_000;

    private readonly List<Membership> _memberships = [];
    private bool _hasComplained;
    private bool _isMissed;
    private int _boundTo;
    private long _triedAt = long.MinValue / 2;

    /// <summary>The socket; null while the system refuses one.</summary>
    public UdpSocket? Socket { get; private set; }

    /// <summary>Follows the interfaces as the table has them now.</summary>
    public void Update()
    {
        int only = table.IsRestricted ? table.Interfaces is [var first, ..] ? first.Index : -1 : 0;
        if (Socket is not null && only != _boundTo)
            Close();
        if (Socket is null)
            Open(only);
        if (Socket is null || group is not { } address)
            return;
        for (int index = _memberships.Count - 1; index >= 0; index--)
        {
            if (!IsThere(_memberships[index].Interface))
                Leave(address, index);
        }
        foreach (ref readonly NetworkInterface found in table.Interfaces)
        {
            if (Find(found.Index) is { IsJoined: true } || (isIPv6 && !found.HasIPv6))
                continue;
            Join(address, found.Index);
        }
    }

    /// <summary>Receives a datagram. Errors that the network brings back are skipped.</summary>
    public bool TryReceive(Span<byte> buffer, out int length, out PeerAddress source)
    {
        length = 0;
        source = default;
        return Socket?.ReceiveFrom(buffer, out length, out source) is SocketStatus.Done or SocketStatus.Refused;
    }

    public void Dispose() => Close();

    private void Close()
    {
        Socket?.Dispose();
        Socket = null;
        _memberships.Clear();
    }

    private void Open(int only)
    {
        if (only < 0)
        {
            if (!_isMissed)
                log.Warn($"There is no interface '{table.Wanted}' that is up (ip address); waiting for it");
            _isMissed = true;
            return;
        }
        _isMissed = false;
        if (clock.Now - _triedAt < RetryNs)
            return;
        _triedAt = clock.Now;
        UdpSocket? socket = UdpSocket.Open(isIPv6);
        // A host without IPv6 is none to complain about, unless IPv6 is what the user wants.
        if (socket is null && isIPv6 && choice.Address.Host.IsIPv4)
            return;
        if (socket is not null && (only == 0 || socket.TryRestrictTo(only)) && socket.TrySetOption(Posix.SOL_SOCKET, Posix.SO_REUSEADDR, 1)
            && socket.TryBind(choice.Address.Port))
        {
            Socket = socket;
            _boundTo = only;
            _hasComplained = false;
            return;
        }
        if (!_hasComplained)
        {
            log.Warn($"Cannot listen on UDP port {choice.Address.Port}{(only == 0 ? "" : $" of {table.Wanted}")} "
                + $"({SystemError.Last()}), trying again: choose another with -p here and on the slaves, "
                + $"or end who has it; {PortOwnerText.Describe(choice.Address.Port)}");
        }
        _hasComplained = true;
        socket?.Dispose();
    }

    private void Join(HostAddress address, int index)
    {
        Membership? known = Find(index);
        if (known is not null && clock.Now - known.TriedAt < RetryNs)
            return;
        bool isJoined = Socket!.TryJoin(address, index);
        string error = isJoined ? "" : SystemError.Last();
        if (known is null)
            _memberships.Add(known = new Membership(index, InterfaceTable.NameOf(index)));
        known.TriedAt = clock.Now;
        known.IsJoined = isJoined;
        var target = choice.Address with { Host = address };
        if (isJoined)
            log.Info($"Listening on {target}, {known.Name}");
        else if (!known.HasComplained)
            log.Warn($"Cannot join group {target} on {known.Name} ({error}), trying again: "
                + "is the interface up? Are there too many? (sysctl net.ipv4.igmp_max_memberships)");
        known.HasComplained = !isJoined;
    }

    private void Leave(HostAddress address, int place)
    {
        Membership gone = _memberships[place];
        Socket!.Leave(address, gone.Interface);
        _memberships.RemoveAt(place);
        if (gone.IsJoined)
            log.Info($"{gone.Name} is down or removed; no longer listening on {choice.Address with { Host = address }}");
    }

    private bool IsThere(int index)
    {
        foreach (ref readonly NetworkInterface found in table.Interfaces)
        {
            if (found.Index == index)
                return true;
        }
        return false;
    }

    private Membership? Find(int index)
    {
        foreach (Membership membership in _memberships)
        {
            if (membership.Interface == index)
                return membership;
        }
        return null;
    }

    private sealed class Membership(int index, string name)
    {
        public int Interface { get; } = index;

        public string Name { get; } = name;

        public bool IsJoined { get; set; }

        public bool HasComplained { get; set; }

        public long TriedAt { get; set; }
    }
}
