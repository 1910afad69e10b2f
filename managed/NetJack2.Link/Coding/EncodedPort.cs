// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.Protocol.Extension;
using NetJack2.RealTime;

namespace NetJack2.Link.Coding;

/// <summary>An outgoing port between netjack2-cs peers:
/// collects samples until a codec's frame is full, and encodes it.</summary>
internal sealed class EncodedPort(CodedFrames frames, int port, ICodec codec) : IDisposable
{
    private readonly IFrameEncoder _encoder = codec.CreateEncoder();
    private readonly int _codeSize = codec.CodeSize;
    private readonly float[] _held = new float[frames.FrameSize];
    private uint _next;
    private bool _isRunning;

    /// <summary>Adds a cycle's samples, and encodes the frames that they complete.</summary>
    /// <param name="cycle">The cycle's number. Where it does not follow the one before, the port begins anew.</param>
    /// <param name="samples">One period.</param>
    /// <param name="code">Where the frames' code goes.</param>
    /// <returns>Bytes of the code.</returns>
    [RealTimeSafe]
    public int Encode(uint cycle, ReadOnlySpan<float> samples, Span<byte> code)
    {
        if (!_isRunning || cycle != _next || cycle == 0)
        {
            _encoder.Reset();
            _held.AsSpan().Clear();
        }
        _isRunning = true;
        _next = cycle + 1;
        int used = frames.Held(cycle, port);
        int length = 0;
        while (!samples.IsEmpty)
        {
            int part = Math.Min(samples.Length, frames.FrameSize - used);
            samples[..part].CopyTo(_held.AsSpan(used));
            samples = samples[part..];
            used += part;
            if (used < frames.FrameSize)
                break;
            used = 0;
            Span<byte> place = code.Slice(length, _codeSize);
            place[_encoder.Encode(_held, place)..].Clear();
            length += _codeSize;
        }
        return length;
    }

    public void Dispose() => _encoder.Dispose();
}
