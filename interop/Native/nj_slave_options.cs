// SPDX-License-Identifier: GPL-2.0-or-later
using System.Runtime.CompilerServices;

namespace NetJack2.Interop;

/// <summary>A slave's request to its master; <c>native/</c> has validated it.</summary>
public partial struct nj_slave_options
{
    /// <summary>The master's address and the interface to it.</summary>
    public nj_network_options network;

    /// <summary>UTF-8, NUL-terminated: name of this slave on the master; empty: the host name.</summary>
    [NativeTypeName("char[64]")]
    public _name_e__FixedBuffer name;

    /// <summary>Bytes of an IP packet, 576…9000; 0: what the path carries.</summary>
    [NativeTypeName("int32_t")]
    public int mtu;

    /// <summary>Audio ports master → slave, 0…255; −1: as many as the master captures.</summary>
    [NativeTypeName("int32_t")]
    public int capture_audio;

    /// <summary>Audio ports slave → master, 0…255; −1: as many as the master plays.</summary>
    [NativeTypeName("int32_t")]
    public int playback_audio;

    /// <summary>MIDI ports master → slave, 0…255; −1: as many as the master captures.</summary>
    [NativeTypeName("int32_t")]
    public int capture_midi;

    /// <summary>MIDI ports slave → master, 0…255; −1: as many as the master plays.</summary>
    [NativeTypeName("int32_t")]
    public int playback_midi;

    /// <summary>Network latency in periods, 0…30.</summary>
    [NativeTypeName("int32_t")]
    public int latency;

    /// <summary>The sample encoder, as numbered on the wire.</summary>
    [NativeTypeName("int32_t")]
    public int encoder;

    /// <summary>kbit/s per channel of Opus, 8…512; 0 with other encoders.</summary>
    [NativeTypeName("int32_t")]
    public int kilobits;

    /// <summary>In how many later cycles each packet is sent again, 0…4.</summary>
    [NativeTypeName("int32_t")]
    public int copies;

    /// <summary>Whether the latency changes: 0 no, 1 yes, 2 it is only raised.</summary>
    [NativeTypeName("int32_t")]
    public int latency_mode;

    /// <summary>1: packets are marked so that Wi-Fi sends them as voice.</summary>
    [NativeTypeName("int32_t")]
    public int wlan;

    /// <summary>The bytes of <see cref="name"/>.</summary>
    [InlineArray(64)]
    public struct _name_e__FixedBuffer
    {
        private byte _e0;
    }
}
