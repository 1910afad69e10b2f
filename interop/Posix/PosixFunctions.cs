// SPDX-License-Identifier: GPL-2.0-or-later
using System.Runtime.InteropServices;

namespace NetJack2.Interop;

/// <summary>Functions that the generator's settings do not list.</summary>
public static unsafe partial class Posix
{
    [DllImport("libc", CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
    public static extern int ppoll(
        [NativeTypeName("struct pollfd *")] pollfd* __fds, [NativeTypeName("nfds_t")] nuint __nfds,
        [NativeTypeName("const struct timespec *")] timespec* __timeout, [NativeTypeName("const sigset_t *")] void* __ss);

    [DllImport("libc", CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
    public static extern int listen(int __fd, int __n);

    [DllImport("libc", CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
    public static extern int accept4(
        int __fd, [NativeTypeName("struct sockaddr *")] @sockaddr* __addr, [NativeTypeName("socklen_t *")] uint* __addr_len, int __flags);

    [DllImport("libc", CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
    public static extern int getifaddrs([NativeTypeName("struct ifaddrs **")] ifaddrs** __ifap);

    [DllImport("libc", CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
    public static extern void freeifaddrs([NativeTypeName("struct ifaddrs *")] ifaddrs* __ifa);

    [DllImport("libc", CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
    [return: NativeTypeName("char *")]
    public static extern sbyte* if_indextoname([NativeTypeName("unsigned int")] uint __ifindex, [NativeTypeName("char *")] sbyte* __ifname);

    /// <summary><c>prctl</c> is variadic; this is the shape in which it reads its arguments, whatever the option.</summary>
    [DllImport("libc", CallingConvention = CallingConvention.Cdecl, EntryPoint = "prctl", ExactSpelling = true)]
    public static extern int prctl_ulong(
        int __option, [NativeTypeName("unsigned long")] nuint arg2, [NativeTypeName("unsigned long")] nuint arg3,
        [NativeTypeName("unsigned long")] nuint arg4, [NativeTypeName("unsigned long")] nuint arg5);

    [DllImport("libc", CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
    [return: NativeTypeName("pthread_t")]
    public static extern nuint pthread_self();
}
