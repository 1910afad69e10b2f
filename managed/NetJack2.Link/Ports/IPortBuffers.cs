// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.RealTime;

namespace NetJack2.Link.Ports;

/// <summary>The JACK port buffers of one cycle, seen from a link: outgoing is what it sends, incoming is what it fills.</summary>
/// <remarks>Valid within a cycle, on the thread that runs it. Ports are numbered from 0, audio and MIDI apart.</remarks>
public interface IPortBuffers
{
    /// <summary>Whether an outgoing audio port has a connection.</summary>
    [RealTimeSafe]
    bool IsOutgoingConnected(int port);

    /// <summary>Whether an incoming audio port has a connection.</summary>
    [RealTimeSafe]
    bool IsIncomingConnected(int port);

    /// <summary>The samples of an outgoing audio port: one period.</summary>
    [RealTimeSafe]
    ReadOnlySpan<float> Outgoing(int port);

    /// <summary>Where the samples of an incoming audio port go: one period.</summary>
    [RealTimeSafe]
    Span<float> Incoming(int port);

    /// <summary>How many events an outgoing MIDI port has in this cycle.</summary>
    [RealTimeSafe]
    int OutgoingMidiCount(int port);

    /// <summary>One event of an outgoing MIDI port, in the order of time.</summary>
    [RealTimeSafe]
    ReadOnlySpan<byte> OutgoingMidi(int port, int index, out uint time);

    /// <summary>Empties an incoming MIDI port: once a cycle, before anything is added.</summary>
    [RealTimeSafe]
    void ClearIncomingMidi(int port);

    /// <summary>Adds an event to an incoming MIDI port; times must not decrease. False where the port has no room for it.</summary>
    [RealTimeSafe]
    bool AddIncomingMidi(int port, uint time, ReadOnlySpan<byte> data);
}
