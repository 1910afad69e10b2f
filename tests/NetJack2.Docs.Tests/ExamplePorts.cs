// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.Link.Ports;

namespace NetJack2.Docs.Tests;

/// <summary>The ports of the worked example in docs/protocol-extension.md: two of audio and one of MIDI, 64 frames.</summary>
internal sealed class ExamplePorts : IPortBuffers
{
    public const int Period = 64;

    private static readonly (uint Time, byte[] Data)[] s_events = [(10, [0x90, 0x3C, 0x40]), (32, [0xF0, 0x7E, 0x7F, 0x06, 0x01, 0xF7])];

    // A ramp on the first port, a constant on the second.
    private static readonly float[][] s_samples =
        [[.. Enumerable.Range(0, Period).Select(frame => frame / 64f)], [.. Enumerable.Repeat(-0.5f, Period)]];

    /// <summary>How many of the two events there are.</summary>
    public int Events { get; init; } = s_events.Length;

    public bool IsOutgoingConnected(int port) => true;

    public bool IsIncomingConnected(int port) => true;

    public ReadOnlySpan<float> Outgoing(int port) => s_samples[port];

    public Span<float> Incoming(int port) => throw new NotSupportedException();

    public int OutgoingMidiCount(int port) => Events;

    public ReadOnlySpan<byte> OutgoingMidi(int port, int index, out uint time)
    {
        time = s_events[index].Time;
        return s_events[index].Data;
    }

    public void ClearIncomingMidi(int port) => throw new NotSupportedException();

    public bool AddIncomingMidi(int port, uint time, ReadOnlySpan<byte> data) => throw new NotSupportedException();
}
