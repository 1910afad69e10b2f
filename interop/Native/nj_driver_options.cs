// SPDX-License-Identifier: GPL-2.0-or-later
using System.Runtime.CompilerServices;

namespace NetJack2.Interop;

/// <summary>What <c>jackd -d net …</c> said; <c>native/</c> has validated it.</summary>
public partial struct nj_driver_options
{
    /// <summary>UTF-8, NUL-terminated: multicast group, or the master's unicast address.</summary>
    [NativeTypeName("char[64]")]
    public _address_e__FixedBuffer address;

    /// <summary>UTF-8, NUL-terminated: name of this slave on the master; empty: the host's name.</summary>
    [NativeTypeName("char[64]")]
    public _name_e__FixedBuffer name;

    /// <summary>UTF-8, NUL-terminated: network interface, by name or by one of its addresses; empty: all.</summary>
    [NativeTypeName("char[64]")]
    public _interface_name_e__FixedBuffer interface_name;

    /// <summary>UDP port, 1…65535.</summary>
    [NativeTypeName("int32_t")]
    public int port;

    /// <summary>Bytes of an IP packet, 576…9000; 0: as many as the path carries.</summary>
    [NativeTypeName("int32_t")]
    public int mtu;

    /// <summary>Audio ports master → slave, 0…255; −1: as many as the master has.</summary>
    [NativeTypeName("int32_t")]
    public int capture_audio;

    /// <summary>Audio ports slave → master, likewise.</summary>
    [NativeTypeName("int32_t")]
    public int playback_audio;

    /// <summary>MIDI ports master → slave, likewise.</summary>
    [NativeTypeName("int32_t")]
    public int capture_midi;

    /// <summary>MIDI ports slave → master, likewise.</summary>
    [NativeTypeName("int32_t")]
    public int playback_midi;

    /// <summary>Network latency in periods, 0…30.</summary>
    [NativeTypeName("int32_t")]
    public int latency;

    /// <summary>1: keep connections over a change of the port counts.</summary>
    [NativeTypeName("int32_t")]
    public int auto_save;

    /// <summary>How samples travel, as numbered on the wire: 0 float, 1 int16, 3 Opus.</summary>
    [NativeTypeName("int32_t")]
    public int encoder;

    /// <summary>Kilobits per second and channel, where the encoder compresses.</summary>
    [NativeTypeName("int32_t")]
    public int kilobits;

    /// <summary>1: share the transport with a master that can.</summary>
    [NativeTypeName("int32_t")]
    public int transport;

    /// <summary>In how many later cycles each packet is sent again, 0…4.</summary>
    [NativeTypeName("int32_t")]
    public int copies;

    /// <summary>1: this server runs synchronously (<c>jackd -S</c>).</summary>
    [NativeTypeName("int32_t")]
    public int sync;

    /// <summary>1: this server runs with real-time priority.</summary>
    [NativeTypeName("int32_t")]
    public int realtime;

    /// <summary>Period in frames that the server was opened with.</summary>
    [NativeTypeName("uint32_t")]
    public uint period;

    /// <summary>Sample rate in Hz that the server was opened with.</summary>
    [NativeTypeName("uint32_t")]
    public uint rate;

    /// <summary>The bytes of <see cref="address"/>.</summary>
    [InlineArray(64)]
    public struct _address_e__FixedBuffer
    {
        private byte _e0;
    }

    /// <summary>The bytes of <see cref="name"/>.</summary>
    [InlineArray(64)]
    public struct _name_e__FixedBuffer
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
