// SPDX-License-Identifier: GPL-2.0-or-later
namespace NetJack2.JackProbe.Sound;

/// <summary>Sound near full scale whose delay can be told to the frame: a tone, and noise that has more of the low than of the high.</summary>
/// <remarks>It repeats after a while; each channel begins somewhere else, so that a swap of channels shows as a lag.</remarks>
internal sealed class TestSound
{
    /// <summary>Frames until it repeats.</summary>
    public const int Length = 1 << 16;

    private const int ChannelStep = 4099;
    private const int Periods = 1361; // of the tone: some 997 Hz at 48 kHz
    private readonly float[] _samples = new float[Length];

    public TestSound()
    {
        var random = new Random(5);
        float low = 0;
        for (int frame = 0; frame < Length; frame++)
        {
            low = (0.8f * low) + (0.12f * (random.NextSingle() - 0.5f));
            _samples[frame] = low + (0.65f * MathF.Sin((float)(2 * Math.PI * Periods * frame / Length)));
        }
    }

    public float At(long frame, int channel) => _samples[(int)((frame + (channel * ChannelStep)) & (Length - 1))];

    /// <summary>How far what was heard is from what was sent with this lag: the sum of squares.</summary>
    public double Distance(ReadOnlySpan<float> heard, long firstFrame, int channel, int lag)
    {
        double sum = 0;
        for (int i = 0; i < heard.Length; i++)
        {
            double difference = heard[i] - At(firstFrame + i - lag, channel);
            sum += difference * difference;
        }

        return sum;
    }
}
