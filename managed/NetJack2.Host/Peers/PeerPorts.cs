// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.Host.Clients;
using NetJack2.Interop;

namespace NetJack2.Host.Peers;

/// <summary>The ports of a client that stands for another computer, as one session's cycles see them: they never change.</summary>
public sealed class PeerPorts(nint[] toPeer, nint[] fromPeer, nint[] midiToPeer, nint[] midiFromPeer)
{
    /// <summary>Audio inputs whose samples go to it.</summary>
    public nint[] ToPeer => toPeer;

    /// <summary>Audio outputs that play what it sends.</summary>
    public nint[] FromPeer => fromPeer;

    /// <summary>MIDI inputs.</summary>
    public nint[] MidiToPeer => midiToPeer;

    /// <summary>MIDI outputs.</summary>
    public nint[] MidiFromPeer => midiFromPeer;

    /// <summary>No ports at all.</summary>
    public static PeerPorts None { get; } = new([], [], [], []);

    /// <summary>How many there are.</summary>
    public int Count => ToPeer.Length + FromPeer.Length + MidiToPeer.Length + MidiFromPeer.Length;

    /// <summary>Whether they are as many.</summary>
    public bool Fit(int toAudio, int fromAudio, int toMidi, int fromMidi) =>
        ToPeer.Length == toAudio && FromPeer.Length == fromAudio && MidiToPeer.Length == toMidi && MidiFromPeer.Length == fromMidi;

    /// <summary>Publishes latencies. Any thread; allocates nothing.</summary>
    /// <param name="mode">Of which direction.</param>
    /// <param name="audioFrames">Of the audio ports of that direction.</param>
    /// <param name="midiFrames">Of its MIDI ports.</param>
    public void SetLatency(JackLatencyCallbackMode mode, int audioFrames, int midiFrames)
    {
        bool isCapture = mode == JackLatencyCallbackMode.JackCaptureLatency;
        JackPorts.SetLatency(isCapture ? FromPeer : ToPeer, mode, audioFrames);
        JackPorts.SetLatency(isCapture ? MidiFromPeer : MidiToPeer, mode, midiFrames);
    }
}
