// SPDX-License-Identifier: GPL-2.0-or-later
namespace NetJack2.Host.Tests.Codecs;

/// <summary>Sound whose delay can be measured to the sample.</summary>
internal static class Sound
{
    /// <summary>Noise with more of the low than of the high, and a tone.</summary>
    public static float[] Coloured(int frames)
    {
        var random = new Random(3);
        float[] sound = new float[frames];
        float low = 0;
        for (int frame = 0; frame < frames; frame++)
        {
            low = (0.9f * low) + (0.2f * (random.NextSingle() - 0.5f));
            sound[frame] = low + (0.3f * MathF.Sin(frame * 2 * MathF.PI * 997 / 48_000));
        }
        return sound;
    }

    /// <summary>The lag at which the received sound is most like the sent one, and how much stronger that is than the difference.</summary>
    public static (int Lag, double Decibels) Compare(float[] sent, float[] heard, int maxLag)
    {
        int lag = Enumerable.Range(0, maxLag).MaxBy(candidate => Sum(sent, heard, maxLag, (a, b) => a * (double)b, candidate));
        double signal = Sum(sent, sent, maxLag, (a, b) => a * (double)b, 0);
        double error = Sum(sent, heard, maxLag, (a, b) => (a - (double)b) * (a - b), lag);
        return (lag, 10 * Math.Log10(signal / error));
    }

    // Neither the beginning, when the codec has received nothing, nor what would lie behind the end.
    private static double Sum(float[] sent, float[] heard, int maxLag, Func<float, float, double> measure, int lag)
    {
        double sum = 0;
        for (int frame = maxLag; frame < sent.Length - maxLag; frame++)
            sum += measure(sent[frame], heard[frame + lag]);
        return sum;
    }
}
