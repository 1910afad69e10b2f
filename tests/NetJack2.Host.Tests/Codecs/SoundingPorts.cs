// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.Link.Ports;

namespace NetJack2.Host.Tests.Codecs;

/// <summary>Outgoing audio ports with sound on them.</summary>
internal sealed class SoundingPorts(int period) : IPortBuffers
{
    private readonly float[] _sound = Sound.Coloured(period);

    public bool IsOutgoingConnected(int port) => true;

    public bool IsIncomingConnected(int port) => false;

    public ReadOnlySpan<float> Outgoing(int port) => _sound;

    public Span<float> Incoming(int port) => throw new NotSupportedException();

    public int OutgoingMidiCount(int port) => 0;

    public ReadOnlySpan<byte> OutgoingMidi(int port, int index, out uint time) => throw new NotSupportedException();

    public void ClearIncomingMidi(int port) => throw new NotSupportedException();

    public bool AddIncomingMidi(int port, uint time, ReadOnlySpan<byte> data) => throw new NotSupportedException();
}
