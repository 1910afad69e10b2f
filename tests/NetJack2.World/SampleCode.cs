// SPDX-License-Identifier: GPL-2.0-or-later
using System.Numerics;
using NetJack2.Protocol.Session;

namespace NetJack2.World;

/// <summary>Samples that contain their port and frame; 0 is none of them.</summary>
internal static class SampleCode
{
    private const int Frames = 65_521, Int16Codes = 32_749, Int16Step = 5, LongestPeriod = 8192;

    // Those of port 0, and again from the beginning.
    private static readonly float[] s_codes = [.. Enumerable.Range(0, Frames + LongestPeriod).Select(frame => At(port: 0, frame))];

    /// <summary>At most 2^24, so that single precision holds it exactly.</summary>
    public static float At(int port, long frame) => ((1 + (frame % Frames)) * 256) + port;

    /// <summary>The same, of what the encoder can carry: with int16 some number of 1…32749, as it is decoded.</summary>
    public static float At(SampleEncoder encoder, int port, long frame) =>
        encoder == SampleEncoder.Int16 ? Int16At(port, frame) * (1 / 32767f) : At(port, frame);

    /// <summary>Whether a sample is what it should be.</summary>
    /// <param name="encoder">How it travelled.</param>
    /// <param name="sample">What came.</param>
    /// <param name="expected">What was sent.</param>
    /// <param name="steps">By how many steps of int16 it may be too small: jack2 rounds towards zero.</param>
    public static bool IsRight(SampleEncoder encoder, float sample, float expected, int steps) =>
        sample == expected
        || (encoder == SampleEncoder.Int16
            && (int)MathF.Round(sample * 32767) is var number
            && (int)MathF.Round(expected * 32767) is var right
            && number >= right - steps && number <= right);

    private static int Int16At(int port, long frame) => 1 + (int)(((frame * Int16Step) + (port * 4099L)) % Int16Codes);

    /// <summary>What a port's samples are from a frame on.</summary>
    public static void Fill(SampleEncoder encoder, Span<float> samples, int port, long firstFrame)
    {
        if (encoder == SampleEncoder.Int16)
        {
            int code = Int16At(port, firstFrame);
            for (int index = 0; index < samples.Length; index++)
            {
                samples[index] = code * (1 / 32767f);
                code += Int16Step;
                if (code > Int16Codes)
                    code -= Int16Codes;
            }
            return;
        }
        ReadOnlySpan<float> codes = s_codes.AsSpan((int)(((firstFrame % Frames) + Frames) % Frames), samples.Length);
        var last = new Vector<float>(port);
        int done = 0;
        for (; done <= samples.Length - Vector<float>.Count; done += Vector<float>.Count)
            (new Vector<float>(codes[done..]) + last).CopyTo(samples[done..]);
        for (; done < samples.Length; done++)
            samples[done] = codes[done] + port;
    }
}
