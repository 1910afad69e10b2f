// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.Protocol.Audio;

namespace NetJack2.Protocol.Tests.Audio;

public class Int16SamplesTests
{
    private static readonly Gen<float[]> s_samples = Gen.OneOf(
        Gen.Float[-1.2f, 1.2f],
        Gen.Single,
        Gen.OneOf(0f, 1f, -1f, 1.5f, -1.5f, float.NaN, float.PositiveInfinity, float.NegativeInfinity)).Array[0, 50];

    [Test]
    [Property("Defect", "D-59")]
    public void Any_float_is_clamped_and_rounded_to_the_nearest_integer()
        => s_samples.Sample(samples =>
        {
            byte[] code = new byte[2 * samples.Length];
            Int16Samples.Encode(samples, code);
            for (int index = 0; index < samples.Length; index++)
            {
                double scaled = float.IsNaN(samples[index]) ? 0 : Math.Clamp(samples[index] * 32767f, -32767.0, 32767.0);
                if (BitConverter.ToInt16(code, 2 * index) != (short)Math.Round(scaled, MidpointRounding.ToEven))
                    return false;
            }
            return true;
        });

    [TestCase(0.00390625f, 128, Description = "127.99: jack2 truncates to 127")]
    [TestCase(-0.3f, -9830)]
    [TestCase(1.5f, 32767, Description = "jack2 makes -16386 of it")]
    [TestCase(-1.5f, -32767)]
    [TestCase(1f, 32767)]
    [TestCase(-1f, -32767)]
    [TestCase(float.NaN, 0)]
    [TestCase(float.NegativeInfinity, -32767)]
    [Property("Defect", "D-59")]
    public void A_sample_becomes(float sample, short number)
    {
        foreach (int place in (int[])[0, 7, 8]) // by vectors, and what is left of them
        {
            float[] samples = new float[9];
            samples[place] = sample;
            byte[] code = new byte[18];
            Int16Samples.Encode(samples, code);
            Assert.That(BitConverter.ToInt16(code, 2 * place), Is.EqualTo(number));
        }
    }

    [Test]
    public void Every_number_survives_the_way_to_a_sample_and_back()
    {
        short[] numbers = [.. Enumerable.Range(-32767, 65_535).Select(number => (short)number)];
        byte[] code = [.. numbers.SelectMany(BitConverter.GetBytes)];
        float[] samples = new float[numbers.Length];
        byte[] again = new byte[code.Length];
        Int16Samples.Decode(code, samples);
        Int16Samples.Encode(samples, again);
        Assert.That(samples, Has.All.InRange(-1f, 1f));
        Assert.That(again, Is.EqualTo(code));
    }

    [Test]
    public void Decoding_multiplies_by_1_32767th()
        => Gen.Short.Array[0, 50].Sample(numbers =>
        {
            float[] samples = new float[numbers.Length];
            Int16Samples.Decode(System.Runtime.InteropServices.MemoryMarshal.AsBytes<short>(numbers), samples);
            return samples.Zip(numbers).All(pair => pair.First == pair.Second * (1 / 32767f));
        });
}
