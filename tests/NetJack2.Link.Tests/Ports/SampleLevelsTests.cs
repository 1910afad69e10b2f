// SPDX-License-Identifier: GPL-2.0-or-later
using System.Runtime.InteropServices;
using NetJack2.Link.Ports;

namespace NetJack2.Link.Tests.Ports;

/// <summary>The loudest sample of any samples.</summary>
public class SampleLevelsTests
{
    [Test]
    public void The_vector_form_agrees_with_the_scalar_one_for_any_bits_and_any_length()
    {
        var random = new Random(17);
        byte[] bytes = new byte[4 * 80];
        for (int round = 0; round < 200; round++)
        {
            random.NextBytes(bytes);
            for (int start = 0; start < 5; start++)
                for (int length = 0; length <= 75; length++)
                {
                    ReadOnlySpan<float> samples = MemoryMarshal.Cast<byte, float>(bytes).Slice(start, length);
                    Assert.That(SampleLevels.PeakOf(samples), Is.EqualTo(SampleLevels.ScalarPeakOf(samples)));
                }
        }
    }

    [TestCase(0.5f, 0)]
    [TestCase(0.99999994f, 0)]
    [TestCase(1f, 1)]
    [TestCase(-1f, 1)]
    [TestCase(float.MaxValue, 1)]
    [TestCase(float.NegativeInfinity, 1)]
    [TestCase(float.NaN, 1)]
    [TestCase(float.Epsilon, 0)]
    public void One_sample_of_full_scale_is_found_wherever_it_is(float sample, int clipped)
    {
        for (int place = 0; place < 37; place++)
        {
            float[] samples = new float[37];
            samples[place] = sample;
            int peak = SampleLevels.PeakOf(samples);
            Assert.That(
                (SampleLevels.ClippedIn(samples), SampleLevels.ScalarClippedIn(samples), SampleLevels.IsClipped(peak)),
                Is.EqualTo((clipped, clipped, clipped != 0)));
            Assert.That(peak, Is.EqualTo(BitConverter.SingleToInt32Bits(sample) & int.MaxValue));
        }
    }
}
