// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.Protocol.Session;

namespace NetJack2.NetManager.Clients;

/// <summary>The ports of a client that stands for a slave, as one session's cycles see them: they never change.</summary>
/// <param name="ToSlave">Audio inputs whose samples go to the slave.</param>
/// <param name="FromSlave">Audio outputs that play what the slave sends.</param>
/// <param name="MidiToSlave">MIDI inputs.</param>
/// <param name="MidiFromSlave">MIDI outputs.</param>
public sealed record ClientPorts(nint[] ToSlave, nint[] FromSlave, nint[] MidiToSlave, nint[] MidiFromSlave)
{
    /// <summary>No ports at all.</summary>
    public static ClientPorts None { get; } = new([], [], [], []);

    /// <summary>Whether these are the ports of such a session.</summary>
    public bool Fit(SessionParameters session) =>
        ToSlave.Length == session.SendAudio && FromSlave.Length == session.ReturnAudio
        && MidiToSlave.Length == session.SendMidi && MidiFromSlave.Length == session.ReturnMidi;
}
