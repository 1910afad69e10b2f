// SPDX-License-Identifier: GPL-2.0-or-later
namespace NetJack2.Interop;

/// <summary>Ports, period, rate and latencies of a slave's server during a session.</summary>
public partial struct nj_driver_configuration
{
    /// <summary>Number of audio capture ports, 0…255.</summary>
    [NativeTypeName("uint32_t")]
    public uint capture_audio;

    /// <summary>Number of audio playback ports, 0…255.</summary>
    [NativeTypeName("uint32_t")]
    public uint playback_audio;

    /// <summary>Number of MIDI capture ports, 0…255.</summary>
    [NativeTypeName("uint32_t")]
    public uint capture_midi;

    /// <summary>Number of MIDI playback ports, 0…255.</summary>
    [NativeTypeName("uint32_t")]
    public uint playback_midi;

    /// <summary>The period, in frames.</summary>
    [NativeTypeName("uint32_t")]
    public uint period;

    /// <summary>The sample rate, in Hz.</summary>
    [NativeTypeName("uint32_t")]
    public uint rate;

    /// <summary>Frames, published on audio capture ports.</summary>
    [NativeTypeName("uint32_t")]
    public uint capture_latency;

    /// <summary>Frames, published on audio playback ports.</summary>
    [NativeTypeName("uint32_t")]
    public uint playback_latency;

    /// <summary>Frames, published on MIDI capture ports.</summary>
    public uint capture_midi_latency;

    /// <summary>Frames, published on MIDI playback ports.</summary>
    public uint playback_midi_latency;
}
