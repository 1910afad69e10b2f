// SPDX-License-Identifier: GPL-2.0-or-later
namespace NetJack2.Interop;

/// <summary>The options of <c>jack_load netmanager</c>; <c>native/</c> has validated them.</summary>
public partial struct nj_manager_options
{
    /// <summary>The address: group to join, or one of this computer.</summary>
    public nj_network_options network;

    /// <summary>1: connect each new slave to the physical ports.</summary>
    [NativeTypeName("int32_t")]
    public int auto_connect;

    /// <summary>1: remember the connections of each slave and restore them.</summary>
    [NativeTypeName("int32_t")]
    public int auto_save;

    /// <summary>1: share the transport with slaves that can.</summary>
    [NativeTypeName("int32_t")]
    public int transport;

    /// <summary>Seconds for which a disconnected slave keeps its client, 1…86400.</summary>
    [NativeTypeName("int32_t")]
    public int hold_time;

    /// <summary>Most slaves, including disconnected ones, 1…64.</summary>
    [NativeTypeName("int32_t")]
    public int max_slaves;
}
