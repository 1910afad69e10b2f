// SPDX-License-Identifier: GPL-2.0-or-later
namespace NetJack2.JackProbe.Sound;

/// <summary>Sound near full scale with an unambiguous delay: a tone, and noise with more low than high frequencies.</summary>
/// <remarks>Each channel begins at another frame, so that a swap of channels shows as a lag.</remarks>
internal sealed class TestSound
{
    /// <summary>The number of frames after which the sound repeats.</summary>
    public const int Length = 1 << 16;

    private const int ChannelStep = 4099;
    private const int Periods = 1361; // of the tone: about 997 Hz at 48 kHz
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

    /// <summary>The sum of the squared differences between received sound and sound that was sent with this lag.</summary>
    public double Distance(ReadOnlySpan<float> received, long firstFrame, int channel, int lag)
    {
        double sum = 0;
        for (int i = 0; i < received.Length; i++)
        {
            double difference = received[i] - At(firstFrame + i - lag, channel);
            sum += difference * difference;
        }

        return sum;
    }
}
