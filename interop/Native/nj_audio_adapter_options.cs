// SPDX-License-Identifier: GPL-2.0-or-later
using System.Runtime.CompilerServices;

namespace NetJack2.Interop;

/// <summary>The options of <c>jack_load audioadapter</c>; <c>native/</c> has validated them.</summary>
public partial struct nj_audio_adapter_options
{
    /// <summary>UTF-8, NUL-terminated: ALSA's name of the capture device; empty: no capture.</summary>
    [NativeTypeName("char[128]")]
    public _capture_device_e__FixedBuffer capture_device;

    /// <summary>UTF-8, NUL-terminated: ALSA's name of the playback device; empty: no playback.</summary>
    [NativeTypeName("char[128]")]
    public _playback_device_e__FixedBuffer playback_device;

    /// <summary>Capture ports, 1…255; without meaning if there is no capture.</summary>
    [NativeTypeName("int32_t")]
    public int capture_channels;

    /// <summary>Playback ports, 1…255; without meaning if there is no playback.</summary>
    [NativeTypeName("int32_t")]
    public int playback_channels;

    /// <summary>Hz of the card; 0: that of JACK.</summary>
    [NativeTypeName("int32_t")]
    public int rate;

    /// <summary>Frames per period of the card; 0: those of JACK.</summary>
    [NativeTypeName("int32_t")]
    public int period;

    /// <summary>Periods in the card's buffer, 2…32.</summary>
    [NativeTypeName("int32_t")]
    public int periods;

    /// <summary>Resampling quality, 0…4.</summary>
    [NativeTypeName("int32_t")]
    public int quality;

    /// <summary>Frames between the two clocks, half of them latency; 0: the safe minimum.</summary>
    [NativeTypeName("int32_t")]
    public int ring_buffer;

    /// <summary>1: connect the ports to the physical ports of other clients.</summary>
    [NativeTypeName("int32_t")]
    public int auto_connect;

    /// <summary>The bytes of <see cref="capture_device"/>.</summary>
    [InlineArray(128)]
    public struct _capture_device_e__FixedBuffer
    {
        private byte _e0;
    }

    /// <summary>The bytes of <see cref="playback_device"/>.</summary>
    [InlineArray(128)]
    public struct _playback_device_e__FixedBuffer
    {
        private byte _e0;
    }
}
