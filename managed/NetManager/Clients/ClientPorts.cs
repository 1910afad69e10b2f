// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.Protocol.Session;

namespace NetJack2.NetManager.Clients;

/// <summary>The ports of a client that stands for a slave, as one session's cycles see them: they never change.</summary>
public sealed class ClientPorts(nint[] toSlave, nint[] fromSlave, nint[] midiToSlave, nint[] midiFromSlave)
{
    /// <summary>Audio inputs whose samples go to the slave.</summary>
    public nint[] ToSlave => toSlave;

    /// <summary>Audio outputs that play what the slave sends.</summary>
    public nint[] FromSlave => fromSlave;

    /// <summary>MIDI inputs.</summary>
    public nint[] MidiToSlave => midiToSlave;

    /// <summary>MIDI outputs.</summary>
    public nint[] MidiFromSlave => midiFromSlave;

    /// <summary>No ports at all.</summary>
    public static ClientPorts None { get; } = new([], [], [], []);

    /// <summary>How many there are.</summary>
    public int Count => ToSlave.Length + FromSlave.Length + MidiToSlave.Length + MidiFromSlave.Length;

    /// <summary>Whether these are the ports of such a session.</summary>
    public bool Fit(SessionParameters session) =>
        ToSlave.Length == session.SendAudio && FromSlave.Length == session.ReturnAudio
        && MidiToSlave.Length == session.SendMidi && MidiFromSlave.Length == session.ReturnMidi;
}
