// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.AudioAdapter.Cards;

namespace NetJack2.AudioAdapter.Tests.Cards;

/// <summary>Samples between float and a card's formats.</summary>
public unsafe class SampleFormatsTests
{
    private static readonly SampleFormat[] s_formats = Enum.GetValues<SampleFormat>();

    [TestCase(SampleFormat.Int16, 0.5f, new byte[] { 0x00, 0x40 })]
    [TestCase(SampleFormat.Int16, -1f, new byte[] { 0x00, 0x80 })]
    [TestCase(SampleFormat.Int16, 1f, new byte[] { 0xff, 0x7f })]
    [TestCase(SampleFormat.Int24Packed, -0.5f, new byte[] { 0x00, 0x00, 0xc0 })]
    [TestCase(SampleFormat.Int24Packed, 7f, new byte[] { 0xff, 0xff, 0x7f })]
    [TestCase(SampleFormat.Int24, -0.5f, new byte[] { 0x00, 0x00, 0xc0, 0xff })]
    [TestCase(SampleFormat.Int32, 1f, new byte[] { 0xff, 0xff, 0xff, 0x7f })]
    [TestCase(SampleFormat.Int32, -7f, new byte[] { 0x00, 0x00, 0x00, 0x80 })]
    [TestCase(SampleFormat.Int32, float.NaN, new byte[] { 0x00, 0x00, 0x00, 0x00 })]
    [TestCase(SampleFormat.Float32, 0.5f, new byte[] { 0x00, 0x00, 0x00, 0x3f })]
    public void A_sample_is_little_endian_and_clamped_to_what_the_format_holds(SampleFormat format, float sample, byte[] expected)
    {
        byte[] bytes = new byte[expected.Length];
        fixed (byte* target = bytes)
            SampleFormats.Write(format, [sample], target, bytes.Length);
        Assert.That(bytes, Is.EqualTo(expected));
    }

    [Test]
    public void Plus_one_is_the_largest_number_and_not_the_smallest([ValueSource(nameof(s_formats))] SampleFormat format)
    {
        Assert.That(RoundTrip(format, 1f), Is.EqualTo(1f).Within(1f / 32_768));
    }

    [Test]
    public void What_was_captured_is_played_bit_for_bit([ValueSource(nameof(s_formats))] SampleFormat format)
    {
        var random = new Random(1);
        int size = SampleFormats.SizeOf(format);
        for (int round = 0; round < 1000; round++)
        {
            // A float has the 24 bits of all formats but the longest.
            float sample = random.Next(-0x800000, 0x800000) / 8_388_608f;
            byte[] first = new byte[size], second = new byte[size];
            float read = 0;
            fixed (byte* one = first, other = second)
            {
                SampleFormats.Write(format, [sample], one, size);
                SampleFormats.Read(format, one, size, new Span<float>(ref read));
                SampleFormats.Write(format, [read], other, size);
            }
            Assert.That(second, Is.EqualTo(first), $"{sample}");
        }
    }

    [Test]
    public void Interleaved_samples_touch_only_their_own_channel([ValueSource(nameof(s_formats))] SampleFormat format)
    {
        int size = SampleFormats.SizeOf(format);
        byte[] frames = new byte[3 * size * 4];
        fixed (byte* place = frames)
            SampleFormats.Write(format, [0.25f, 0.25f, 0.25f, 0.25f], place + size, 3 * size);
        for (int frame = 0; frame < 4; frame++)
        {
            Assert.That(frames.AsSpan(frame * 3 * size, size).ContainsAnyExcept((byte)0), Is.False);
            Assert.That(frames.AsSpan(((frame * 3) + 1) * size, size).ContainsAnyExcept((byte)0), Is.True);
            Assert.That(frames.AsSpan(((frame * 3) + 2) * size, size).ContainsAnyExcept((byte)0), Is.False);
        }
    }

    private static float RoundTrip(SampleFormat format, float sample)
    {
        byte* bytes = stackalloc byte[4];
        float read = 0;
        SampleFormats.Write(format, [sample], bytes, 4);
        SampleFormats.Read(format, bytes, 4, new Span<float>(ref read));
        return read;
    }
}
