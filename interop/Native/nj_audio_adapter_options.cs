// SPDX-License-Identifier: GPL-2.0-or-later
using System.Runtime.CompilerServices;

namespace NetJack2.Interop;

/// <summary>What <c>jack_load audioadapter -i "…"</c> said; <c>native/</c> has validated it.</summary>
public partial struct nj_audio_adapter_options
{
    /// <summary>UTF-8, NUL-terminated: ALSA's name of the device that captures; empty: none.</summary>
    [NativeTypeName("char[128]")]
    public _capture_device_e__FixedBuffer capture_device;

    /// <summary>UTF-8, NUL-terminated: ALSA's name of the device that plays; empty: none.</summary>
    [NativeTypeName("char[128]")]
    public _playback_device_e__FixedBuffer playback_device;

    /// <summary>Ports for what is captured, 1…255.</summary>
    [NativeTypeName("int32_t")]
    public int capture_channels;

    /// <summary>Ports for what is played, 1…255.</summary>
    [NativeTypeName("int32_t")]
    public int playback_channels;

    /// <summary>Hz of the card; 0: JACK's.</summary>
    [NativeTypeName("int32_t")]
    public int rate;

    /// <summary>Frames of the card's period; 0: JACK's.</summary>
    [NativeTypeName("int32_t")]
    public int period;

    /// <summary>Periods of the card's buffer, 2…32.</summary>
    [NativeTypeName("int32_t")]
    public int periods;

    /// <summary>Of the resampler, 0…4.</summary>
    [NativeTypeName("int32_t")]
    public int quality;

    /// <summary>Frames between the two clocks, of which half is latency; 0: as few as are safe.</summary>
    [NativeTypeName("int32_t")]
    public int ring_buffer;

    /// <summary>1: connect the ports with the physical ports.</summary>
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
