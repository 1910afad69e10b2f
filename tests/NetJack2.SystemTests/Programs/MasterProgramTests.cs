// SPDX-License-Identifier: GPL-2.0-or-later
using System.Diagnostics;
using NetJack2.JackProbe.Results;
using NetJack2.SystemTests.Harness;
using NetJack2.TestHosts;
using NetJack2.TestHosts.Processes;
using NetJack2.TestHosts.Servers;

namespace NetJack2.SystemTests.Programs;

/// <summary>What <c>netjack2 master</c> does when its server changes, ends and returns, and how it ends.</summary>
[TestFixture]
[Lane(Lane.Tolerant, Seconds = 35)]
public class MasterProgramTests : MasterProgramTest
{
    private static readonly ProgramSetup s_onJackd = new(OnPipeWire: false, 256, 2, 2, DriverFolder.NetJack2Cs);

    private static ProgramSetup[] Servers => [s_onJackd, s_onJackd with { OnPipeWire = true }];

    [TestCaseSource(nameof(Servers))]
    public async Task After_a_change_of_the_period_audio_returns_within_a_second_and_nothing_was_disconnected(ProgramSetup setup)
    {
        Require(setup);
        await using ProgramPair pair = await ProgramPair.StartAsync(setup);
        await using HostProcess loop = await Probe.StartLoopAsync(
            pair.MasterHost, "slave:to_slave_", "slave:from_slave_", setup.Channels, seconds: 6, settle: 0.7);
        await Task.Delay(TimeSpan.FromSeconds(2));
        IReadOnlyList<string> before = await pair.ReadPortsAsync();
        double changed = Stopwatch.GetTimestamp() * 1e6 / Stopwatch.Frequency; // CLOCK_MONOTONIC in µs, as the probe has it
        await pair.SetPeriodAsync(512);
        LoopResult result = await Probe.FinishAsync(loop, ResultsJson.Default.LoopResult, TimeSpan.FromSeconds(20));
        Assert.That(result.SoundBackAt - changed, Is.Positive.And.LessThan(1e6), $"{result.Summary}\n{pair.Master.Log}");
        await Attempts.AssertAsync(512, async () =>
        {
            var (_, xruns, isGood, summary) = await pair.LoopAsync(period: 512);
            return (xruns, isGood, summary);
        });
        Assert.That(await pair.ReadPortsAsync(), Has.Count.EqualTo(before.Count));
    }

    [TestCaseSource(nameof(Servers))]
    public async Task A_server_that_was_killed_is_waited_for_and_audio_returns(ProgramSetup setup)
    {
        Require(setup);
        await using ProgramPair pair = await ProgramPair.StartAsync(setup);
        await pair.Master.AwaitLogAsync("New slave");
        await pair.KillServerAsync();
        await pair.Master.AwaitLogAsync("The JACK server has ended; waiting for it to return");
        await Task.Delay(TimeSpan.FromSeconds(1));
        await pair.StartServerAsync();
        await AssertAudioAsync(pair);
        string[] lines = pair.Master.Errors.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.That(lines.Count(line => line.Contains("netmanager: netjack2-cs ", StringComparison.Ordinal)), Is.EqualTo(1));
        Assert.That(lines.Count(line => line.Contains("aiting for", StringComparison.Ordinal)), Is.EqualTo(1), pair.Master.Log);
    }

    [TestCaseSource(nameof(Servers))]
    public async Task On_request_it_removes_its_ports_informs_the_slave_and_succeeds(ProgramSetup setup)
    {
        Require(setup);
        await using ProgramPair pair = await ProgramPair.StartAsync(setup);
        await pair.Master.AwaitLogAsync("New slave");
        Assert.That(await pair.Master.StopAsync(), Is.Zero, pair.Master.Log);
        Assert.That(await pair.ReadPortsAsync(), Is.Empty);
        await pair.SlaveServer.AwaitLogAsync("is disconnected; ports and connections are kept", TimeSpan.FromSeconds(1));
        Assert.That((await StatisticsProgram.RunAsync(pair.MasterHost, "list")).ExitCode, Is.EqualTo(1), "a page is left");
    }

    [TestCaseSource(nameof(Servers))]
    public async Task A_second_one_of_its_name_is_refused_and_one_of_another_name_is_not(ProgramSetup setup)
    {
        Require(setup);
        await using ProgramPair pair = await ProgramPair.StartAsync(setup);
        await using (ClientProgram second = await ClientProgram.StartAsync(pair.MasterHost, "master", []))
        {
            Assert.That(await second.AwaitExitAsync(), Is.EqualTo(1), second.Log);
            Assert.That(
                second.Errors,
                Does.Contain("The JACK server has a client 'netmanager' already; choose another name with -J"));
        }

        await using ClientProgram other = await ClientProgram.StartAsync(pair.MasterHost, "master", ["-J", "other", "-p", "19001"]);
        await other.AwaitLogAsync("Listening on 225.3.19.154:19001");
        Assert.That(await other.StopAsync(Signal.Interrupt), Is.Zero, other.Log);
        await AssertAudioAsync(pair);
    }

    private static Task AssertAudioAsync(ProgramPair pair) => Attempts.AssertAsync(s_onJackd.Period, async () =>
    {
        var (_, xruns, isGood, summary) = await pair.LoopAsync();
        return (xruns, isGood, summary);
    });
}
