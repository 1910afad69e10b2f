// SPDX-License-Identifier: GPL-2.0-or-later
using System.Runtime.CompilerServices;

namespace NetJack2.Interop;

/// <summary>Where a module meets its peers; <c>native/</c> has validated it.</summary>
public partial struct nj_network_options
{
    /// <summary>UTF-8, NUL-terminated: multicast group, or IPv4 or IPv6[%interface] address of the master.</summary>
    [NativeTypeName("char[64]")]
    public _address_e__FixedBuffer address;

    /// <summary>UTF-8, NUL-terminated: network interface, by its name or one of its addresses; empty: all.</summary>
    [NativeTypeName("char[64]")]
    public _interface_name_e__FixedBuffer interface_name;

    /// <summary>UDP port, 1…65535.</summary>
    [NativeTypeName("int32_t")]
    public int port;

    /// <summary>The bytes of <see cref="address"/>.</summary>
    [InlineArray(64)]
    public struct _address_e__FixedBuffer
    {
        private byte _e0;
    }

    /// <summary>The bytes of <see cref="interface_name"/>.</summary>
    [InlineArray(64)]
    public struct _interface_name_e__FixedBuffer
    {
        private byte _e0;
    }
}
