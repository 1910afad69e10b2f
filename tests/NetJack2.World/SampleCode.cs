// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.Protocol.Session;

namespace NetJack2.World;

/// <summary>Samples that contain their port and frame; 0 is none of them.</summary>
internal static class SampleCode
{
    private const int Frames = 65_521;

    /// <summary>At most 2^24, so that single precision holds it exactly.</summary>
    public static float At(int port, long frame) => ((1 + (frame % Frames)) * 256) + port;

    /// <summary>The same, of what the encoder can carry: with int16 some number of 1…32749, as it is decoded.</summary>
    public static float At(SampleEncoder encoder, int port, long frame) =>
        encoder == SampleEncoder.Int16 ? Int16At(port, frame) * (1 / 32767f) : At(port, frame);

    /// <summary>Whether a sample is that of a port and frame.</summary>
    /// <param name="encoder">How it travelled.</param>
    /// <param name="sample">What came.</param>
    /// <param name="port">The port.</param>
    /// <param name="frame">The frame.</param>
    /// <param name="steps">By how many steps of int16 it may be too small: jack2 rounds towards zero.</param>
    public static bool IsAt(SampleEncoder encoder, float sample, int port, long frame, int steps) =>
        sample == At(encoder, port, frame)
        || (encoder == SampleEncoder.Int16
            && (int)MathF.Round(sample * 32767) is var number
            && number >= Int16At(port, frame) - steps && number <= Int16At(port, frame));

    private static int Int16At(int port, long frame) => 1 + (int)(((frame * 5) + (port * 4099L)) % 32_749);

    /// <summary>What a port's samples are from a frame on.</summary>
    public static void Fill(SampleEncoder encoder, Span<float> samples, int port, long firstFrame)
    {
        if (encoder == SampleEncoder.Int16)
        {
            for (int index = 0; index < samples.Length; index++)
                samples[index] = At(encoder, port, firstFrame + index);
            return;
        }
        int number = (int)(firstFrame % Frames);
        for (int index = 0; index < samples.Length; index++)
        {
            samples[index] = ((1 + number) * 256) + port;
            if (++number == Frames)
                number = 0;
        }
    }
}
