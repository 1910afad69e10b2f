// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.Link.Coding;
using NetJack2.Link.Cycles;
using NetJack2.Link.Ports;
using NetJack2.Protocol;
using NetJack2.Protocol.Extension;
using NetJack2.RealTime;

namespace NetJack2.Link.Formats;

/// <summary>Audio as frames of a codec, whose length is not the period's: docs/protocol-extension.md, "Opus".</summary>
internal sealed class CompactOpus : ICompactAudio
{
    private readonly CodedFrames _frames;
    private readonly CompactLayout _layout;
    private readonly int _codeSize;
    private readonly byte[] _code;
    private readonly EncodedPort[] _outgoing;
    private readonly DecodedPort[] _incoming;

    /// <summary>The audio of one direction.</summary>
    /// <param name="direction">The ports, period and MTU of the direction.</param>
    /// <param name="layout">How its stream is cut.</param>
    /// <param name="codec">What its frames are coded with.</param>
    /// <param name="isOutgoing">Whether this end sends the direction.</param>
    public CompactOpus(DirectionParameters direction, CompactLayout layout, ICodec codec, bool isOutgoing)
    {
        _frames = new CodedFrames(direction.Period, codec.FrameSize);
        _layout = layout;
        _codeSize = codec.CodeSize;
        _code = new byte[MaxBlockSize];
        _outgoing = isOutgoing ? [.. Enumerable.Range(0, direction.Audio).Select(port => new EncodedPort(_frames, port, codec))] : [];
        int incoming = isOutgoing ? 0 : direction.Audio;
        _incoming = [.. Enumerable.Range(0, incoming).Select(port => new DecodedPort(_frames, port, direction.SampleRate, codec))];
    }

    public int MaxBlockSize => _frames.MaxFrames * _codeSize;

    public int FrameBytes => 0;

    [RealTimeSafe]
    public int SizeOf(uint cycle, int port) => _frames.Completed(cycle, port) * _codeSize;

    [RealTimeSafe]
    public ReadOnlySpan<byte> Encode(uint cycle, int port, ReadOnlySpan<float> samples) =>
        _code.AsSpan(0, _outgoing[port].Encode(cycle, samples, _code));

    [RealTimeSafe]
    public int Deliver(uint cycle, CycleSlot? slot, PortSet connected, IPortBuffers ports)
    {
        int concealed = 0;
        int offset = slot?.MidiLength ?? 0;
        for (int port = 0; port < _incoming.Length; port++)
        {
            DecodedPort incoming = _incoming[port];
            bool isActive = slot is not null && slot.Active.Contains(port);
            int size = isActive ? SizeOf(cycle, port) : 0;
            if (connected.Contains(port))
            {
                incoming.Begin(cycle, isActive, isLost: slot is null || slot.Packets.Received == 0);
                for (int code = 0; code < size; code += _codeSize)
                    incoming.Add(slot!.Block(port).Slice(code, _codeSize), HasCome(slot, offset + code));
                concealed += incoming.End(ports.Incoming(port));
            }
            offset += size;
        }
        return concealed;
    }

    public void Dispose()
    {
        foreach (EncodedPort port in _outgoing)
            port.Dispose();
        foreach (DecodedPort port in _incoming)
            port.Dispose();
    }

    // A frame of which a byte is missing is lost.
    [RealTimeSafe]
    private bool HasCome(CycleSlot slot, int offset)
    {
        int last = (offset + _codeSize - 1) / _layout.PieceSize;
        for (int packet = offset / _layout.PieceSize; packet <= last; packet++)
        {
            if (!slot.Packets.Has(packet))
                return false;
        }
        return true;
    }
}
