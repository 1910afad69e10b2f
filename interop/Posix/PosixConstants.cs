// SPDX-License-Identifier: GPL-2.0-or-later
namespace NetJack2.Interop;

/// <summary>Constants that glibc declares in anonymous enums, which the generator leaves out, and a few socket options.</summary>
public static unsafe partial class Posix
{
    public const int AF_UNIX = 1;

    public const int SOCK_DGRAM = 2;
    public const int SOCK_SEQPACKET = 5;
    public const int SOCK_NONBLOCK = 0x800;
    public const int SOCK_CLOEXEC = 0x80000;

    public const int IPPROTO_IP = 0;
    public const int IPPROTO_UDP = 17;
    public const int IPPROTO_IPV6 = 41;

    public const int MSG_PEEK = 0x2;
    public const int MSG_TRUNC = 0x20;
    public const int MSG_DONTWAIT = 0x40;
    public const int MSG_NOSIGNAL = 0x4000;
    public const int MSG_WAITFORONE = 0x10000;

    public const int SO_BROADCAST = 6;
    public const int SO_PEERCRED = 17;
    public const int SO_RCVBUFFORCE = 33;

    public const int IFNAMSIZ = 16;
    public const int IFF_UP = 0x1;
    public const int IFF_LOOPBACK = 0x8;
    public const int IFF_MULTICAST = 0x1000;

    public const int IP_MULTICAST_ALL = 49;
    public const int IP_PMTUDISC_OMIT = 5;
    public const int IP_UNICAST_IF = 50;
    public const int IPV6_MULTICAST_ALL = 29;
    public const int IPV6_PMTUDISC_PROBE = 3;
    public const int IPV6_PMTUDISC_OMIT = 5;
    public const int IPV6_UNICAST_IF = 76;

    public const int CLOCK_THREAD_CPUTIME_ID = 3;

    public const int EFD_NONBLOCK = 0x800;
    public const int EFD_CLOEXEC = 0x80000;
}
