// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.Link.Cycles;
using NetJack2.Link.Datagrams;
using NetJack2.Models;
using NetJack2.Protocol.Session;

namespace NetJack2.World.Jack2;

/// <summary>A NetMaster as jack2 is: sections 6.1, 6.2 and 6.5 of the protocol document.
/// Its jitter buffer is the socket's queue.</summary>
internal sealed class Jack2Master(VirtualWorld world, VirtualSocket socket, SessionParameters session) : Actor
{
    private const long LongestWait = 2 * VirtualClock.Second;

    private readonly DirectionParameters _direction = DirectionParameters.Send(session);
    private readonly Jack2Receiver _receiver = new(DirectionParameters.Return(session));
    private readonly Queue<byte[]> _queue = [];
    private readonly byte[] _buffer = new byte[9216];
    private readonly long _period = VirtualClock.Second * session.Period / session.SampleRate;
    private long _next = world.Clock.Now + VirtualClock.Millisecond;
    private long _frame = 1_000_000;
    private uint _cycle;
    private bool _isSynchronised;

    public Jack2Receiver Receiver => _receiver;

    public long Good { get; private set; }

    public long Gaps { get; private set; }

    public long Wrong { get; private set; }

    /// <summary>Cycles in which it would have stood still for want of a packet.</summary>
    public int Stalls { get; private set; }

    /// <summary>Whether it stands still then for up to two seconds, as jack2's does; PipeWire's does not.</summary>
    public bool WaitsForAnswers { get; set; }

    public List<(int Port, uint Time, byte[] Data)> EventsToSend { get; } = [];

    public Action<Jack2Receiver> AfterCycle { get; set; } = _ => { };

    public override long WakeAt => _next;

    public void ResetCounts()
    {
        Good = 0;
        Gaps = 0;
        Wrong = 0;
        Stalls = 0;
    }

    public override void Step()
    {
        _next += _period;
        _cycle++;
        _receiver.Clear(); // its return ports are connected, and are cleared before each cycle
        Send();
        if (Receive())
        {
            CheckSamples();
            AfterCycle(_receiver);
        }
        _frame += session.Period;
    }

    private void Send()
    {
        float[][] samples = [.. Enumerable.Range(0, session.SendAudio).Select(port =>
        {
            float[] codes = new float[session.Period];
            SampleCode.Fill(session.Encoder, codes, port, _frame);
            return codes;
        })];
        List<byte[]> packets = [Jack2Packets.Sync(_direction, _cycle, [.. Enumerable.Range(0, session.ReturnAudio)])];
        if (session.SendMidi != 0)
            packets.Add(Jack2Packets.Midi(_direction, _cycle, EventsToSend));
        if (session.SendAudio != 0)
            packets.AddRange(Jack2Packets.Audio(_direction, _cycle, _receiver.Wanted, port => samples[port]));
        foreach (byte[] packet in packets)
            _ = socket.SendTo(packet, socket.Peer!.Value);
    }

    private bool Receive()
    {
        if (!Peek(out byte[] packet))
            return false;
        if (packet[11] == 's')
        {
            uint offset = _cycle - (uint)Jack2Packets.Field(packet, 32);
            if (offset < session.Latency && !_isSynchronised)
                return false; // "syncing with latency"
            _isSynchronised |= offset == session.Latency;
            _ = _queue.Dequeue();
            _receiver.ReceiveSync(packet);
            _receiver.BeginCycle();
            if (IsLast(packet))
                return true;
        }
        while (Peek(out packet))
        {
            if (packet[11] == 's')
                return true; // "missing last data packet": the sync stays for the next cycle
            _ = _queue.Dequeue();
            if (packet[11] == 'm')
                _receiver.ReceiveMidi(packet);
            else
                _receiver.ReceiveAudio(packet);
            if (IsLast(packet))
                return true;
        }
        return true;
    }

    // Without latency it waits for as long as there is anything to wait for.
    private bool Peek(out byte[] packet)
    {
        bool waits = WaitsForAnswers && _isSynchronised;
        if ((waits || session.Latency == 0) && _queue.Count == 0)
            world.RunUntil(world.Clock.Now + (waits ? LongestWait : _period * 4 / 5), socket);
        _next = Math.Max(_next, world.Clock.Now);
        while (socket.ReceiveFrom(_buffer, out int length, out _) == SocketStatus.Done)
        {
            _receiver.CheckHeader(_buffer.AsSpan(0, length));
            _queue.Enqueue(_buffer[..length]);
        }
        bool isThere = _queue.TryPeek(out byte[]? first);
        packet = first ?? [];
        if (!isThere)
            Stalls++;
        return isThere;
    }

    private void CheckSamples()
    {
        for (int port = 0; port < Math.Min(session.SendAudio, session.ReturnAudio); port++)
        {
            for (int index = 0; index < session.Period; index++)
            {
                float sample = _receiver.Ports[port][index];
                if (sample == 0)
                    Gaps++;
                else if (SampleCode.IsRight(
                    session.Encoder, sample, SampleCode.At(session.Encoder, port, _frame + index - session.RoundTripFrames), steps: 1))
                    Good++;
                else
                    Wrong++;
            }
        }
    }

    private static bool IsLast(byte[] packet) => Jack2Packets.Field(packet, 44) == 1;
}
