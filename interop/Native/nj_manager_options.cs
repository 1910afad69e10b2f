// SPDX-License-Identifier: GPL-2.0-or-later
using System.Runtime.CompilerServices;

namespace NetJack2.Interop;

/// <summary>What <c>jack_load netmanager -i "…"</c> said; <c>native/</c> has validated it.</summary>
public partial struct nj_manager_options
{
    /// <summary>UTF-8, NUL-terminated: multicast group to join, or an own unicast address.</summary>
    [NativeTypeName("char[64]")]
    public _address_e__FixedBuffer address;

    /// <summary>UTF-8, NUL-terminated: network interface, by name or by one of its addresses; empty: all.</summary>
    [NativeTypeName("char[64]")]
    public _interface_name_e__FixedBuffer interface_name;

    /// <summary>UDP port, 1…65535.</summary>
    [NativeTypeName("int32_t")]
    public int port;

    /// <summary>1: connect each new slave to the physical ports.</summary>
    [NativeTypeName("int32_t")]
    public int auto_connect;

    /// <summary>1: remember connections per slave name and restore them.</summary>
    [NativeTypeName("int32_t")]
    public int auto_save;

    /// <summary>1: share the transport with slaves that can.</summary>
    [NativeTypeName("int32_t")]
    public int transport;

    /// <summary>Seconds that the client of a slave that is gone waits for it, 1…86400.</summary>
    [NativeTypeName("int32_t")]
    public int hold_time;

    /// <summary>Most slaves that are served or waited for, 1…64.</summary>
    [NativeTypeName("int32_t")]
    public int max_slaves;

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
