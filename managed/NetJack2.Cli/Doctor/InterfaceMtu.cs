// SPDX-License-Identifier: GPL-2.0-or-later
using System.Net.Sockets;
using System.Runtime.InteropServices;
using System.Text;

namespace NetJack2.Cli.Doctor;

/// <summary>The MTU of network interfaces.</summary>
/// <remarks>Asked of the kernel: /sys shows the interfaces of the process that mounted it,
/// which may be in another network namespace.</remarks>
internal static partial class InterfaceMtu
{
    private const nuint GetMtu = 0x8921; // SIOCGIFMTU

    // struct ifreq: the name, then a union that begins with what is asked for.
    private const int RequestSize = 40;
    private const int NameSize = 16;

    /// <summary>Returns the MTU of an interface in bytes; 0: not known.</summary>
    public static int Of(string name)
    {
        Span<byte> request = stackalloc byte[RequestSize];
        request.Clear();
        if (Encoding.UTF8.GetByteCount(name) >= NameSize)
            return 0;
        _ = Encoding.UTF8.GetBytes(name, request);
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        return Ask((int)socket.Handle, GetMtu, ref MemoryMarshal.GetReference(request)) == 0
            ? BitConverter.ToInt32(request[NameSize..])
            : 0;
    }

    [LibraryImport("libc", EntryPoint = "ioctl")]
    private static partial int Ask(int descriptor, nuint what, ref byte request);
}
