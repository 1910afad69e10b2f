// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.Interop;

namespace NetJack2.Host.Clients;

/// <summary>The ports of an adapter's client, which look like a sound card's.</summary>
internal sealed unsafe class AdapterPortTable
{
    private const JackPortFlags CaptureFlags =
        JackPortFlags.JackPortIsOutput | JackPortFlags.JackPortIsPhysical | JackPortFlags.JackPortIsTerminal;
    private const JackPortFlags PlaybackFlags =
        JackPortFlags.JackPortIsInput | JackPortFlags.JackPortIsPhysical | JackPortFlags.JackPortIsTerminal;

    /// <summary>Prefixes of the short names of ports, before the number, which counts from 1.</summary>
    public const string CaptureName = "capture_", PlaybackName = "playback_", MidiCaptureName = "midi_capture_",
        MidiPlaybackName = "midi_playback_";

    private readonly AdapterPortCounts _counts;

    /// <summary>Registers them, or as many as JACK gives. Loading thread.</summary>
    public AdapterPortTable(jack_client_t* client, AdapterPortCounts counts)
    {
        _counts = counts;
        Capture = JackPorts.Resize(client, [], counts.Capture, CaptureName, JackGraph.AudioType, CaptureFlags);
        Playback = JackPorts.Resize(client, [], counts.Playback, PlaybackName, JackGraph.AudioType, PlaybackFlags);
        MidiCapture = JackPorts.Resize(client, [], counts.MidiCapture, MidiCaptureName, JackGraph.MidiType, CaptureFlags);
        MidiPlayback = JackPorts.Resize(client, [], counts.MidiPlayback, MidiPlaybackName, JackGraph.MidiType, PlaybackFlags);
    }

    public nint[] Capture { get; }

    public nint[] Playback { get; }

    public nint[] MidiCapture { get; }

    public nint[] MidiPlayback { get; }

    /// <summary>Whether JACK gave all that were asked for.</summary>
    public bool IsComplete => _counts == new AdapterPortCounts(Capture.Length, Playback.Length, MidiCapture.Length, MidiPlayback.Length);

    /// <summary>Publishes latencies in one direction. Any thread; allocates nothing.</summary>
    public void SetLatencies(JackLatencyCallbackMode mode, AdapterLatencies latencies)
    {
        bool isCapture = mode == JackLatencyCallbackMode.JackCaptureLatency;
        JackPorts.SetLatency(isCapture ? Capture : Playback, mode, isCapture ? latencies.Capture : latencies.Playback);
        JackPorts.SetLatency(isCapture ? MidiCapture : MidiPlayback, mode, isCapture ? latencies.MidiCapture : latencies.MidiPlayback);
    }
}
