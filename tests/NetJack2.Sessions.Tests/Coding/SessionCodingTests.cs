// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.Link.Coding;
using NetJack2.Protocol.Extension;
using NetJack2.Protocol.Session;
using NetJack2.RealTime;
using NetJack2.Sessions.Coding;
using NetJack2.World;

namespace NetJack2.Sessions.Tests.Coding;

public class SessionCodingTests
{
    private static readonly SessionParameters s_opus = ExampleSession.Parameters with
    {
        Encoder = SampleEncoder.Opus,
        Kilobits = 128,
        Period = 240,
    };

    private static readonly SessionParameters s_int16 = ExampleSession.Parameters with { Encoder = SampleEncoder.Int16 };

    [TestCase(128)]
    [TestCase(256)]
    [TestCase(441)]
    [TestCase(512)]
    [TestCase(1024)]
    [Property("Defect", "D-14")]
    public void A_period_at_which_jack2_would_crash_is_rejected_with_those_that_work(int period)
        => Assert.That(
            Problem(s_opus with { Period = period }),
            Does.Contain($"does not work at {period} frames").And.Contain("48, 64, 96, 120, 192, 240, 480, 960"));

    [TestCase(32_000)]
    [TestCase(192_000)]
    [Property("Defect", "D-14")]
    public void A_rate_at_which_no_period_is_known_to_work_is_refused_with_those_that_have_some(int sampleRate)
        => Assert.That(Problem(s_opus with { SampleRate = sampleRate }), Does.Contain("44100, 48000 and 96000"));

    [Test]
    [Property("Defect", "D-14")]
    public void Between_netjack2_cs_peers_every_period_and_rate_can_be_Opus(
        [Values(16, 64, 128, 256, 441, 512, 1024, 8192)] int period, [Values(8000, 44_100, 192_000)] int sampleRate)
        => Assert.That(Problem(s_opus with { Period = period, SampleRate = sampleRate, Capabilities = Capabilities.All }), Is.Null);

    [TestCase(16, 1024)]
    [TestCase(24, 256)]
    [Property("Defect", "D-07")]
    public void Counts_of_channels_whose_packets_exceed_jack2s_buffers_are_rejected(int channels, int period)
    {
        SessionParameters session = s_int16 with { Period = period, ReturnAudio = channels };
        Assert.That(Problem(session), Does.Contain($"{channels} channels at {period} frames").And.Contain("exceed the MTU of 1500"));
        Assert.That(Problem(session with { Capabilities = Capabilities.All }), Is.Null);
        Assert.That(Problem(session with { Encoder = SampleEncoder.Float }), Is.Null);
    }

    [Test]
    [Property("Defect", "D-07")]
    public void Counts_of_Opus_channels_whose_packets_exceed_jack2s_buffers_are_rejected()
        => Assert.That(Problem(s_opus with { SendAudio = 65 }), Does.Contain("exceed the MTU"));

    [Test]
    public void Too_few_kilobits_for_a_frame_are_refused()
        => Assert.That(Problem(s_opus with { Period = 48, Kilobits = 8 }), Does.Contain("8 kbit/s are too few").And.Contain("-O"));

    [Test]
    public void A_host_without_the_codec_is_reported_as_such()
        => Assert.That(
            SessionCoding.Prepare(s_opus, new FakeCodecs { Problem = "no such library" }, true, 1).Refusal?.ToString(),
            Is.EqualTo("no such library"));

    [Test]
    public void Without_Opus_no_codec_is_looked_for([Values(SampleEncoder.Float, SampleEncoder.Int16)] SampleEncoder encoder)
    {
        var library = new FakeCodecs();
        Result<PreparedCoding> prepared = SessionCoding.Prepare(ExampleSession.Parameters with { Encoder = encoder }, library, true, 0);
        Assert.That(prepared.TryGet(out PreparedCoding? coding, out _), Is.True);
        Assert.That((library.Asked.Count, coding!.Session.CodingDelay, coding.Codec, coding.Load), Is.EqualTo((0, 0, (ICodec?)null, 0.0)));
    }

    // A period of 240 frames is 5 ms. 2 ports out and 2 back are 4 frames; at complexity c each takes 100 µs · (c + 1).
    [TestCase(0.5, 5)]
    [TestCase(0.88, 10)]
    [TestCase(0.08, 0)]
    [Property("Defect", "D-63")]
    public void The_highest_complexity_is_taken_that_fits(double available, int complexity)
    {
        var library = new FakeCodecs { FrameTime = 100_000 };
        Assert.That(SessionCoding.Prepare(s_opus, library, true, available).TryGet(out PreparedCoding? coding, out _), Is.True);
        Assert.That(library.Asked, Has.Count.LessThanOrEqualTo(5).And.Contain(complexity));
        Assert.That(coding!.Load, Is.EqualTo(4 * 0.1 * (complexity + 1) / 5).Within(1e-9).And.LessThanOrEqualTo(available));
    }

    [Test]
    [Property("Defect", "Fault-32")]
    public void Announcements_with_ever_other_bit_rates_are_measured_a_few_times()
    {
        var library = new FakeCodecs { FrameTime = 1_000_000, DependsOnBitRate = true };
        long before = library.ThreadTime;
        for (int kilobits = 8; kilobits <= 512; kilobits++)
            Assert.That(SessionCoding.Prepare(s_opus with { Kilobits = kilobits }, library, true, 0.01).Refusal, Is.Not.Null);
        double measured = (library.ThreadTime - before) / 1e6 / (2 * 7 * 8); // complexity + 1 for each kind of frame that was timed
        Assert.That(measured, Is.LessThan(7 * (11 + 5 + 3 + 2 + 1)));
    }

    [Test]
    [Property("Defect", "D-63")]
    public void What_does_not_fit_at_all_is_refused_with_what_it_would_take()
        => Assert.That(
            SessionCoding.Prepare(s_opus, new FakeCodecs { FrameTime = 1_000_000 }, true, 0.5).Refusal?.ToString(),
            Does.Contain("2 channels to the slave and 2 back").And.Contain("80").And.Contain("50").And.Contain("fewer channels"));

    [Test]
    public void The_delay_of_coding_is_in_the_latencies_of_audio_and_not_of_MIDI()
    {
        SessionParameters session = FakeCodecs.Prepare(s_opus with { Period = 64, Latency = 3, Capabilities = Capabilities.All }).Session;
        Assert.That(session.CodingDelay, Is.EqualTo(112 + 7));
        Assert.That(
            (session.SendLatencyFrames, session.ReturnLatencyFrames, session.RoundTripFrames),
            Is.EqualTo((96 + 119, 160 + 119, 256 + 238)));
        Assert.That(
            (session.MidiSendLatencyFrames, session.MidiReturnLatencyFrames, session.MidiRoundTripFrames), Is.EqualTo((96, 160, 256)));
    }

    private static string? Problem(SessionParameters session) =>
        SessionCoding.Prepare(session, new FakeCodecs(), isMaster: true, 1).Refusal?.ToString();
}
