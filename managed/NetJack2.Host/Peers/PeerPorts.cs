// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.Host.Clients;
using NetJack2.Interop;

namespace NetJack2.Host.Peers;

/// <summary>The ports of a client that stands for another computer.</summary>
/// <remarks>An array is replaced by a longer or shorter one; cycles go on with the arrays that they began with.</remarks>
public sealed class PeerPorts
{
    private nint[] _toPeer = [];
    private nint[] _fromPeer = [];
    private nint[] _midiToPeer = [];
    private nint[] _midiFromPeer = [];

    /// <summary>Audio inputs of the client: samples for the peer.</summary>
    public ref nint[] ToPeer => ref _toPeer;

    /// <summary>Audio outputs of the client: samples from the peer.</summary>
    public ref nint[] FromPeer => ref _fromPeer;

    /// <summary>MIDI inputs of the client: events for the peer.</summary>
    public ref nint[] MidiToPeer => ref _midiToPeer;

    /// <summary>MIDI outputs of the client: events from the peer.</summary>
    public ref nint[] MidiFromPeer => ref _midiFromPeer;

    /// <summary>Number of ports of all kinds.</summary>
    public int Count => ToPeer.Length + FromPeer.Length + MidiToPeer.Length + MidiFromPeer.Length;

    /// <summary>Whether the client has exactly these numbers of ports.</summary>
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
