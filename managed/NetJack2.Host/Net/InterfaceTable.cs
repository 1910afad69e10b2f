// SPDX-License-Identifier: GPL-2.0-or-later
using System.Runtime.InteropServices;
using System.Text;
using NetJack2.Interop;
using NetJack2.Link.Datagrams;

namespace NetJack2.Host.Net;

/// <summary>The interfaces that are up and carry multicast, and the loopback interface; or the one that the user has named.</summary>
/// <remarks>
/// Control thread. It asks the kernel anew each time, which takes a third of a millisecond for nine interfaces and allocates nothing of the
/// runtime's memory. So it may be asked twice a second while sessions run, and there is no state that could get out of step with the
/// kernel's, as there were if it listened to the kernel's messages, of which some may be lost.
/// </remarks>
public sealed unsafe class InterfaceTable
{
    /// <summary>Interfaces beyond this number are not used.</summary>
    public const int Capacity = 64;

    private readonly NetworkInterface[] _interfaces = new NetworkInterface[Capacity];
    private readonly byte[] _wantedName;
    private readonly HostAddress? _wantedAddress;
    private int _count;

    /// <summary>A table of the interface of this name, or with this address; of all if it is empty.</summary>
    public InterfaceTable(string wanted)
    {
        Wanted = wanted;
        _wantedName = Encoding.UTF8.GetBytes(wanted);
        if (HostNetwork.TryParse(_wantedName, port: 0, out PeerAddress address))
            _wantedAddress = address.Host with { Scope = 0 };
    }

    /// <summary>The interface that the user has chosen; empty: all interfaces.</summary>
    public string Wanted { get; }

    /// <summary>Whether the user has chosen an interface.</summary>
    public bool IsRestricted => _wantedName.Length != 0;

    /// <summary>The interfaces at the last refresh.</summary>
    public ReadOnlySpan<NetworkInterface> Interfaces => _interfaces.AsSpan(0, _count);

    /// <summary>The name of an interface; its number where it was removed. Allocates.</summary>
    public static string NameOf(int index)
    {
        sbyte* name = stackalloc sbyte[Posix.IFNAMSIZ];
        return Posix.if_indextoname((uint)index, name) == null ? $"interface {index}" : Marshal.PtrToStringUTF8((nint)name)!;
    }

    /// <summary>Reads the interfaces from the kernel.</summary>
    /// <returns>False where it does not answer; the table is then as it was.</returns>
    public bool TryRefresh()
    {
        ifaddrs* list;
        if (Posix.getifaddrs(&list) != 0)
            return false;
        _count = 0;
        for (ifaddrs* entry = list; entry != null; entry = entry->ifa_next)
            Add(entry);
        Posix.freeifaddrs(list);
        if (IsRestricted)
            KeepWanted();
        return true;
    }

    private void Add(ifaddrs* entry)
    {
        if ((entry->ifa_flags & Posix.IFF_UP) == 0 || (entry->ifa_flags & (Posix.IFF_MULTICAST | Posix.IFF_LOOPBACK)) == 0)
            return;
        int index = (int)Posix.if_nametoindex(entry->ifa_name);
        if (index == 0 || !TryFind(index, out int place))
            return;
        ref NetworkInterface found = ref _interfaces[place];
        found.IsLoopback = (entry->ifa_flags & Posix.IFF_LOOPBACK) != 0;
        found.IsWanted |= MemoryMarshal.CreateReadOnlySpanFromNullTerminated((byte*)entry->ifa_name).SequenceEqual(_wantedName);
        if (entry->ifa_addr == null || entry->ifa_addr->sa_family is not (Posix.AF_INET or Posix.AF_INET6))
            return;
        HostAddress address = SocketName.Read((sockaddr_in6*)entry->ifa_addr).Host;
        found.HasIPv4 |= address.IsIPv4;
        found.HasIPv6 |= !address.IsIPv4;
        found.IsWanted |= (address with { Scope = 0 }) == _wantedAddress;
    }

    private bool TryFind(int index, out int place)
    {
        for (place = 0; place < _count; place++)
        {
            if (_interfaces[place].Index == index)
                return true;
        }
        if (_count == Capacity)
            return false;
        _interfaces[_count++] = new NetworkInterface { Index = index };
        return true;
    }

    private void KeepWanted()
    {
        int kept = 0;
        foreach (NetworkInterface found in Interfaces)
        {
            if (found.IsWanted)
                _interfaces[kept++] = found;
        }
        _count = kept;
    }
}
