// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.Link.Ports;
using NetJack2.Protocol;
using NetJack2.RealTime;

namespace NetJack2.Link.Links;

/// <summary>Port buffers whose outgoing samples are measured when they are fetched.</summary>
/// <remarks>Not apart from that: to fetch a port's samples, JACK mixes all that is connected to it, each time. Used by the one thread that
/// runs the cycles.</remarks>
/// <param name="meters">Receives the levels.</param>
internal sealed class MeteredPorts(LinkMeters meters) : IPortBuffers
{
    private IPortBuffers _ports = QuietPorts.Instance;
    private PortSet _measured;

    /// <summary>From now on these are the ports, of a new cycle.</summary>
    [RealTimeSafe]
    public void Begin(IPortBuffers ports)
    {
        _ports = ports;
        _measured = default;
    }

    [RealTimeSafe]
    public ReadOnlySpan<float> Outgoing(int port)
    {
        ReadOnlySpan<float> samples = _ports.Outgoing(port);
        // A format may send a port twice.
        if (!_measured.Contains(port))
        {
            _measured.Add(port);
            meters.MeasureOutgoing(port, samples);
        }
        return samples;
    }

    [RealTimeSafe]
    public bool IsOutgoingConnected(int port) => _ports.IsOutgoingConnected(port);

    [RealTimeSafe]
    public bool IsIncomingConnected(int port) => _ports.IsIncomingConnected(port);

    [RealTimeSafe]
    public Span<float> Incoming(int port) => _ports.Incoming(port);

    [RealTimeSafe]
    public int OutgoingMidiCount(int port) => _ports.OutgoingMidiCount(port);

    [RealTimeSafe]
    public ReadOnlySpan<byte> OutgoingMidi(int port, int index, out uint time) => _ports.OutgoingMidi(port, index, out time);

    [RealTimeSafe]
    public void ClearIncomingMidi(int port) => _ports.ClearIncomingMidi(port);

    [RealTimeSafe]
    public bool AddIncomingMidi(int port, uint time, ReadOnlySpan<byte> data) => _ports.AddIncomingMidi(port, time, data);
}
