// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.JackProbe.Results;
using NetJack2.SystemTests.Harness;
using NetJack2.TestHosts.Pairs;
using NetJack2.TestHosts.Servers;

namespace NetJack2.SystemTests.Audio;

/// <summary>Stock servers with encodings that change samples: the lag to the frame, and the noise.</summary>
[TestFixture]
[Lane(Lane.Tolerant)]
[Category("Matrix")]
public class EncodingTests : SystemTest
{
    private const double LeastOfInt16 = 90;
    private const double LeastOfOpus = 12;

    private static IEnumerable<NetPairOptions> Ours(params string[] encoding)
        => from period in (int[])[64, 128, 256, 441, 1024]
           select Pair(DriverFolder.Ours, DriverFolder.Ours, period, encoding);

    private static IEnumerable<NetPairOptions> Int16 => [
        .. Ours("-e", "int16"),
        Pair(DriverFolder.Ours, DriverFolder.Ours, 256, "-e", "int16") with { Channels = 16, Latency = 5, SlaveSynchronous = false },
        Pair(DriverFolder.Ours, DriverFolder.Ours, 256, "-e", "int16") with { Latency = 0 },
    ];

    private static IEnumerable<NetPairOptions> Opus => [
        .. Ours("-O", "128"),
        Pair(DriverFolder.Ours, DriverFolder.Ours, 480, "-e", "opus") with { Channels = 16, Latency = 5, SlaveSynchronous = false },
        Pair(DriverFolder.Ours, DriverFolder.Ours, 256, "-O", "96") with { Rate = 44_100, SlaveSynchronous = false },
    ];

    // At most periods the original would die of it (D-14).
    private static IEnumerable<NetPairOptions> OpusWithOriginals =>
        from mixed in Pairings.Mixed
        from period in (int[])[120, 240, 480]
        select Pair(mixed.Manager, mixed.Driver, period, "-O", "128");

    [TestCaseSource(nameof(Int16))]
    [Property("Defect", "D-09, D-11, D-59")]
    public async Task Int16_between_ours_is_as_good_as_16_bits_are(NetPairOptions options)
    {
        SoundResult result = await MeasureAsync(options, LeastOfInt16);
        Assert.That(result.SignalToNoise, Is.GreaterThan(LeastOfInt16), result.Summary);
        AssertLag(result, options, codingDelay: 0);
    }

    // A frame of 120 or 240 samples that waits to be full, and the look-ahead of 120, both ways.
    [TestCaseSource(nameof(Opus))]
    [Property("Defect", "D-14, D-63")]
    public async Task Opus_between_ours_works_at_any_period_with_exactly_the_published_latency(NetPairOptions options)
    {
        SoundResult result = await MeasureAsync(options, LeastOfOpus);
        Assert.That(result.SignalToNoise, Is.GreaterThan(LeastOfOpus), result.Summary);
        AssertLag(result, options, codingDelay: options.Period switch { 441 => 117 + 120, 480 => 120, _ => 112 + 120 });
    }

    [TestCaseSource(nameof(OpusWithOriginals))]
    [Property("Defect", "D-14")]
    public async Task Opus_with_an_original_works_where_an_original_survives_it(NetPairOptions options)
    {
        SoundResult result = await MeasureAsync(options, LeastOfOpus);
        Assert.That(result.SignalToNoise, Is.GreaterThan(LeastOfOpus), result.Summary);
        Assert.That((result.Lag, result.LagMin, result.LagMax), Is.EqualTo((options.ExpectedLag + 240, options.ExpectedLag + 240, options.ExpectedLag + 240)), result.Summary);
        // An original publishes its way without the look-ahead of the codec.
        if (options.Manager.IsOurs) Assert.That(result.PublishedLatency, Is.EqualTo(result.Lag).Within(1));
    }

    [Test]
    [Property("Defect", "D-14")]
    public async Task Where_an_original_would_die_the_session_is_refused_with_the_periods_that_work(
        [ValueSource(typeof(Pairings), nameof(Pairings.Mixed))] NetPairOptions mixed)
    {
        NetPairOptions options = Pair(mixed.Manager, mixed.Driver, 256, "-O", "128");
        await using NetPair pair = await NetPair.PrepareAsync(options);
        await pair.StartMasterAsync();
        await pair.StartSlaveAsync();
        JackServer ours = mixed.Manager.IsOurs ? pair.Master : pair.Slave;
        await ours.AwaitLogAsync("periods that work: 48, 64, 96, 120, 192, 240, 480, 960", TimeSpan.FromSeconds(8));
        Assert.That((pair.Master.IsRunning, pair.Slave.IsRunning), Is.EqualTo((true, true)));
    }

    private static Task<SoundResult> MeasureAsync(NetPairOptions options, double least) => Attempts.RepeatAsync(options, async () =>
    {
        await using NetPair pair = await NetPair.StartAsync(options);
        int before = pair.XrunLines;
        SoundResult result = await pair.SoundAsync();
        return (result, result.Xruns + pair.XrunLines - before, result.SignalToNoise > least && result.LagMin == result.LagMax, result.Summary);
    });

    private static void AssertLag(SoundResult result, NetPairOptions options, int codingDelay)
    {
        int expected = options.ExpectedLag + (2 * codingDelay);
        Assert.That((result.Lag, result.LagMin, result.LagMax), Is.EqualTo((expected, expected, expected)), result.Summary);
        Assert.That(result.PublishedLatency, Is.EqualTo(expected), result.Summary);
    }

    private static NetPairOptions Pair(DriverFolder manager, DriverFolder driver, int period, params string[] encoding)
        => new(manager, driver) { Period = period, SlaveSynchronous = true, DriverArguments = encoding };
}
