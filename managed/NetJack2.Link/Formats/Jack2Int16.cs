// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.Link.Cycles;
using NetJack2.Link.Datagrams;
using NetJack2.Link.Ports;
using NetJack2.Protocol;
using NetJack2.Protocol.Audio;
using NetJack2.Protocol.Wire;
using NetJack2.RealTime;

namespace NetJack2.Link.Formats;

/// <summary>jack2's audio packets with samples as 16-bit integers: all ports, in pieces.</summary>
/// <remarks>
/// Where the size of a piece is odd, jack2 has no place for the last samples of a period (D-11): netjack2-cs sends all that have one,
/// and as a receiver continues the last sample that arrived, which is nearer to the truth than silence in the midst of sound.
/// </remarks>
internal sealed class Jack2Int16 : IJack2Audio
{
    private readonly DirectionParameters _direction;
    private readonly Int16Layout _layout;
    private readonly PieceLayout _pieces;

    // A port's samples as they travel, with room behind them for half a sample that an odd piece ends with.
    private readonly byte[] _code;

    public Jack2Int16(DirectionParameters direction)
    {
        _direction = direction;
        _layout = new Int16Layout(direction.Audio, direction.Period, direction.Mtu);
        _pieces = _layout.Pieces;
        _code = new byte[(direction.Period + 1) * sizeof(short)];
    }

    public int MaxPackets => _pieces.Packets;

    public int MaxBytes => _pieces.Packets * _pieces.MaxPacketSize;

    public int MaxReceivedPackets => _pieces.Packets;

    public int BlockSize => _direction.Period * sizeof(float);

    [RealTimeSafe]
    public void Write(OutgoingBatch batch, OutgoingCycle cycle, IPortBuffers ports)
    {
        int start = batch.Length;
        Jack2Pieces.WriteHeads(batch, _direction, _pieces, cycle.Cycle);
        Span<byte> packets = batch.Bytes[start..];
        for (int port = 0; port < _direction.Audio; port++)
        {
            Span<byte> samples = _code.AsSpan(0, _direction.Period * sizeof(short));
            if (cycle.Active.Contains(port))
                Int16Samples.Encode(ports.Outgoing(port), samples);
            else
                samples.Clear();
            // Half a sample would be noise: its other half never comes.
            _code.AsSpan(_layout.FramesCarried * sizeof(short)).Clear();
            for (int packet = 0; packet < _pieces.Packets; packet++)
            {
                Span<byte> place = Jack2Pieces.PieceOf(packets, _pieces, packet, port);
                _code.AsSpan(_layout.StartOf(packet) * sizeof(short), place.Length).CopyTo(place);
            }
        }
    }

    [RealTimeSafe]
    public PacketVerdict Accept(PacketReader packet, CycleSlot slot)
    {
        if (Jack2Pieces.Validate(packet, _pieces, slot, out int index) is var verdict and not PacketVerdict.Accepted)
            return verdict;
        int size = _pieces.SizeOf(index);
        int frames = _layout.FramesIn(index);
        for (int port = 0; port < _direction.Audio; port++)
            Int16Samples.Decode(packet.Payload[(port * size)..], slot.Samples(port).Slice(_layout.StartOf(index), frames));
        Jack2Pieces.Record(slot, _direction, index, _pieces);
        return PacketVerdict.Accepted;
    }

    [RealTimeSafe]
    public void FillGaps(CycleSlot slot)
    {
        if (slot.Packets.Received == 0)
            return;
        for (int packet = 0; packet < _pieces.Packets; packet++)
        {
            if (!slot.Packets.Has(packet))
                slot.Silence(_layout.StartOf(packet), _layout.FramesIn(packet));
        }
        int carried = _layout.FramesCarried;
        for (int port = 0; carried < _direction.Period && port < _direction.Audio; port++)
        {
            Span<float> samples = slot.Samples(port);
            samples[carried..].Fill(samples[carried - 1]);
        }
    }

    public bool FillsGaps => false;

    // Behind a last packet that is lost nothing goes on: its gap ends with the period.
    [RealTimeSafe]
    public FrameRange FindGap(CycleSlot slot, int from)
    {
        int packet = 0;
        while (packet < _pieces.Packets && (EndOf(packet) <= from || slot.Packets.Has(packet)))
            packet++;
        if (packet == _pieces.Packets)
            return default;
        int start = Math.Max(from, _layout.StartOf(packet));
        while (packet < _pieces.Packets - 1 && !slot.Packets.Has(packet + 1))
            packet++;
        return new FrameRange(start, EndOf(packet));
    }

    [RealTimeSafe]
    public int Deliver(uint cycle, CycleSlot? slot, PortSet connected, IPortBuffers ports) =>
        CyclePorts.DeliverSamples(slot, connected, ports);

    [RealTimeSafe]
    private int EndOf(int packet) => packet == _pieces.Packets - 1 ? _direction.Period : _layout.StartOf(packet) + _layout.FramesIn(packet);
}
