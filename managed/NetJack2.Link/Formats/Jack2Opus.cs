// SPDX-License-Identifier: GPL-2.0-or-later
using System.Buffers.Binary;
using NetJack2.Link.Coding;
using NetJack2.Link.Cycles;
using NetJack2.Link.Datagrams;
using NetJack2.Link.Ports;
using NetJack2.Protocol;
using NetJack2.Protocol.Audio;
using NetJack2.Protocol.Wire;
using NetJack2.RealTime;

namespace NetJack2.Link.Formats;

/// <summary>jack2's audio packets with one frame of Opus for every port, in pieces.</summary>
internal sealed class Jack2Opus : IJack2Audio
{
    private readonly DirectionParameters _direction;
    private readonly int _codeSize;
    private readonly int _mostLost;
    private readonly PieceLayout _pieces;
    private readonly byte[] _block;
    private readonly float[] _silence;
    private readonly IFrameEncoder[] _encoders;
    private readonly IFrameDecoder[] _decoders;
    private int _lost;

    /// <summary>The audio of one direction.</summary>
    /// <param name="direction">The ports, period and MTU of the direction.</param>
    /// <param name="codec">What its frames, which are as long as the period, are coded with.</param>
    /// <param name="isOutgoing">Whether this end sends the direction.</param>
    public Jack2Opus(DirectionParameters direction, ICodec codec, bool isOutgoing)
    {
        _direction = direction;
        _codeSize = codec.CodeSize;
        _mostLost = LostAudio.MostSamples(direction.SampleRate);
        _pieces = new PieceLayout(direction.Audio, codec.CodeSize + CustomOpusLayout.LengthSize, direction.Mtu);
        _block = new byte[_pieces.BlockSize];
        _silence = new float[direction.Period];
        _encoders = isOutgoing ? [.. Enumerable.Range(0, direction.Audio).Select(_ => codec.CreateEncoder())] : [];
        _decoders = isOutgoing ? [] : [.. Enumerable.Range(0, direction.Audio).Select(_ => codec.CreateDecoder())];
    }

    public int MaxPackets => _pieces.Packets;

    public int MaxBytes => _pieces.Packets * _pieces.MaxPacketSize;

    public int MaxReceivedPackets => _pieces.Packets;

    public int BlockSize => _pieces.BlockSize;

    [RealTimeSafe]
    public void Write(OutgoingBatch batch, OutgoingCycle cycle, IPortBuffers ports)
    {
        int start = batch.Length;
        Jack2Pieces.WriteHeads(batch, _direction, _pieces, cycle.Cycle);
        Span<byte> packets = batch.Bytes[start..];
        for (int port = 0; port < _direction.Audio; port++)
        {
            ReadOnlySpan<float> samples = cycle.Active.Contains(port) ? ports.Outgoing(port) : _silence;
            Span<byte> code = _block.AsSpan(CustomOpusLayout.LengthSize);
            int length = _encoders[port].Encode(samples, code);
            BinaryPrimitives.WriteUInt16BigEndian(_block, (ushort)length);
            code[length..].Clear();
            for (int packet = 0; packet < _pieces.Packets; packet++)
            {
                Span<byte> place = Jack2Pieces.PieceOf(packets, _pieces, packet, port);
                _block.AsSpan(packet * _pieces.PieceSize, place.Length).CopyTo(place);
            }
        }
    }

    [RealTimeSafe]
    public PacketVerdict Accept(PacketReader packet, CycleSlot slot)
    {
        if (Jack2Pieces.Validate(packet, _pieces, slot, out int index) is var verdict and not PacketVerdict.Accepted)
            return verdict;
        int size = _pieces.SizeOf(index);
        for (int port = 0; port < _direction.Audio; port++)
            packet.Payload.Slice(port * size, size).CopyTo(slot.Block(port)[(index * _pieces.PieceSize)..]);
        Jack2Pieces.Record(slot, _direction, index, _pieces);
        return PacketVerdict.Accepted;
    }

    [RealTimeSafe]
    public void FillGaps(CycleSlot slot)
    {
        // A frame of which a byte is missing is lost: Deliver sees to it.
    }

    public bool FillsGaps => true;

    [RealTimeSafe]
    public FrameRange FindGap(CycleSlot slot, int from) => default;

    [RealTimeSafe]
    public int Deliver(uint cycle, CycleSlot? slot, PortSet connected, IPortBuffers ports)
    {
        bool isWhole = slot is not null && slot.Packets.IsComplete;
        _lost = isWhole ? 0 : Math.Min(_lost + _direction.Period, _mostLost + 1);
        for (int port = connected.NextFrom(0); port >= 0; port = connected.NextFrom(port + 1))
        {
            Span<float> samples = ports.Incoming(port);
            if (isWhole)
                Decode(port, slot!.Block(port), samples);
            else if (_lost <= _mostLost)
                _decoders[port].Conceal(samples);
            else
                samples.Clear();
        }
        return isWhole || _lost > _mostLost ? 0 : _direction.Period * connected.Count;
    }

    public void Dispose()
    {
        foreach (IFrameEncoder encoder in _encoders)
            encoder.Dispose();
        foreach (IFrameDecoder decoder in _decoders)
            decoder.Dispose();
    }

    [RealTimeSafe]
    private void Decode(int port, ReadOnlySpan<byte> block, Span<float> samples)
    {
        int length = BinaryPrimitives.ReadUInt16BigEndian(block);
        if (length != 0 && length <= _codeSize)
            _decoders[port].Decode(block.Slice(CustomOpusLayout.LengthSize, length), samples);
        else
            _decoders[port].Conceal(samples);
    }
}
