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
public class HostTests : SystemTest
{
    private const int Period = 512, Latency = 5;

    // Linux's numbers. The runtime stops threads by SIGRTMIN, and turns faults of managed code into exceptions:
    // those of others go on to whom they went to before.
    private const int SigRtMin = 34;
    private static readonly int[] s_faults = [4, 5, 6, 7, 8, 11];

    public static IEnumerable<TestCaseData> Limits
    {
        get
        {
            yield return new TestCaseData(
                (string[])["prlimit", "--memlock=536870912", "setpriv", "--bounding-set=-ipc_lock"],
                (string[])[]).SetArgDisplayNames("512 MiB to lock");
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
        LoopResult result = await Attempts.RepeatAsync(Pairings.OursOnly with { Period = Period }, async () =>
        {
            await using TestNetwork network = await TestNetwork.StartAsync();
            await using JackServer master = await StartMasterAsync(
                network.Hub, arguments => arguments with { Limits = limits, Server = options });
            await using JackServer slave = await StartSlaveAsync(
                network.Leaves[0], 16, arguments => arguments with { Limits = limits, Server = options });
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
        LoopResult result = await Attempts.RepeatAsync(Pairings.OursOnly with { Period = 1024 }, async () =>
        {
            await using TestNetwork network = await TestNetwork.StartAsync(Slaves);
            await using JackServer master = await StartMasterAsync(network.Hub, arguments => arguments, period: 1024);
            List<JackServer> slaves = [];
            List<HostProcess> loops = [];
            try
            {
                foreach (TestHost leaf in network.Leaves) slaves.Add(await StartSlaveAsync(leaf, Channels, arguments => arguments));
                foreach (TestHost leaf in network.Leaves)
                    loops.Add(await Probe.StartLoopAsync(
                        network.Hub, $"{leaf.Name}:to_slave_", $"{leaf.Name}:from_slave_", Channels, seconds: 3, settle: 3));
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

    [Test]
    public async Task With_all_processors_busy_a_session_loses_no_frame()
    {
        await using ProcessorLoops work = await ProcessorLoops.StartBusyAsync();
        LoopResult result = await Attempts.LoopAsync(Pairings.OursOnly with { Period = Period, Latency = Latency, Channels = 16 });
        Assert.That(result.IsPerfect, Is.True, result.Summary);
    }

    [Test]
    public async Task What_signals_do_in_the_server_is_what_they_did_before_our_modules_came()
    {
        await using TestNetwork network = await TestNetwork.StartAsync();
        await using JackServer master = await JackServer.StartAsync(network.Hub, DriverFolder.Ours, JackServerArguments.Dummy(Period));
        await using JackServer original = await JackServer.StartAsync(
            network.Leaves[0], DriverFolder.Original, JackServerArguments.Net(synchronous: false));
        (ulong ignored, ulong caught) = Signals(master);
        Assert.That((await Probe.LoadAsync(network.Hub, "netmanager")).Status, Is.Zero);
        await master.AwaitLogAsync("Listening on", TimeSpan.FromSeconds(5));
        AssertSame("manager", ignored, caught, Signals(master));

        (ignored, caught) = Signals(original);
        await original.StopAsync(TimeSpan.FromSeconds(10));
        await using JackServer slave = await JackServer.StartAsync(
            network.Leaves[0], DriverFolder.Ours, JackServerArguments.Net(synchronous: false));
        await slave.AwaitLogAsync("net driver: Connected to master", TimeSpan.FromSeconds(5));
        AssertSame("driver", ignored, caught, Signals(slave));
    }

    [Test]
    public async Task A_fault_in_the_server_goes_to_the_handler_that_it_had_before_our_modules_came([Values] bool isDriver)
    {
        JackServer server = await FaultAsync(isDriver, "NETJACK2_FAULT_HANDLED=1");
        Assert.That(server.Log, Does.Contain("the host's own handler has the fault"));
        Assert.That(server.ExitCode, Is.EqualTo(66), server.Log);
    }

    [Test]
    public async Task A_fault_in_a_server_without_a_handler_ends_it_as_ever([Values] bool isDriver)
    {
        const int Fault = 11;
        JackServer server = await FaultAsync(isDriver);
        Assert.That(server.ExitCode, Is.EqualTo(-Fault), server.Log);
    }

    // A server with our runtime in it has a fault in code that is not ours.
    private static async Task<JackServer> FaultAsync(bool isDriver, params string[] environment)
    {
        await using TestNetwork network = await TestNetwork.StartAsync();
        TestHost host = network.Hub;
        string fault = Path.Combine(host.Home, "fault");
        JackServerArguments arguments = isDriver ? JackServerArguments.Net(synchronous: false) : JackServerArguments.Dummy(Period);
        await using JackServer server = await JackServer.StartAsync(host, DriverFolder.Ours, arguments with
        {
            Limits = ["env", $"LD_PRELOAD={BuildPaths.FaultWitness}", $"NETJACK2_FAULT_WHEN={fault}", .. environment],
        });
        if (!isDriver)
            Assert.That((await Probe.LoadAsync(host, "netmanager")).Status, Is.Zero);
        await server.AwaitLogAsync(isDriver ? "net driver: " : "Listening on", TimeSpan.FromSeconds(5));
        Assert.That(server.SignalSet("SigCgt") & (1UL << (SigRtMin - 1)), Is.Not.Zero, "the runtime is there");
        await File.WriteAllTextAsync(fault, "");
        await server.AwaitExitAsync(TimeSpan.FromSeconds(5));
        return server;
    }

    private static async Task<bool> CanSetAsync(string[] limits)
    {
        await using HostProcess trial = await HostProcess.StartAsync("limits", [.. limits, "true"]);
        await trial.AwaitExitAsync(TimeSpan.FromSeconds(5));
        return trial.ExitCode == 0;
    }

    private static void AssertSame(string module, ulong ignored, ulong caught, (ulong Ignored, ulong Caught) now)
    {
        ulong ours = s_faults.Append(SigRtMin).Aggregate(0UL, (set, signal) => set | (1UL << (signal - 1)));
        Assert.That($"{now.Ignored:x}", Is.EqualTo($"{ignored:x}"), $"{module}: what is ignored");
        Assert.That($"{now.Caught & ~ours:x}", Is.EqualTo($"{caught & ~ours:x}"), $"{module}: what is caught");
    }

    private static (ulong Ignored, ulong Caught) Signals(JackServer server) => (server.SignalSet("SigIgn"), server.SignalSet("SigCgt"));

    private static async Task<JackServer> StartMasterAsync(
        TestHost hub, Func<JackServerArguments, JackServerArguments> change, int period = Period)
    {
        JackServer master = await JackServer.StartAsync(
            hub, DriverFolder.Ours, change(JackServerArguments.Dummy(period, synchronous: true)));
        Assert.That((await Probe.LoadAsync(hub, "netmanager")).Status, Is.Zero, master.Log);
        return master;
    }

    private static async Task<JackServer> StartSlaveAsync(
        TestHost leaf, int channels, Func<JackServerArguments, JackServerArguments> change)
    {
        JackServer slave = await JackServer.StartAsync(leaf, DriverFolder.Ours, change(JackServerArguments.Net(
            synchronous: false, ["-n", leaf.Name, "-C", $"{channels}", "-P", $"{channels}", "-l", $"{Latency}"])));
        await Probe.WireAsync(leaf, "system:capture_", "system:playback_", channels);
        return slave;
    }
}
