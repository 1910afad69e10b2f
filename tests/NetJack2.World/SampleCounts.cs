// SPDX-License-Identifier: GPL-2.0-or-later
using System.Runtime.InteropServices;
using NetJack2.Protocol.Session;

namespace NetJack2.World;

/// <summary>How many received samples were right: those of their port and frame.</summary>
/// <param name="encoder">How they travel.</param>
/// <param name="period">The most samples at once.</param>
internal sealed class SampleCounts(SampleEncoder encoder, int period)
{
    private readonly float[] _expected = new float[period];

    /// <summary>Samples that came when they should have.</summary>
    public long Good { get; private set; }

    /// <summary>Samples of silence, or of what a codec plays for what it has not got.</summary>
    public long Gaps { get; private set; }

    /// <summary>Samples that are neither.</summary>
    public long Wrong { get; private set; }

    public void Reset() => (Good, Gaps, Wrong) = (0, 0, 0);

    /// <summary>Counts the samples of a port.</summary>
    /// <param name="samples">What came.</param>
    /// <param name="port">The port.</param>
    /// <param name="firstFrame">The frame of the first one.</param>
    /// <param name="steps">By how many steps of int16 a sample may be too small.</param>
    public void Count(ReadOnlySpan<float> samples, int port, long firstFrame, int steps = 0)
    {
        Span<float> expected = _expected.AsSpan(0, samples.Length);
        SampleCode.Fill(encoder, expected, port, firstFrame);
        if (MemoryMarshal.AsBytes(samples).SequenceEqual(MemoryMarshal.AsBytes(expected)))
        {
            Good += samples.Length; // nearly always; one by one it is a sixth of the time of the tests
            return;
        }
        for (int index = 0; index < samples.Length; index++)
        {
            if (samples[index] is 0 or FakeCodec.Concealed)
                Gaps++;
            else if (SampleCode.IsRight(encoder, samples[index], expected[index], steps))
                Good++;
            else
                Wrong++;
        }
    }
}
