// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.SystemTests.Harness;
using NetJack2.TestHosts;
using NetJack2.TestHosts.Hosts;
using NetJack2.TestHosts.Servers;

namespace NetJack2.SystemTests.Loading;

/// <summary>JACK activates the client of an adapter, and reports all the same that it could not.</summary>
[TestFixture]
[Lane(Lane.Untimed)]
[Property("Defect", "Fault-31")]
public class FailedActivationTests : SystemTest
{
    private static readonly TimeSpan s_limit = TimeSpan.FromSeconds(5);

    [Test]
    public async Task The_client_is_deactivated_before_what_its_thread_uses_is_freed()
    {
        await using TestHost host = await TestHost.StartAsync("studio");
        JackServerArguments arguments = JackServerArguments.Dummy(period: 64) with
        {
            Limits = ["env", $"LD_PRELOAD={BuildPaths.FaultWitness}", "NETJACK2_ACTIVATION_FAILS=1"],
        };
        await using JackServer server = await JackServer.StartAsync(host, DriverFolder.NetJack2Cs, arguments);
        for (int attempt = 0; attempt < 3; attempt++)
            Assert.That((await Probe.LoadAsync(host, "netadapter", "")).Status, Is.Not.Zero, server.Log);
        await server.AwaitLogAsync("the client whose activation failed is deactivated", s_limit);
        await server.StopAsync(s_limit);
        Assert.That(server.ExitCode, Is.Zero, server.Log);
    }
}
