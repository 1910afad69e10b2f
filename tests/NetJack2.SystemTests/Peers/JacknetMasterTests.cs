// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.JackProbe.Results;
using NetJack2.SystemTests.Audio;
using NetJack2.SystemTests.Harness;
using NetJack2.TestHosts;
using NetJack2.TestHosts.Hosts;
using NetJack2.TestHosts.Pairs;
using NetJack2.TestHosts.Peers;
using NetJack2.TestHosts.Processes;
using NetJack2.TestHosts.Servers;

namespace NetJack2.SystemTests.Peers;

/// <summary>Programs that are masters by libjacknet, with the net driver of netjack2-cs.</summary>
[TestFixture]
[Lane(Lane.Tolerant, Seconds = 55)]
[Category("Peers")]
public class JacknetMasterTests : SystemTest
{
    private const double Seconds = 1.5, Settle = 1.5;

    [TestCase(64, 2, 2)]
    [TestCase(256, 16, 5)]
    [TestCase(441, 2, 2)]
    [TestCase(1024, 16, 5)]
    public async Task Every_frame_that_it_sends_returns_after_the_latency_and_events_on_their_frame(int period, int channels, int latency)
    {
        NetPairOptions options = Options(period, channels, latency) with { MidiChannels = 2 };
        JacknetMasterResult result = await MeasureAsync(options);
        Assert.Multiple(() =>
        {
            Assert.That((result.SendAudio, result.ReturnAudio, result.Errors), Is.EqualTo((channels, channels, 0)));
            Assert.That(IsWhole(result.Audio, options), Is.True, result.Audio.Summary);
            Assert.That(result.Audio.Lag, Is.EqualTo(latency * period), result.Audio.Summary);
            Assert.That(result.MidiSent, Is.Positive);
            Assert.That((result.MidiIntact, result.MidiWrong), Is.EqualTo((result.MidiSent, 0L)));
        });
    }

    [Test]
    public async Task Without_latency_every_frame_returns_in_its_own_cycle()
    {
        NetPairOptions options = Options(256, 2, 0);
        JacknetMasterResult result = await MeasureAsync(options);
        Assert.That(IsWhole(result.Audio, options), Is.True, result.Audio.Summary);
        Assert.That((result.Audio.Lag, result.Errors), Is.EqualTo((0L, 0)), result.Audio.Summary);
    }

    /// <summary>An asynchronous server returns what its clients made in the period before.</summary>
    [Test]
    public async Task An_asynchronous_server_adds_a_period()
    {
        NetPairOptions options = Options(256, 2, 2) with { SlaveSynchronous = false };
        JacknetMasterResult result = await MeasureAsync(options);
        Assert.That(IsWhole(result.Audio, options), Is.True, result.Audio.Summary);
        Assert.That(result.Audio.Lag, Is.EqualTo(options.ExpectedLag), result.Audio.Summary);
    }

    /// <summary>With partial cycles it keeps the returned audio in rings, and takes as much as it wants.</summary>
    /// <remarks>Its rings work only where their length, which follows from the latency, is a power of two (D-51).</remarks>
    [TestCase(256, 2)]
    [TestCase(256, 4)]
    [TestCase(128, 2)]
    public async Task With_partial_cycles_every_frame_returns(int slice, int latency)
    {
        NetPairOptions options = Options(256, 2, latency);
        JacknetMasterResult result = await MeasureAsync(options, slice);
        Assert.That(IsWhole(result.Audio, options), Is.True, result.Audio.Summary);
        Assert.That((result.Audio.Lag, result.Errors), Is.EqualTo(((long)latency * slice, 0)), result.Audio.Summary);
    }

    [TestCase(64)]
    [TestCase(256)]
    [TestCase(1024)]
    [Property("Defect", "D-09")]
    public async Task Every_frame_returns_in_int16_too(int period)
    {
        NetPairOptions options = Options(period, 2, 2) with { DriverArguments = ["-e", "int16"] };
        JacknetMasterResult result = await MeasureAsync(options);
        Assert.That(IsWhole(result.Audio, options), Is.True, result.Audio.Summary);
        Assert.That(result.Audio.Lag, Is.EqualTo(2 * period), result.Audio.Summary);
    }

    /// <summary>It repeats the -1 that a driver without options asks for MIDI ports.</summary>
    [Test]
    [Property("Defect", "D-51")]
    public async Task A_driver_that_leaves_the_MIDI_ports_to_it_has_none()
    {
        NetPairOptions options = Options(256, 2, 2) with { MidiChannels = -1 };
        JacknetMasterResult result = await MeasureAsync(options);
        Assert.That(IsWhole(result.Audio, options), Is.True, result.Audio.Summary);
    }

    [Test]
    public async Task When_a_master_has_ended_the_driver_finds_the_next_one()
    {
        NetPairOptions options = Options(256, 2, 2);
        await using Bench bench = await Bench.StartAsync(options);
        _ = await bench.RunAsync(seconds: 0.2);
        IReadOnlyList<string> before = await PortSnapshot.ReadAsync(bench.SlaveHost, "system:");
        JacknetMasterResult again = await Attempts.RepeatAsync(options, () => MeasureAsync(bench, slice: 0));
        Assert.That(IsWhole(again.Audio, options), Is.True, again.Audio.Summary);
        Assert.That(await PortSnapshot.ReadAsync(bench.SlaveHost, "system:"), Is.EqualTo(before));
    }

    private static NetPairOptions Options(int period, int channels, int latency)
        => Pairings.NetJack2CsOnly with { Period = period, Channels = channels, Latency = latency, SlaveSynchronous = true };

    private static bool IsWhole(LoopResult audio, NetPairOptions options)
        => audio.Frames > 0 && audio.GlitchFrames == 0 && audio.Undecodable == 0
            && audio.SilentFrames == audio.Frames / options.Period * Jack2FloatLayout.FramesNeverSent(options.Period, options.Channels);

    private static Task<JacknetMasterResult> MeasureAsync(NetPairOptions options, int slice = 0)
        => Attempts.RepeatAsync(options, async () =>
        {
            await using Bench bench = await Bench.StartAsync(options);
            return await MeasureAsync(bench, slice);
        });

    private static async Task<(JacknetMasterResult Result, int Xruns, bool IsGood, string Summary)> MeasureAsync(Bench bench, int slice)
    {
        int before = bench.Slave.XrunLines;
        JacknetMasterResult result = await bench.RunAsync(Seconds, slice);
        bool isGood = IsWhole(result.Audio, bench.Options) && result.MidiIntact == result.MidiSent && result.MidiWrong == 0;
        string summary = $"{result.Audio.Summary}; MIDI {result.MidiIntact} of {result.MidiSent}, {result.MidiWrong} wrong; "
            + $"{result.Errors} errors";
        return (result, result.Audio.Xruns + bench.Slave.XrunLines - before, isGood, summary);
    }

    /// <summary>The net driver of netjack2-cs on a host, sending back what comes, and another host for the master.</summary>
    private sealed class Bench(NetPairOptions options, TestNetwork network, JackServer slave) : IAsyncDisposable
    {
        private HostProcess? _through;

        public NetPairOptions Options => options;

        public JackServer Slave => slave;

        public TestHost SlaveHost => network.Leaves[0];

        public static async Task<Bench> StartAsync(NetPairOptions options)
        {
            TestNetwork network = await TestNetwork.StartAsync();
            JackServer slave = await JackServer.StartAsync(network.Leaves[0], options.Driver, options.SlaveArguments("slave"));
            return new Bench(options, network, slave);
        }

        /// <summary>Runs a master to its end.</summary>
        public async Task<JacknetMasterResult> RunAsync(double seconds, int slice = 0)
        {
            // A counter of 12 bits is still one after a conversion to 16 bits.
            await using HostProcess master = await JacknetMaster.StartAsync(
                network.Hub, options.Period, seconds, Settle, slice, options.DriverArguments.Count == 0 ? 23 : 12);
            _through ??= await Probe.StartThroughAsync(SlaveHost, "system:capture_", "system:playback_", options.Channels);
            for (int i = 1; i <= options.MidiChannels; i++)
                await Probe.WireAsync(SlaveHost, $"system:midi_capture_{i}", $"system:midi_playback_{i}", channels: 0);
            return await JacknetMaster.FinishAsync(master, seconds + Settle + 10);
        }

        public async ValueTask DisposeAsync()
        {
            if (_through is not null) await _through.DisposeAsync();
            await slave.DisposeAsync();
            await network.DisposeAsync();
        }
    }
}
