// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.JackProbe.Results;
using NetJack2.SystemTests.Harness;
using NetJack2.SystemTests.Sessions;
using NetJack2.TestHosts;
using NetJack2.TestHosts.Hosts;
using NetJack2.TestHosts.Pairs;
using NetJack2.TestHosts.Servers;

namespace NetJack2.SystemTests.Processors;

/// <summary>The modules for arm64 in Debian's jackd for arm64, which qemu runs: right, but not fast.</summary>
/// <remarks>Only where <c>scripts/test.sh --all</c> has built them.</remarks>
[TestFixture]
[Lane(Lane.Tolerant, Seconds = 40)]
public class Arm64Tests : SystemTest
{
    private const int Period = 1024;
    private const string MasterAddress = "10.77.0.1";

    [OneTimeSetUp]
    public void FindEmulator()
    {
        if (!Choice.IsFull) Assert.Ignore("scripts/test.sh --all builds for arm64");
        if (Emulator.Arm64.Obstacle is { } obstacle) Assert.Ignore(obstacle);
    }

    [TestCase("netmanager", "-p 19114")]
    [TestCase("netadapter", "-p 19114")]
    [TestCase("audioadapter", "-d null")]
    public async Task An_internal_client_is_loaded_and_unloaded_and_loaded_again(string module, string arguments)
    {
        await using TestNetwork network = await TestNetwork.StartAsync();
        await using JackServer server = await JackServer.StartAsync(network.Hub, DriverFolder.Arm64, JackServerArguments.Dummy(Period));

        Assert.That((await Probe.LoadAsync(network.Hub, module, arguments)).Status, Is.Zero, server.Log);
        Assert.That((await Probe.ReloadAsync(network.Hub, module, times: 2, pause: 0.3, arguments)).Status, Is.Zero, server.Log);
        Assert.That(server.Log, Does.Contain($"{module}: netjack2-cs").And.Not.Contain("internal error"));
        Assert.That(server.IsRunning, Is.True, server.Log);
    }

    [TestCaseSource(nameof(Pairs))]
    public async Task Every_frame_of_a_session_is_right(NetPairOptions options)
    {
        LoopResult result = await Attempts.LoopAsync(options);

        Assert.That(result.IsPerfect, Is.True, result.Summary);
        Assert.That(result.Lag, Is.EqualTo(options.ExpectedLag), result.Summary);
    }

    // A position has another layout in the memory of either server.
    [TestCaseSource(nameof(MixedPairs))]
    public async Task Transport_and_tempo_are_those_of_the_other_processor(NetPairOptions options)
    {
        var (master, slave) = await TransportWatch.WatchAsync(
            options, 2.5, masterPlan: "start@0.5,locate:480000@1.2", masterMore: ["--tempo", "133"]);

        TransportWatch.AssertSame(master, slave);
        Assert.That(slave.Cycles[^1].Tempo, Is.EqualTo(133));
        Assert.That(slave.Cycles[^1].Frame, Is.GreaterThan(480_000));
        Assert.That(slave.Cycles[^1].Beats, Is.EqualTo(slave.Cycles[^1].Frame * 133 / (60.0 * slave.Rate)).Within(0.01));
    }

    [TestCaseSource(nameof(MixedPairs))]
    public async Task Requests_of_the_slave_are_executed_by_the_master(NetPairOptions options)
    {
        var (master, slave) = await TransportWatch.WatchAsync(options, 2.5, slavePlan: "locate:96000@0.3,start@0.6");

        TransportWatch.AssertSame(master, slave);
        Assert.That(master.Cycles[^1].State, Is.EqualTo(TransportWatch.Rolling));
        Assert.That(master.Cycles[^1].Frame, Is.GreaterThan(96_000));
    }

    // The number is read from jackd's memory.
    [Test]
    public async Task The_number_of_ports_of_the_server_is_known()
    {
        await using TestNetwork network = await TestNetwork.StartAsync();
        await using JackServer server = await JackServer.StartAsync(
            network.Hub, DriverFolder.Arm64, JackServerArguments.Dummy(Period) with { Server = ["-p", "256"] });
        Assert.That((await Probe.LoadAsync(network.Hub, "netmanager")).Status, Is.Zero, server.Log);
        await using JackServer slave = await JackServer.StartAsync(
            network.Leaves[0],
            DriverFolder.NetJack2Cs,
            JackServerArguments.Net(synchronous: false, "-C", "120", "-P", "120", "-a", MasterAddress));
        await server.AwaitLogAsync("of 256 are in use, and 32 are left to programs of this computer", TimeSpan.FromSeconds(10));
    }

    public static IEnumerable<NetPairOptions> Pairs => [.. MixedPairs, Pair(DriverFolder.Arm64, DriverFolder.Arm64)];

    public static IEnumerable<NetPairOptions> MixedPairs =>
        [Pair(DriverFolder.Arm64, DriverFolder.NetJack2Cs), Pair(DriverFolder.NetJack2Cs, DriverFolder.Arm64)];

    // Not by the group: qemu 7.2 joins it on a wrong interface.
    private static NetPairOptions Pair(DriverFolder manager, DriverFolder driver)
        => new(manager, driver) { Period = Period, Latency = 2, Channels = 2, DriverArguments = ["-a", MasterAddress] };
}
