// SPDX-License-Identifier: GPL-2.0-or-later
namespace NetJack2.Interop;

/// <summary>The options of <c>jack_load netadapter</c>; <c>native/</c> has validated them.</summary>
public partial struct nj_net_adapter_options
{
    /// <summary>The adapter's request to its master; port counts are 0…255.</summary>
    public nj_slave_options slave;

    /// <summary>Resampling quality, 0…4.</summary>
    [NativeTypeName("int32_t")]
    public int quality;

    /// <summary>Frames between the two clocks, half of them latency; 0: the safe minimum.</summary>
    [NativeTypeName("int32_t")]
    public int ring_buffer;

    /// <summary>1: connect the ports to the physical ports of other clients.</summary>
    [NativeTypeName("int32_t")]
    public int auto_connect;
}
