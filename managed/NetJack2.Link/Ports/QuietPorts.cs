// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.RealTime;

namespace NetJack2.Link.Ports;

/// <summary>Ports without connections or events: for cycles that are exchanged without a server that runs them.</summary>
internal sealed class QuietPorts : IPortBuffers
{
    /// <summary>The only instance: it has no state.</summary>
    public static readonly QuietPorts Instance = new();

    [RealTimeSafe]
    public bool IsOutgoingConnected(int port) => false;

    [RealTimeSafe]
    public bool IsIncomingConnected(int port) => false;

    [RealTimeSafe]
    public ReadOnlySpan<float> Outgoing(int port) => default;

    [RealTimeSafe]
    public Span<float> Incoming(int port) => default;

    [RealTimeSafe]
    public int OutgoingMidiCount(int port) => 0;

    [RealTimeSafe]
    public ReadOnlySpan<byte> OutgoingMidi(int port, int index, out uint time)
    {
        time = 0;
        return default;
    }

    [RealTimeSafe]
    public void ClearIncomingMidi(int port)
    {
    }

    [RealTimeSafe]
    public bool AddIncomingMidi(int port, uint time, ReadOnlySpan<byte> data) => true;
}
