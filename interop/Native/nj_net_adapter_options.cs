// SPDX-License-Identifier: GPL-2.0-or-later
namespace NetJack2.Interop;

/// <summary>What <c>jack_load netadapter -i "…"</c> said; <c>native/</c> has validated it.</summary>
public partial struct nj_net_adapter_options
{
    /// <summary>As of a net driver; all counts are 0…255.</summary>
    public nj_driver_options slave;

    /// <summary>Of the resampler, 0…4.</summary>
    [NativeTypeName("int32_t")]
    public int quality;

    /// <summary>Frames between the two clocks, of which half is latency; 0: as few as are safe.</summary>
    [NativeTypeName("int32_t")]
    public int ring_buffer;

    /// <summary>1: connect the ports with the physical ports.</summary>
    [NativeTypeName("int32_t")]
    public int auto_connect;
}
