// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.JackProbe.Results;
using NetJack2.SystemTests.Harness;
using NetJack2.TestHosts;
using NetJack2.TestHosts.Hosts;
using NetJack2.TestHosts.Processes;
using NetJack2.TestHosts.Servers;

namespace NetJack2.SystemTests.Robustness;

/// <summary>Hosts that give less than usual, or are asked for more.</summary>
[TestFixture]
[Lane(Lane.Tolerant, Seconds = 24)]
public class HostTests : SystemTest
{
    private const int Period = 512, Latency = 5;

    public static IEnumerable<TestCaseData> Limits
    {
        get
        {
            yield return new TestCaseData((string[])["prlimit", "--memlock=268435456", "setpriv", "--bounding-set=-ipc_lock"], (string[])[])
                .SetArgDisplayNames("256 MiB to lock");
            yield return new TestCaseData((string[])["prlimit", "--as=2147483648"], (string[])[])
                .SetArgDisplayNames("2 GiB of address space");
            yield return new TestCaseData((string[])[], (string[])["-r"]).SetArgDisplayNames("no real-time priority");
        }
    }

    [TestCaseSource(nameof(Limits))]
    public async Task Sixteen_channels_go_round_on_servers_with(string[] limits, string[] options)
    {
        if (!await CanSetAsync(limits))
            Assert.Ignore("a container without CAP_SYS_RESOURCE cannot raise this limit: run where it may be as high");
        LoopResult result = await Attempts.RepeatAsync(Pairings.NetJack2CsOnly with { Period = Period }, async () =>
        {
            await using TestNetwork network = await TestNetwork.StartAsync();
            JackServerArguments Limited(JackServerArguments arguments) => arguments with { Limits = limits, Server = options };
            await using JackServer master = await StartMasterAsync(network.Hub, Limited);
            await using JackServer slave = await StartSlaveAsync(network.Leaves[0], 16, Limited);
            LoopResult run = await Probe.LoopAsync(network.Hub, "slave1:to_slave_", "slave1:from_slave_", 16, seconds: 1.5);
            return (run, run.Xruns + master.XrunLines + slave.XrunLines, run.IsPerfect, run.Summary);
        });
        Assert.That(result.Lag, Is.EqualTo(Latency * Period), result.Summary);
        Assert.That(result.IsPerfect, Is.True, result.Summary);
    }

    [Test]
    public async Task Eight_slaves_of_16_channels_lose_no_frame()
    {
        const int Slaves = 8, Channels = 16;
        LoopResult result = await Attempts.RepeatAsync(Pairings.NetJack2CsOnly with { Period = 1024 }, async () =>
        {
            await using TestNetwork network = await TestNetwork.StartAsync(Slaves);
            await using JackServer master = await StartMasterAsync(network.Hub, arguments => arguments, period: 1024);
            List<JackServer> slaves = [];
            List<HostProcess> loops = [];
            try
            {
                foreach (TestHost leaf in network.Leaves) slaves.Add(await StartSlaveAsync(leaf, Channels, arguments => arguments));
                foreach (TestHost leaf in network.Leaves)
                {
                    loops.Add(await Probe.StartLoopAsync(
                        network.Hub, $"{leaf.Name}:to_slave_", $"{leaf.Name}:from_slave_", Channels, seconds: 3, settle: 3));
                }

                List<LoopResult> results = [];
                foreach (HostProcess loop in loops)
                    results.Add(await Probe.FinishAsync(loop, ResultsJson.Default.LoopResult, TimeSpan.FromSeconds(15)));
                LoopResult worst = results.MaxBy(each => each.WrongFrames)!;
                Assert.That(results.Select(each => each.Lag), Is.All.EqualTo(Latency * 1024));
                return (worst, worst.Xruns + master.XrunLines + slaves.Sum(slave => slave.XrunLines), worst.IsPerfect, worst.Summary);
            }
            finally
            {
                foreach (JackServer slave in slaves) await slave.DisposeAsync();
            }
        });
        Assert.That(result.IsPerfect, Is.True, result.Summary);
    }

    private static async Task<bool> CanSetAsync(string[] limits)
    {
        await using HostProcess trial = await HostProcess.StartAsync("limits", [.. limits, "true"]);
        await trial.AwaitExitAsync(TimeSpan.FromSeconds(5));
        return trial.ExitCode == 0;
    }

    private static async Task<JackServer> StartMasterAsync(
        TestHost hub, Func<JackServerArguments, JackServerArguments> change, int period = Period)
    {
        JackServer master = await JackServer.StartAsync(
            hub, DriverFolder.NetJack2Cs, change(JackServerArguments.Dummy(period, synchronous: true)));
        Assert.That((await Probe.LoadAsync(hub, "netmanager")).Status, Is.Zero, master.Log);
        return master;
    }

    private static async Task<JackServer> StartSlaveAsync(
        TestHost leaf, int channels, Func<JackServerArguments, JackServerArguments> change)
    {
        JackServer slave = await JackServer.StartAsync(leaf, DriverFolder.NetJack2Cs, change(JackServerArguments.Net(
            synchronous: false, ["-n", leaf.Name, "-C", $"{channels}", "-P", $"{channels}", "-l", $"{Latency}"])));
        await Probe.WireAsync(leaf, "system:capture_", "system:playback_", channels);
        return slave;
    }
}
