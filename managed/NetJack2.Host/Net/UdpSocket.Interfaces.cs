// SPDX-License-Identifier: GPL-2.0-or-later
using System.Runtime.InteropServices;
using NetJack2.Interop;
using NetJack2.Link.Datagrams;

namespace NetJack2.Host.Net;

public sealed unsafe partial class UdpSocket
{
    /// <summary>Joins a group of the socket's family on an interface; true where it had joined there before. Control thread.</summary>
    public bool TryJoin(HostAddress group, int interfaceIndex) =>
        SetMembership(group, interfaceIndex, IsIPv6 ? Posix.IPV6_JOIN_GROUP : Posix.IP_ADD_MEMBERSHIP)
        || Marshal.GetLastSystemError() == Posix.EADDRINUSE;

    /// <summary>Leaves a group on an interface, which may be gone:
    /// its place among the memberships, of which there are few, is free again.</summary>
    public void Leave(HostAddress group, int interfaceIndex) =>
        SetMembership(group, interfaceIndex, IsIPv6 ? Posix.IPV6_LEAVE_GROUP : Posix.IP_DROP_MEMBERSHIP);

    /// <summary>The interface through which datagrams to groups leave from now on, whatever the routing table contains.
    /// Control thread.</summary>
    public bool TrySetGroupInterface(int interfaceIndex)
    {
        if (IsIPv6)
            return TrySetOption(Posix.IPPROTO_IPV6, Posix.IPV6_MULTICAST_IF, interfaceIndex);
        ip_mreqn request = default;
        request.imr_ifindex = interfaceIndex;
        return Posix.setsockopt(Descriptor, Posix.IPPROTO_IP, Posix.IP_MULTICAST_IF, &request, (uint)sizeof(ip_mreqn)) == 0;
    }

    /// <summary>The interface through which datagrams to single hosts leave from now on. Control thread.</summary>
    public bool TrySetHostInterface(int interfaceIndex)
    {
        int index = (int)SocketName.Swap((uint)interfaceIndex);
        return IsIPv6
            ? TrySetOption(Posix.IPPROTO_IPV6, Posix.IPV6_UNICAST_IF, index)
            : TrySetOption(Posix.IPPROTO_IP, Posix.IP_UNICAST_IF, index);
    }

    /// <summary>From now on the socket sends and receives through this interface only. Control thread.</summary>
    public bool TryRestrictTo(int interfaceIndex)
    {
        sbyte* name = stackalloc sbyte[Posix.IFNAMSIZ];
        return Posix.if_indextoname((uint)interfaceIndex, name) != null
            && Posix.setsockopt(Descriptor, Posix.SOL_SOCKET, Posix.SO_BINDTODEVICE, name, Posix.IFNAMSIZ) == 0;
    }

    private bool SetMembership(HostAddress group, int interfaceIndex, int option)
    {
        if (IsIPv6)
        {
            var request = new ipv6_mreq { ipv6mr_multiaddr = SocketName.ToNative(group), ipv6mr_interface = (uint)interfaceIndex };
            return Posix.setsockopt(Descriptor, Posix.IPPROTO_IPV6, option, &request, (uint)sizeof(ipv6_mreq)) == 0;
        }
        ip_mreqn ipv4 = default;
        ipv4.imr_multiaddr.s_addr = SocketName.Swap(group.IPv4);
        ipv4.imr_ifindex = interfaceIndex;
        return Posix.setsockopt(Descriptor, Posix.IPPROTO_IP, option, &ipv4, (uint)sizeof(ip_mreqn)) == 0;
    }
}
