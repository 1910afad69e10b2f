// SPDX-License-Identifier: GPL-2.0-or-later
using System.Text.Json;
using NetJack2.JackProbe.Results;
using NetJack2.SystemTests.Harness;
using NetJack2.TestHosts;
using NetJack2.TestHosts.Hosts;
using NetJack2.TestHosts.Peers;
using NetJack2.TestHosts.Processes;
using NetJack2.TestHosts.Servers;

namespace NetJack2.SystemTests.Programs;

/// <summary><c>netjack2 join</c> in the servers that it is for, with netmanager in a jackd.</summary>
[TestFixture]
[Lane(Lane.Tolerant, Seconds = 16)]
public class JoinProgramTests : SystemTest
{
    private const int Period = 256, Rate = 48000, Channels = 2;
    private const double MostErrorMs = 0.1;

    [TestCase(false, "-l", "auto")]
    [TestCase(true, "--wlan", "-l", "2")]
    public async Task Sound_goes_to_the_master_and_back_clean_at_the_published_latency_and_it_ends_on_request(
        bool onPipeWire, params string[] options)
    {
        if (onPipeWire && PipeWireInstallation.Obstacle is { } obstacle) Assert.Ignore(obstacle);
        await using TestNetwork network = await TestNetwork.StartAsync();
        TestHost host = network.Leaves[0];
        await using JackServer master = await JackServer.StartAsync(
            network.Hub, DriverFolder.NetJack2Cs, JackServerArguments.Dummy(Period));
        Assert.That((await Probe.LoadAsync(network.Hub, "netmanager")).Status, Is.Zero, master.Log);
        await using IAsyncDisposable server = onPipeWire
            ? await PipeWireDaemon.StartServerAsync(host, Period)
            : await JackServer.StartAsync(host, DriverFolder.Jack2, JackServerArguments.Dummy(Period));
        await using ClientProgram join = await ClientProgram.StartAsync(host, "join", ["-n", "keys", .. options]);
        await join.AwaitLogAsync("Connected to master");
        await using HostProcess through = await Probe.StartThroughAsync(network.Hub, "keys:from_slave_", "keys:to_slave_", Channels);

        await Attempts.AssertAsync(Period, async () =>
        {
            int before = master.XrunLines;
            SoundResult heard = await Probe.SoundAsync(
                host, "netadapter:playback_", "netadapter:capture_", Channels, seconds: 1, settle: 3);
            // A loop on the master goes through its client twice, and so into the next cycle.
            double error = (heard.Lag - heard.PublishedLatency - Period) * 1000.0 / Rate;
            return (
                master.XrunLines - before,
                Math.Abs(error) <= MostErrorMs && heard.LagMin == heard.LagMax,
                $"{heard.Summary}; {error:F3} ms more than published");
        });
        await Attempts.AssertAsync(Period, async () =>
        {
            int before = master.XrunLines;
            ToneResult tone = await Probe.FinishAsync(
                await Probe.StartToneAsync(host, "netadapter:playback_", "netadapter:capture_", Channels, seconds: 1, settle: 1),
                ResultsJson.Default.ToneResult, TimeSpan.FromSeconds(15));
            bool isClean = tone.Clicks == 0 && tone.LongestGap <= 1 && Math.Abs(tone.FrequencyMin - 440) < 0.01;
            return (tone.Xruns + master.XrunLines - before, isClean, tone.Summary);
        });

        JsonElement page = (await StatisticsProgram.ReadAsync(host, "list")).Single();
        Assert.That(
            (page.GetProperty("module").GetString(), page.GetProperty("server").GetString()),
            Is.EqualTo(("netadapter", onPipeWire ? "PipeWire" : "default")));
        Assert.That(await join.StopAsync(), Is.Zero, join.Log);
        Assert.That(await PortSnapshot.ReadAsync(host, "netadapter:"), Is.Empty);
    }
}
