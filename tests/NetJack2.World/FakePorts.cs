// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.Link.Midi;
using NetJack2.Link.Ports;
using NetJack2.Protocol;
using NetJack2.Protocol.Session;

namespace NetJack2.World;

/// <summary>JACK's port buffers of a cycle, as strict as JACK's.</summary>
internal sealed class FakePorts(int outgoing, int outgoingMidi, int incoming, int incomingMidi, int period) : IPortBuffers
{
    private const int MidiRoom = 32_768;

    private readonly float[][] _outgoing = Buffers(outgoing, period);
    private readonly float[][] _incoming = Buffers(incoming, period);
    private readonly MidiBuffer[] _outgoingMidi = [.. Enumerable.Range(0, outgoingMidi).Select(_ => new MidiBuffer(MidiRoom))];
    private readonly MidiBuffer[] _incomingMidi = [.. Enumerable.Range(0, incomingMidi).Select(_ => new MidiBuffer(MidiRoom))];

    public static FakePorts OfMaster(SessionParameters session) =>
        new(session.SendAudio, session.SendMidi, session.ReturnAudio, session.ReturnMidi, session.Period);

    public static FakePorts OfSlave(SessionParameters session) =>
        new(session.ReturnAudio, session.ReturnMidi, session.SendAudio, session.SendMidi, session.Period);

    public int OutgoingCount => outgoing;

    public int IncomingCount => incoming;

    public int OutgoingMidiPorts => outgoingMidi;

    public int IncomingMidiPorts => incomingMidi;

    public int Period => period;

    public PortSet OutgoingConnections { get; set; } = PortSet.First(outgoing);

    public PortSet IncomingConnections { get; set; } = PortSet.First(incoming);

    /// <summary>Whether the buffer of this incoming port throws, as a defect would.</summary>
    public Predicate<int> IncomingFails { get; set; } = _ => false;

    /// <summary>Likewise of an outgoing port.</summary>
    public Predicate<int> OutgoingFails { get; set; } = _ => false;

    public bool IsOutgoingConnected(int port) => OutgoingConnections.Contains(port);

    public bool IsIncomingConnected(int port) => IncomingConnections.Contains(port);

    /// <summary>How often samples of outgoing ports were fetched.</summary>
    public int Fetched { get; private set; }

    public ReadOnlySpan<float> Outgoing(int port)
    {
        Fetched++;
        return OutgoingFails(port) ? throw new InvalidOperationException("a defect in a port buffer") : _outgoing[port];
    }

    public Span<float> OutgoingPlace(int port) => _outgoing[port];

    public Span<float> Incoming(int port) =>
        IncomingFails(port) ? throw new InvalidOperationException("a defect in a port buffer") : IncomingConnections.Contains(port)
        ? _incoming[port]
        : throw new InvalidOperationException("the buffer of a port without connection is not its own");

    public float[] IncomingSamples(int port) => _incoming[port];

    public int OutgoingMidiCount(int port) => _outgoingMidi[port].Count;

    public ReadOnlySpan<byte> OutgoingMidi(int port, int index, out uint time) => _outgoingMidi[port].Get(index, out time);

    public bool Send(int port, uint time, ReadOnlySpan<byte> data) => _outgoingMidi[port].TryAdd(time, data);

    public void ClearOutgoingMidi()
    {
        foreach (MidiBuffer buffer in _outgoingMidi)
            buffer.Clear();
    }

    public void ClearIncomingMidi(int port) => _incomingMidi[port].Clear();

    public bool AddIncomingMidi(int port, uint time, ReadOnlySpan<byte> data) => time < period && _incomingMidi[port].TryAdd(time, data);

    public int IncomingMidiCount(int port) => _incomingMidi[port].Count;

    public ReadOnlySpan<byte> IncomingMidi(int port, int index, out uint time) => _incomingMidi[port].Get(index, out time);

    public List<(uint Time, string Data)> Received(int port)
    {
        var events = new List<(uint, string)>();
        for (int index = 0; index < IncomingMidiCount(port); index++)
            events.Add((TimeOf(port, index), Convert.ToHexString(IncomingMidi(port, index, out _))));
        return events;
    }

    /// <summary>What a loop of cables does: what came in goes out.</summary>
    public void Loop()
    {
        for (int port = 0; port < Math.Min(incoming, outgoing); port++)
            _incoming[port].CopyTo(_outgoing[port], 0);
        ClearOutgoingMidi();
        for (int port = 0; port < Math.Min(incomingMidi, outgoingMidi); port++)
        {
            for (int index = 0; index < IncomingMidiCount(port); index++)
            {
                ReadOnlySpan<byte> data = IncomingMidi(port, index, out uint time);
                _ = Send(port, time, data);
            }
        }
    }

    private uint TimeOf(int port, int index)
    {
        _ = IncomingMidi(port, index, out uint time);
        return time;
    }

    private static float[][] Buffers(int count, int period) => [.. Enumerable.Range(0, count).Select(_ => new float[period])];
}
