// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.SystemTests.Harness;
using NetJack2.TestHosts;
using NetJack2.TestHosts.Hosts;
using NetJack2.TestHosts.Servers;

namespace NetJack2.SystemTests.Processors;

/// <summary>A processor without the instructions that the modules are compiled for: they report it, and jackd does not end by it.</summary>
[TestFixture]
[Lane(Lane.Untimed)]
public class OldProcessorTests : SystemTest
{
    private const string Problem = "this processor is older than x86-64-v2";
    private static readonly DriverFolder s_old = DriverFolder.NetJack2Cs.On(Emulator.Core2);

    [OneTimeSetUp]
    public void FindEmulator()
    {
        if (Emulator.Core2.Obstacle is { } obstacle) Assert.Ignore(obstacle);
    }

    [TestCase("netmanager")]
    [TestCase("netadapter")]
    [TestCase("netmesh")]
    [TestCase("audioadapter")]
    public async Task An_internal_client_is_refused_with_the_reason(string module)
    {
        await using TestNetwork network = await TestNetwork.StartAsync();
        await using JackServer server = await JackServer.StartAsync(network.Hub, s_old, JackServerArguments.Dummy(1024));

        Assert.That((await Probe.LoadAsync(network.Hub, module)).Status, Is.Not.Zero);
        Assert.That(server.Log, Does.Contain($"{module}: {Problem}"));
        Assert.That(await Probe.PortsAsync(network.Hub), Is.Not.Null, "the server still answers");
        Assert.That(server.IsRunning, Is.True, server.Log);
    }

    [Test]
    public async Task A_server_with_the_net_driver_does_not_start_and_gives_the_reason()
    {
        await using TestNetwork network = await TestNetwork.StartAsync();
        await using JackServer server = await JackServer.LaunchAsync(
            network.Hub, s_old, JackServerArguments.Net(synchronous: false));
        await server.AwaitExitAsync(TimeSpan.FromSeconds(10));

        Assert.That(server.Log, Does.Contain($"net driver: {Problem}"));
        Assert.That(server.ExitCode, Is.Positive, "it ended by itself, not by a signal");
    }
}
