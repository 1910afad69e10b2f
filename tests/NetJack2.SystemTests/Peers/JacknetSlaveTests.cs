// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.JackProbe.Results;
using NetJack2.SystemTests.Audio;
using NetJack2.SystemTests.Harness;
using NetJack2.TestHosts;
using NetJack2.TestHosts.Peers;
using NetJack2.TestHosts.Processes;

namespace NetJack2.SystemTests.Peers;

/// <summary>Programs that are slaves by libjacknet, with netmanager of netjack2-cs.</summary>
[TestFixture]
[Lane(Lane.Tolerant, Seconds = 85)]
[Category("Peers")]
public class JacknetSlaveTests : SystemTest
{
    [TestCaseSource(nameof(Loops))]
    public async Task Every_frame_that_it_sends_returns_after_the_published_latency_and_events_on_their_frame(
        int period, int channels, int latency)
    {
        var options = new JacknetSlaveOptions { Audio = channels, Latency = latency, Midi = 2 };
        var (audio, midi) = await LoopAsync(period, options);
        int expected = latency * period;
        Assert.Multiple(() =>
        {
            Assert.That(IsWhole(audio, period, channels), Is.True, audio.Summary);
            Assert.That(audio.Lag, Is.EqualTo(expected), audio.Summary);
            Assert.That(audio.PublishedLatency, Is.EqualTo(expected).Within(1), audio.Summary);
            foreach (MidiSizeResult size in midi.Sizes)
            {
                Assert.That(size.Sent, Is.Positive);
                Assert.That((size.Intact, size.Corrupted + size.Repeated + midi.Strangers), Is.EqualTo((size.Sent, 0L)), $"{size}");
                Assert.That((size.OffsetMin, size.OffsetMax), Is.EqualTo(((long)expected, (long)expected)), $"{size}");
            }
        });
    }

    /// <summary>It truncates, and we round: somewhat less than 16 bits.</summary>
    [TestCaseSource(nameof(Int16Loops))]
    [Property("Defect", "D-09")]
    public async Task Int16_returns_with_the_noise_of_16_bits(int period, int channels)
    {
        var options = new JacknetSlaveOptions { Audio = channels, Encoder = "int16" };
        SoundResult result = await SoundAsync(period, options, least: 80);
        Assert.That(result.SignalToNoise, Is.GreaterThan(80), result.Summary);
        Assert.That((result.LagMin, result.LagMax), Is.EqualTo((options.Latency * period, options.Latency * period)), result.Summary);
    }

    /// <summary>At periods at which libopus has a mode for it (D-14); the codec looks 120 frames ahead each way.</summary>
    [TestCase(240)]
    [TestCase(480)]
    [Property("Defect", "D-14")]
    public async Task Opus_returns_with_the_latency_of_the_codec(int period)
    {
        var options = new JacknetSlaveOptions { Encoder = "opus", Kbits = 128 };
        SoundResult result = await SoundAsync(period, options, least: 12);
        Assert.That(result.SignalToNoise, Is.GreaterThan(12), result.Summary);
        Assert.That((result.LagMin, result.LagMax), Is.EqualTo(((options.Latency * period) + 240, (options.Latency * period) + 240)),
            result.Summary);
    }

    /// <summary>Its MIDI buffers have 4 bytes a frame each (D-51), and it writes behind them what does not fit.</summary>
    [Test]
    [Property("Defect", "D-51")]
    public async Task What_does_not_fit_into_its_MIDI_buffers_is_left_out_and_does_not_harm_it()
    {
        const int Period = 64, Fitting = ((4 * Period) - 36) / 12;
        await using JacknetSlavePair pair = await JacknetSlavePair.StartAsync(Period, new JacknetSlaveOptions { Midi = 4 });
        MidiResult result = await pair.MidiAsync([3], Enumerable.Range(0, Period), every: 4);
        JacknetSlaveResult account = await pair.Slave.StopAsync();
        MidiSizeResult notes = result.Sizes.Single();
        Assert.Multiple(() =>
        {
            Assert.That(notes.Corrupted + notes.Repeated + result.Strangers, Is.Zero, $"{notes}");
            Assert.That(notes.Intact, Is.EqualTo(notes.Sent / Period * Fitting).Within(2).Percent, $"{notes}");
            Assert.That(account.State, Is.EqualTo("ended"), "not a crash");
            Assert.That(account.Restarts, Is.Zero);
        });
    }

    [Test]
    public async Task It_finds_the_manager_again_that_was_unloaded_and_loaded()
    {
        await using JacknetSlavePair pair = await JacknetSlavePair.StartAsync(256, new JacknetSlaveOptions());
        _ = await pair.LoopAsync(seconds: 0.2);
        await Probe.UnloadAsync(pair.MasterHost, "netmanager");
        await Poll.UntilAsync(() => pair.Slave.Latest?.State is "lost", TimeSpan.FromSeconds(5), "the end of the session");
        await Probe.LoadAsync(pair.MasterHost, "netmanager");
        await AssertAudioFlowsAsync(pair, 256);
        Assert.That((await pair.Slave.StopAsync()).Restarts, Is.EqualTo(1));
    }

    [TestCase(Signal.Kill)]
    [TestCase(Signal.Terminate)]
    public async Task When_it_restarts_it_is_the_same_client_with_the_same_connections(Signal end)
    {
        await using JacknetSlavePair pair = await JacknetSlavePair.StartAsync(256, new JacknetSlaveOptions());
        await Probe.WireAsync(pair.MasterHost, "system:capture_", $"{pair.ClientName}:to_slave_", 2);
        IReadOnlyList<string> before = await PortSnapshot.ReadAsync(pair.MasterHost, pair.ClientName);
        pair.Slave.Send(end);
        await Poll.UntilAsync(() => !pair.Slave.IsRunning, TimeSpan.FromSeconds(5), "its end");
        await pair.RestartSlaveAsync();
        await Poll.UntilAsync(() => pair.Slave.Latest is not null, TimeSpan.FromSeconds(5), "a session");
        Assert.That(await PortSnapshot.ReadAsync(pair.MasterHost, pair.ClientName), Is.EqualTo(before));
        await AssertAudioFlowsAsync(pair, 256);
    }

    [Test]
    public async Task After_a_change_of_the_masters_period_it_returns_with_the_new_one()
    {
        await using JacknetSlavePair pair = await JacknetSlavePair.StartAsync(256, new JacknetSlaveOptions());
        _ = await pair.LoopAsync(seconds: 0.2);
        await Probe.SetBufferSizeAsync(pair.MasterHost, 512);
        await Poll.UntilAsync(
            () => pair.Slave.Latest is { State: "connected", Period: 512 }, TimeSpan.FromSeconds(8), "a session with the new period");
        await AssertAudioFlowsAsync(pair, 512);
    }

    public static IEnumerable<object[]> Loops => Choice.Of<object[]>(
        [[64, 2, 2], [256, 2, 0], [256, 16, 5], [441, 8, 5], [1024, 16, 0]], more: [[64, 16, 0], [441, 2, 2], [1024, 2, 5]]);

    public static IEnumerable<object[]> Int16Loops => Choice.Of<object[]>([[64, 2], [256, 8], [1024, 2]], more: [[256, 2]]);

    private static async Task AssertAudioFlowsAsync(JacknetSlavePair pair, int period)
    {
        LoopResult result = await Attempts.RepeatAsync(Pairings.NetJack2CsOnly with { Period = period }, () => MeasureAsync(pair));
        Assert.That(result.IsPerfect, Is.True, result.Summary);
        Assert.That(result.Lag, Is.EqualTo(2 * period), result.Summary);
    }

    private static bool IsWhole(LoopResult audio, int period, int channels)
        => audio is { Frames: > 0, GlitchFrames: 0, Undecodable: 0 }
            && audio.SilentFrames == audio.Frames / period * Jack2FloatLayout.FramesNeverSent(period, channels);

    private static Task<(LoopResult Audio, MidiResult Midi)> LoopAsync(int period, JacknetSlaveOptions options)
        => Attempts.RepeatAsync(Pairings.NetJack2CsOnly with { Period = period, Latency = options.Latency }, async () =>
        {
            await using JacknetSlavePair pair = await JacknetSlavePair.StartAsync(period, options);
            int before = pair.Master.XrunLines;
            var (audio, midi) = await pair.LoopWithMidiAsync([3, 60], [0, period / 2, period - 1]);
            bool isGood = IsWhole(audio, period, options.Audio)
                && midi.Sizes.All(size => size is { Lost: 0, Corrupted: 0, Repeated: 0 } && size.OffsetMin == size.OffsetMax);
            return ((audio, midi), audio.Xruns + pair.Master.XrunLines - before, isGood,
                $"{audio.Summary}; {string.Join("; ", midi.Sizes)}");
        });

    private static Task<SoundResult> SoundAsync(int period, JacknetSlaveOptions options, double least)
        => Attempts.RepeatAsync(Pairings.NetJack2CsOnly with { Period = period, Latency = options.Latency }, async () =>
        {
            await using JacknetSlavePair pair = await JacknetSlavePair.StartAsync(period, options);
            int before = pair.Master.XrunLines;
            SoundResult result = await pair.SoundAsync();
            return (result, result.Xruns + pair.Master.XrunLines - before, result.SignalToNoise > least, result.Summary);
        });

    private static async Task<(LoopResult Result, int Xruns, bool IsGood, string Summary)> MeasureAsync(JacknetSlavePair pair)
    {
        int before = pair.Master.XrunLines;
        LoopResult result = await pair.LoopAsync();
        return (result, result.Xruns + pair.Master.XrunLines - before, result.IsPerfect, result.Summary);
    }
}
