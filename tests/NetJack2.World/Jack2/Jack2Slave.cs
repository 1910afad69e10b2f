// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.Link.Cycles;
using NetJack2.Link.Datagrams;
using NetJack2.Models;
using NetJack2.Protocol.Session;

namespace NetJack2.World.Jack2;

/// <summary>A net driver as jack2 is: sections 6.3 to 6.5 of the protocol document. It sends back what comes in.</summary>
internal sealed class Jack2Slave(VirtualSocket socket, SessionParameters session, VirtualClock? clock = null) : Actor
{
    private readonly Queue<(long At, byte[] Packet)> _delayed = [];
    private readonly DirectionParameters _answers = DirectionParameters.Return(session);
    private readonly Jack2Receiver _receiver = new(DirectionParameters.Send(session));
    private readonly byte[] _buffer = new byte[9216];
    private readonly List<(int Port, uint Time, byte[] Data)> _playedEvents = [];
    private float[][] _played = [.. Enumerable.Range(0, session.SendAudio).Select(_ => new float[session.Period])];
    private uint _counter;
    private uint _cycle;
    private bool _isInData;
    private long _answeredAt;

    public Jack2Receiver Receiver => _receiver;

    public int Cycles { get; private set; }

    /// <summary>What is connected of its capture ports; an adapter has all.</summary>
    public List<int> Connected { get; set; } = [.. Enumerable.Range(0, session.SendAudio)];

    /// <summary>PipeWire's do not: they send 0.</summary>
    public bool NumbersItsAnswers { get; set; } = true;

    /// <summary>The cycle, counted from 1, that it neither runs nor answers; 0: none.</summary>
    public int MissedCycle { get; set; }

    /// <summary>Whether it misses the cycle that it has received, as a host under load does: it neither runs nor answers it.</summary>
    public Func<bool> Misses { get; set; } = () => false;

    /// <summary>How long its next answer takes. One that is ready before an earlier one waits for that. Needs the clock.</summary>
    public Func<long> AnswerTime { get; set; } = () => 0;

    public override long WakeAt => _delayed.TryPeek(out var first) ? Math.Min(first.At, socket.NextArrival) : socket.NextArrival;

    public override void Step()
    {
        while (_delayed.TryPeek(out var first) && first.At <= clock!.Now)
            _ = socket.SendTo(_delayed.Dequeue().Packet, socket.Peer!.Value);
        while (socket.ReceiveFrom(_buffer, out int length, out _) is SocketStatus.Done)
            Receive(_buffer.AsSpan(0, length));
    }

    private void Receive(ReadOnlySpan<byte> packet)
    {
        _receiver.CheckHeader(packet);
        if (_isInData)
        {
            ReceiveData(packet);
            return;
        }
        _receiver.BeginCycle();
        _isInData = true;
        if (packet[11] != 's')
            return; // "wrong packet type": that packet is lost, the rest of its cycle is used
        _receiver.ReceiveSync(packet);
        _cycle = (uint)Jack2Packets.Field(packet, 32);
        EndIfLast(packet);
    }

    private void ReceiveData(ReadOnlySpan<byte> packet)
    {
        switch (packet[11])
        {
            case (byte)'s': // "missing last data packet": the cycle ends, and this packet is the next one's
                Run();
                Receive(packet);
                return;
            case (byte)'m':
                _receiver.ReceiveMidi(packet);
                break;
            default:
                _receiver.ReceiveAudio(packet);
                break;
        }
        EndIfLast(packet);
    }

    private void EndIfLast(ReadOnlySpan<byte> packet)
    {
        if (Jack2Packets.Field(packet, 44) == 1)
            Run();
    }

    private void Run()
    {
        _isInData = false;
        Cycles++;
        if (Cycles == MissedCycle || Misses())
            return;
        if (session.SlaveSync)
            Play();
        Write(!NumbersItsAnswers ? 0 : session.SlaveSync ? _cycle : ++_counter);
        if (!session.SlaveSync)
            Play();
    }

    private void Play()
    {
        _played = [.. _receiver.Ports.Select(port => port[..session.Period])];
        _playedEvents.Clear();
        _playedEvents.AddRange(_receiver.Events); // what a lost packet leaves is played again (D-12)
    }

    private void Write(uint cycle)
    {
        List<byte[]> packets = [Jack2Packets.Sync(_answers, cycle, Connected)];
        if (session.ReturnMidi != 0)
            packets.Add(Jack2Packets.Midi(_answers, cycle, _playedEvents));
        if (session.ReturnAudio != 0)
            packets.AddRange(Jack2Packets.Audio(
                _answers, cycle, _receiver.Wanted, port => port < _played.Length ? _played[port] : new float[session.Period]));
        long time = AnswerTime();
        if (time != 0)
            _answeredAt = Math.Max(_answeredAt, clock!.Now + time);
        foreach (byte[] packet in packets)
        {
            if (_delayed.Count != 0 || time != 0)
                _delayed.Enqueue((_answeredAt, packet));
            else
                _ = socket.SendTo(packet, socket.Peer!.Value);
        }
    }
}
