// SPDX-License-Identifier: GPL-2.0-or-later
using System.Runtime.InteropServices;
using NetJack2.Link.Coding;

namespace NetJack2.World;

/// <summary>A codec whose code is the samples themselves, with a look-ahead.</summary>
internal sealed class FakeCodec(int frameSize, Action work, Action<int>? count = null, int extraSamples = 0) : ICodec
{
    /// <summary>What it plays in place of a frame that was lost.</summary>
    public const float Concealed = 0.5f;

    public int FrameSize => frameSize;

    public int CodeSize => (frameSize + extraSamples) * sizeof(float);

    public int Lookahead => 7;

    public IFrameEncoder CreateEncoder()
    {
        Count(1);
        return new Encoder(this);
    }

    public IFrameDecoder CreateDecoder()
    {
        Count(1);
        return new Decoder(this);
    }

    private sealed class Encoder(FakeCodec codec) : IFrameEncoder
    {
        private readonly float[] _last = new float[codec.Lookahead];

        public int Encode(ReadOnlySpan<float> samples, Span<byte> code)
        {
            codec.Work();
            Span<float> target = MemoryMarshal.Cast<byte, float>(code);
            _last.CopyTo(target);
            samples[..^codec.Lookahead].CopyTo(target[codec.Lookahead..]);
            samples[^codec.Lookahead..].CopyTo(_last);
            return code.Length;
        }

        public void Reset() => _last.AsSpan().Clear();

        public void Dispose() => codec.Count(-1);
    }

    private sealed class Decoder(FakeCodec codec) : IFrameDecoder
    {
        public void Decode(ReadOnlySpan<byte> code, Span<float> samples)
        {
            codec.Work();
            if (code.Length == codec.CodeSize)
                MemoryMarshal.Cast<byte, float>(code)[..codec.FrameSize].CopyTo(samples);
            else
                Conceal(samples);
        }

        public void Conceal(Span<float> samples) => samples.Fill(Concealed);

        public void Reset()
        {
            // It remembers nothing.
        }

        public void Dispose() => codec.Count(-1);
    }

    private void Work() => work();

    private void Count(int change) => count?.Invoke(change);
}
