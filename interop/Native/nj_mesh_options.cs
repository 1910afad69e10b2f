// SPDX-License-Identifier: GPL-2.0-or-later
using System.Runtime.CompilerServices;

namespace NetJack2.Interop;

/// <summary>The options of <c>jack_load netmesh</c>; <c>native/</c> has validated them.</summary>
public partial struct nj_mesh_options
{
    /// <summary>UTF-8, NUL-terminated: network interface, by its name; empty: chosen by the routing table.</summary>
    [NativeTypeName("char[64]")]
    public _interface_name_e__FixedBuffer interface_name;

    /// <summary>UDP port of this computer, 1…65535.</summary>
    [NativeTypeName("int32_t")]
    public int port;

    /// <summary>Bytes of an IP packet, 576…9000.</summary>
    [NativeTypeName("int32_t")]
    public int mtu;

    /// <summary>Audio ports from each peer, 0…255.</summary>
    [NativeTypeName("int32_t")]
    public int capture_audio;

    /// <summary>Audio ports to each peer, 0…255.</summary>
    [NativeTypeName("int32_t")]
    public int playback_audio;

    /// <summary>MIDI ports from each peer, 0…255.</summary>
    [NativeTypeName("int32_t")]
    public int capture_midi;

    /// <summary>MIDI ports to each peer, 0…255.</summary>
    [NativeTypeName("int32_t")]
    public int playback_midi;

    /// <summary>Periods from a peer to here, 1…30.</summary>
    [NativeTypeName("int32_t")]
    public int latency;

    /// <summary><c>NJ_ENCODER_…</c>, of what is sent.</summary>
    [NativeTypeName("int32_t")]
    public int encoder;

    /// <summary>Kbit/s per channel of Opus, 8…512; 0 with other encoders.</summary>
    [NativeTypeName("int32_t")]
    public int kilobits;

    /// <summary>The bytes of <see cref="interface_name"/>.</summary>
    [InlineArray(64)]
    public struct _interface_name_e__FixedBuffer
    {
        private byte _e0;
    }
}
