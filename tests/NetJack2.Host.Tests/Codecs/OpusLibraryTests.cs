// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.Host.Codecs;
using NetJack2.Link.Coding;
using NetJack2.Link.Cycles;
using NetJack2.Link.Datagrams;
using NetJack2.Link.Formats;
using NetJack2.Protocol;
using NetJack2.Protocol.Audio;
using NetJack2.Protocol.Extension;
using NetJack2.Protocol.Session;
using NetJack2.RealTime;
using NetJack2.Sessions.Coding;

namespace NetJack2.Host.Tests.Codecs;

/// <summary>The system's libopus, as sessions use it.</summary>
public class OpusLibraryTests
{
    private static readonly OpusLibrary s_library = new();

    private static IEnumerable<SessionParameters> Usable() =>
        from rate in (int[])[44_100, 48_000, 96_000]
        from period in CustomOpusLayout.UsablePeriods(rate).ToArray()
        select Session(rate, period, Capabilities.None);

    private static IEnumerable<SessionParameters> Own() =>
        from rate in (int[])[8000, 44_100, 48_000, 192_000]
        from period in (int[])[64, 240]
        select Session(rate, period, Capabilities.All);

    [TestCaseSource(nameof(Usable))]
    [TestCaseSource(nameof(Own))]
    [Property("Defect", "D-14")]
    public void Sound_passes_and_comes_after_exactly_the_look_ahead(SessionParameters session)
    {
        ICodec codec = Open(session, complexity: 5);
        using IFrameEncoder encoder = codec.CreateEncoder();
        using IFrameDecoder decoder = codec.CreateDecoder();
        float[] sent = Sound.Coloured(12_000 / codec.FrameSize * codec.FrameSize);
        float[] heard = new float[sent.Length];
        byte[] code = new byte[codec.CodeSize];
        for (int start = 0; start < sent.Length; start += codec.FrameSize)
        {
            int length = encoder.Encode(sent.AsSpan(start, codec.FrameSize), code);
            Assert.That(length, Is.EqualTo(Math.Min(codec.CodeSize, CustomOpusLayout.MaxCodeSize)), "the rate is constant");
            decoder.Decode(code.AsSpan(0, length), heard.AsSpan(start, codec.FrameSize));
        }
        (int lag, double ratio) = Sound.Compare(sent, heard, maxLag: 250);
        TestContext.Out.WriteLine($"{codec.FrameSize} samples in {codec.CodeSize} bytes: lag {lag}, {ratio:F1} dB");
        Assert.That(lag, Is.EqualTo(codec.Lookahead));
        Assert.That(ratio, Is.GreaterThan(8));
    }

    [TestCaseSource(nameof(Usable))]
    [TestCaseSource(nameof(Own))]
    [Property("Defect", "D-13, D-14")]
    public void No_code_however_malformed_harms_the_decoder(SessionParameters session)
    {
        ICodec codec = Open(session, complexity: 0);
        using IFrameEncoder encoder = codec.CreateEncoder();
        using IFrameDecoder decoder = codec.CreateDecoder();
        var random = new Random(7);
        float[] samples = new float[codec.FrameSize];
        byte[] code = new byte[codec.CodeSize];
        for (int frame = 0; frame < 3000; frame++)
        {
            samples.AsSpan().Fill(random.NextSingle());
            int length = encoder.Encode(samples, code);
            switch (random.Next(5))
            {
                case 0:
                    random.NextBytes(code);
                    break;
                case 1:
                    code[random.Next(length)] ^= (byte)(1 << random.Next(8));
                    break;
                case 2:
                    length = random.Next(1, length + 1);
                    break;
                case 3:
                    decoder.Conceal(samples);
                    continue;
                default:
                    break;
            }
            decoder.Decode(code.AsSpan(0, length), samples);
        }
        Assert.That(samples, Has.Length.EqualTo(codec.FrameSize));
    }

    [TestCaseSource(nameof(Own))]
    public void Samples_that_are_no_sound_harm_nothing(SessionParameters session)
    {
        ICodec codec = Open(session, complexity: 10);
        using IFrameEncoder encoder = codec.CreateEncoder();
        using IFrameDecoder decoder = codec.CreateDecoder();
        byte[] code = new byte[codec.CodeSize];
        float[] heard = new float[codec.FrameSize];
        foreach (float strange in (float[])[float.NaN, float.PositiveInfinity, float.MaxValue, float.Epsilon])
        {
            float[] samples = [.. Enumerable.Range(0, codec.FrameSize).Select(index => index % 3 == 0 ? strange : 0.1f)];
            int length = encoder.Encode(samples, code);
            decoder.Decode(code.AsSpan(0, length), heard);
            Assert.That(length, Is.EqualTo(codec.CodeSize));
            Assert.That(heard.All(float.IsFinite), Is.True);
        }
        encoder.Reset();
        decoder.Reset();
        decoder.Decode(code.AsSpan(0, encoder.Encode(new float[codec.FrameSize], code)), heard);
        Assert.That(heard.Max(Math.Abs), Is.LessThan(1e-3f));
    }

    // JACK's threads have 512 KiB.
    [TestCaseSource(nameof(Usable))]
    [TestCaseSource(nameof(Own))]
    [Property("Defect", "D-63")]
    public void A_quarter_of_the_stack_of_a_thread_of_JACK_is_enough(SessionParameters session)
    {
        ICodec codec = Open(session, complexity: 10);
        float[] samples = Sound.Coloured(codec.FrameSize);
        byte[] code = new byte[codec.CodeSize];
        int length = 0;
        var thread = new Thread(
            () =>
            {
                using IFrameEncoder encoder = codec.CreateEncoder();
                using IFrameDecoder decoder = codec.CreateDecoder();
                for (int frame = 0; frame < 10; frame++)
                {
                    length = encoder.Encode(samples, code);
                    decoder.Decode(code.AsSpan(0, length), samples);
                    decoder.Conceal(samples);
                }
            },
            maxStackSize: 128 * 1024);
        thread.Start();
        thread.Join();
        Assert.That(length, Is.Positive);
    }

    // Figures of this machine are for the reader of the log; that the bound holds is what is asserted.
    [TestCase(64, 8)]
    [TestCase(256, 32)]
    [TestCase(1024, 32)]
    [Property("Defect", "D-63")]
    public void Coding_takes_no_more_of_a_period_than_was_found_when_the_session_began(int period, int channels)
    {
        SessionParameters session = Session(48_000, period, Capabilities.All) with { SendAudio = channels, ReturnAudio = channels };
        var prepared = SessionCoding.Prepare(session, s_library, isMaster: true, CodecLoad.Limit);
        if (!prepared.TryGet(out PreparedCoding? coding, out Refusal? refusal))
        {
            Assert.Ignore(refusal.ToString());
            return;
        }
        ICodec codec = coding.Codec!;
        var frames = new CodedFrames(period, codec.FrameSize);
        IFrameEncoder[] encoders = [.. Enumerable.Range(0, channels).Select(_ => codec.CreateEncoder())];
        IFrameDecoder[] decoders = [.. Enumerable.Range(0, channels).Select(_ => codec.CreateDecoder())];
        float[] samples = Sound.Coloured(codec.FrameSize);
        byte[] code = new byte[codec.CodeSize];
        var times = new List<double>();
        for (uint cycle = 0; cycle < 300; cycle++)
        {
            long start = s_library.ThreadTime;
            for (int port = 0; port < channels; port++)
            {
                for (int frame = 0; frame < frames.Completed(cycle, port); frame++)
                {
                    _ = encoders[port].Encode(samples, code);
                    decoders[port].Decode(code, samples);
                }
            }
            times.Add((s_library.ThreadTime - start) / (1e9 * period / 48_000));
        }
        Array.ForEach(encoders, encoder => encoder.Dispose());
        Array.ForEach(decoders, decoder => decoder.Dispose());
        times.Sort();
        TestContext.Out.WriteLine(
            $"{channels} channels at {period} frames: {coding.Load:P1} of a period expected at most, {times[150]:P1} in the middle, "
                + $"{times[296]:P1} in 99 of 100, {times[^1]:P1} at most");
        Assert.That(coding.Load, Is.LessThanOrEqualTo(CodecLoad.Limit));
        Assert.That(times[150], Is.LessThanOrEqualTo(coding.Load * 1.5));
    }

    // Section 7.4: 240 frames, 2 channels, 128 kbit/s.
    [Test]
    [Property("Defect", "D-14")]
    public void A_packet_has_the_layout_that_jack2_was_seen_to_send()
    {
        SessionParameters session = Session(48_000, 240, Capabilities.None);
        using var format = new Jack2Format(DirectionParameters.Send(session), Open(session, complexity: 10));
        var batch = new OutgoingBatch(format.MaxBytes, format.MaxPackets, session.Mtu);
        format.Write(batch, new OutgoingCycle(1, PortSet.First(2), PortSet.First(2)), new SoundingPorts(240), new LinkCounters());
        ReadOnlySpan<byte> audio = batch.Bytes[(48 + 8)..];
        Assert.That(audio.Length, Is.EqualTo(214));
        Assert.That((audio[48], audio[49], audio[131], audio[132]), Is.EqualTo(((byte)0, (byte)81, (byte)0, (byte)81)));
        Assert.That(Convert.ToHexString(audio[40..44]), Is.EqualTo("FFFFFFFF"), "the whole period");
    }

    private static ICodec Open(SessionParameters session, int complexity) =>
        s_library.Open(session, complexity).TryGet(out ICodec? codec, out Refusal? refusal)
            ? codec
            : throw new AssertionException(refusal.ToString());

    private static SessionParameters Session(int rate, int period, Capabilities capabilities) => new()
    {
        Mtu = 1500,
        SessionId = 1,
        SendAudio = 2,
        ReturnAudio = 2,
        SendMidi = 0,
        ReturnMidi = 0,
        SampleRate = rate,
        Period = period,
        SlaveSync = true,
        Latency = 2,
        Capabilities = capabilities,
        Encoder = SampleEncoder.Opus,
        Kilobits = 128,
    };
}
