// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.JackProbe.Results;
using NetJack2.SystemTests.Harness;
using NetJack2.TestHosts.Pairs;
using NetJack2.TestHosts.Servers;

namespace NetJack2.SystemTests.Audio;

/// <summary>Stock servers with encodings that change samples: the lag to the frame, and the noise.</summary>
/// <remarks>Slaves of one period are on one master at once.</remarks>
[TestFixture]
[Lane(Lane.Tolerant, Seconds = 70)]
[Category("Matrix")]
public class EncodingTests : SystemTest
{
    private const double LeastOfInt16 = 90;
    private const double LeastOfOpus = 12;
    private static readonly string[] s_int16 = ["-e", "int16"];

    private static IEnumerable<TestCaseData> BetweenNetJack2Cs
        => from period in (int[])[64, 128, 256, 441, 1024]
           select Case($"{period} frames, 2 channels", NetJack2Cs(period, s_int16), NetJack2Cs(period, "-O", "128"));

    private static IEnumerable<TestCaseData> BetweenNetJack2CsWithMore =>
    [
        Case("int16, 16 channels", NetJack2Cs(256, s_int16) with { Channels = 16, Latency = 5, SlaveSynchronous = false }),
        Case("int16, no latency", NetJack2Cs(256, s_int16) with { Latency = 0 }),
        Case("Opus, 16 channels", NetJack2Cs(480, "-e", "opus") with { Channels = 16, Latency = 5, SlaveSynchronous = false }),
        Case("Opus, 44100 Hz", NetJack2Cs(256, "-O", "96") with { Rate = 44_100, SlaveSynchronous = false }),
    ];

    // At most periods jack2 would die of it (D-14).
    private static IEnumerable<NetPairOptions> OpusWithJack2 =>
        from mixed in Pairings.Mixed
        from period in Choice.Of<int>([120, 480], more: [240])
        select mixed with { Period = period, SlaveSynchronous = true, DriverArguments = ["-O", "128"] };

    // Opus: a frame of 120 or 240 samples that waits to be full, and the look-ahead of 120, both ways.
    [TestCaseSource(nameof(BetweenNetJack2Cs))]
    [TestCaseSource(nameof(BetweenNetJack2CsWithMore))]
    [Property("Defect", "D-09, D-11, D-14, D-59, D-63")]
    public async Task Between_netjack2_cs_peers_the_noise_is_that_of_the_encoding_and_the_latency_the_published_one(NetPairOptions[] slaves)
    {
        IReadOnlyList<SoundResult> results = await MeasureAsync(slaves);
        foreach (var (result, options) in results.Zip(slaves))
        {
            int coding = IsInt16(options) ? 0 : options.Period switch { 441 => 117 + 120, 480 => 120, _ => 112 + 120 };
            int expected = options.ExpectedLag + (2 * coding);
            Assert.Multiple(() =>
            {
                Assert.That(result.SignalToNoise, Is.GreaterThan(Least(options)), result.Summary);
                Assert.That((result.Lag, result.LagMin, result.LagMax), Is.EqualTo((expected, expected, expected)), result.Summary);
                Assert.That(result.PublishedLatency, Is.EqualTo(expected), result.Summary);
            });
        }
    }

    [TestCaseSource(nameof(OpusWithJack2))]
    [Property("Defect", "D-14")]
    public async Task Opus_with_jack2_works_where_jack2_survives_it(NetPairOptions options)
    {
        SoundResult result = (await MeasureAsync([options])).Single();
        int expected = options.ExpectedLag + 240;
        Assert.That(result.SignalToNoise, Is.GreaterThan(LeastOfOpus), result.Summary);
        Assert.That((result.Lag, result.LagMin, result.LagMax), Is.EqualTo((expected, expected, expected)), result.Summary);
        // jack2 publishes its way without the look-ahead of the codec.
        if (options.Manager.IsNetJack2Cs) Assert.That(result.PublishedLatency, Is.EqualTo(result.Lag).Within(1));
    }

    [Test]
    [Property("Defect", "D-14")]
    public async Task Where_jack2_would_crash_the_session_is_rejected_with_the_periods_that_work(
        [ValueSource(typeof(Pairings), nameof(Pairings.Mixed))] NetPairOptions mixed)
    {
        await using NetPair pair = await NetPair.PrepareAsync(mixed with { SlaveSynchronous = true, DriverArguments = ["-O", "128"] });
        await pair.StartMasterAsync();
        await pair.StartSlaveAsync();
        JackServer netJack2Cs = mixed.Manager.IsNetJack2Cs ? pair.Master : pair.Slave;
        await netJack2Cs.AwaitLogAsync("periods that work: 48, 64, 96, 120, 192, 240, 480, 960", TimeSpan.FromSeconds(8));
        Assert.That((pair.Master.IsRunning, pair.Slave.IsRunning), Is.EqualTo((true, true)));
        Assert.That(await PortSnapshot.ClientsAsync(pair.MasterHost), Has.None.StartsWith(NetPair.SlaveName), "no session");
    }

    private static Task<IReadOnlyList<SoundResult>> MeasureAsync(NetPairOptions[] slaves) => Attempts.RepeatAsync(slaves[0], async () =>
    {
        await using SlaveGroup group = await SlaveGroup.StartAsync(slaves);
        int before = group.XrunLines;
        IReadOnlyList<SoundResult> run = await group.SoundAsync();
        bool isGood = run.Zip(slaves).All(pair => pair.First.SignalToNoise > Least(pair.Second) && pair.First.LagMin == pair.First.LagMax);
        int xruns = run.Max(sound => sound.Xruns) + group.XrunLines - before;
        return (run, xruns, isGood, string.Join("; ", run.Select(sound => sound.Summary)));
    });

    private static TestCaseData Case(string name, params NetPairOptions[] slaves)
        => new TestCaseData((object)slaves).SetArgDisplayNames(name);

    private static double Least(NetPairOptions options) => IsInt16(options) ? LeastOfInt16 : LeastOfOpus;

    private static bool IsInt16(NetPairOptions options) => options.DriverArguments.Contains("int16", StringComparer.Ordinal);

    private static NetPairOptions NetJack2Cs(int period, params string[] encoding)
        => Pairings.NetJack2CsOnly with { Period = period, SlaveSynchronous = true, DriverArguments = encoding };
}
