// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.Protocol.Audio;

namespace NetJack2.Protocol.Tests.Audio;

public class CodecSamplesTests
{
    [Test]
    public void A_codec_gets_no_sample_outside_its_range()
        => Gen.OneOf(
            Gen.Float[-9f, 9f],
            Gen.Single,
            Gen.OneOf(float.NaN, float.PositiveInfinity, float.NegativeInfinity)).Array[0, 20].Sample(samples =>
        {
            float[] copy = new float[samples.Length];
            CodecSamples.Copy(samples, copy);
            return samples.Zip(copy).All(pair => pair.Second == (float.IsNaN(pair.First) ? 0 : Math.Clamp(pair.First, -8f, 8f)));
        });
}
