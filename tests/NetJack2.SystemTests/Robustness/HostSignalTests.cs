// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.SystemTests.Harness;
using NetJack2.TestHosts;
using NetJack2.TestHosts.Hosts;
using NetJack2.TestHosts.Servers;

namespace NetJack2.SystemTests.Robustness;

/// <summary>Signals and faults of a server do what they did before netjack2-cs was loaded.</summary>
[TestFixture]
[Lane(Lane.Untimed)]
public class HostSignalTests : SystemTest
{
    private const int Period = 512;

    // Linux's numbers. The runtime stops threads by SIGRTMIN, and turns faults of managed code into exceptions: those of others go on to
    // the handler that had them before.
    private const int SigRtMin = 34;
    private static readonly int[] s_faults = [4, 5, 6, 7, 8, 11];

    [Test]
    public async Task Signals_do_in_the_server_what_they_did_before_the_modules_were_loaded()
    {
        await using TestNetwork network = await TestNetwork.StartAsync();
        await using JackServer master = await JackServer.StartAsync(
            network.Hub, DriverFolder.NetJack2Cs, JackServerArguments.Dummy(Period));
        await using JackServer jack2 = await JackServer.StartAsync(
            network.Leaves[0], DriverFolder.Jack2, JackServerArguments.Net(synchronous: false));
        (ulong ignored, ulong caught) = Signals(master);
        Assert.That((await Probe.LoadAsync(network.Hub, "netmanager")).Status, Is.Zero);
        await master.AwaitLogAsync("Listening on", TimeSpan.FromSeconds(5));
        AssertSame("manager", ignored, caught, Signals(master));

        (ignored, caught) = Signals(jack2);
        await jack2.StopAsync(TimeSpan.FromSeconds(10));
        await using JackServer slave = await JackServer.StartAsync(
            network.Leaves[0], DriverFolder.NetJack2Cs, JackServerArguments.Net(synchronous: false));
        await slave.AwaitLogAsync("net driver: Connected to master", TimeSpan.FromSeconds(5));
        AssertSame("driver", ignored, caught, Signals(slave));
    }

    [Test]
    public async Task A_fault_in_the_server_reaches_the_handler_that_it_had_before_the_modules_were_loaded([Values] bool isDriver)
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

    // A server with the .NET runtime in it has a fault in foreign code.
    private static async Task<JackServer> FaultAsync(bool isDriver, params string[] environment)
    {
        await using TestNetwork network = await TestNetwork.StartAsync();
        TestHost host = network.Hub;
        string fault = Path.Combine(host.Home, "fault");
        JackServerArguments arguments = isDriver ? JackServerArguments.Net(synchronous: false) : JackServerArguments.Dummy(Period);
        await using JackServer server = await JackServer.StartAsync(host, DriverFolder.NetJack2Cs, arguments with
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

    private static void AssertSame(string module, ulong ignored, ulong caught, (ulong Ignored, ulong Caught) now)
    {
        ulong own = s_faults.Append(SigRtMin).Aggregate(0UL, (set, signal) => set | (1UL << (signal - 1)));
        Assert.That($"{now.Ignored:x}", Is.EqualTo($"{ignored:x}"), $"{module}: what is ignored");
        Assert.That($"{now.Caught & ~own:x}", Is.EqualTo($"{caught & ~own:x}"), $"{module}: what is caught");
    }

    private static (ulong Ignored, ulong Caught) Signals(JackServer server) => (server.SignalSet("SigIgn"), server.SignalSet("SigCgt"));
}
