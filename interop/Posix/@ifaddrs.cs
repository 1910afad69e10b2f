// SPDX-License-Identifier: GPL-2.0-or-later
namespace NetJack2.Interop;

/// <summary>One address of an interface, in the list that <c>getifaddrs</c> makes.</summary>
public unsafe partial struct @ifaddrs
{
    [NativeTypeName("struct ifaddrs *")]
    public @ifaddrs* ifa_next;

    [NativeTypeName("char *")]
    public sbyte* ifa_name;

    [NativeTypeName("unsigned int")]
    public uint ifa_flags;

    [NativeTypeName("struct sockaddr *")]
    public sockaddr* ifa_addr;

    [NativeTypeName("struct sockaddr *")]
    public sockaddr* ifa_netmask;

    /// <summary>A union of two pointers in C: the address of a broadcast or of the other end.</summary>
    [NativeTypeName("union (anonymous union in ifaddrs.h)")]
    public sockaddr* ifa_ifu;

    public void* ifa_data;
}
