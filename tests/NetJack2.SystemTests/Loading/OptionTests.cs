// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.SystemTests.Harness;
using NetJack2.TestHosts;
using NetJack2.TestHosts.Hosts;
using NetJack2.TestHosts.Servers;

namespace NetJack2.SystemTests.Loading;

/// <summary>Options that cannot be meant are refused, and the log says which.</summary>
[TestFixture]
[Lane(Lane.Untimed)]
public class OptionTests : SystemTest
{
    private static readonly TimeSpan s_limit = TimeSpan.FromSeconds(5);

    [TestCase("-l", "31", "network latency is limited to 30")] // the original's words
    [TestCase("-C", "256", "256")]
    [TestCase("-P", "1000", "1000")]
    [TestCase("-M", "100", "100")]
    [TestCase("-M", "9001", "9001")]
    [TestCase("-R", "5", "5 is not within 0 to 4")]
    [TestCase("-p", "70000", "70000")]
    [TestCase("-a", "not-an-address", "not-an-address")]
    public async Task The_net_driver_refuses_a_bad_option_with_a_line_that_says_so(string option, string value, string line)
    {
        await using TestNetwork network = await TestNetwork.StartAsync();
        await using JackServer server = await JackServer.LaunchAsync(
            network.Leaves[0], DriverFolder.Ours, JackServerArguments.Net(synchronous: false, [option, value]));
        await server.AwaitExitAsync(s_limit);
        Assert.That(server.ExitCode, Is.Positive, "a refusal, not a crash");
        Assert.That(server.Log, Does.Contain(line));
    }

    [TestCase("-p 70000", "70000")]
    [TestCase("-a 300.1.1.1", "300.1.1.1")]
    public async Task The_manager_refuses_a_bad_option_with_a_line_that_names_the_value(string arguments, string value)
    {
        await using TestNetwork network = await TestNetwork.StartAsync();
        await using JackServer server = await JackServer.StartAsync(network.Hub, DriverFolder.Ours, JackServerArguments.Dummy(1024));
        Assert.That((await Probe.LoadAsync(network.Hub, "netmanager", arguments)).Status, Is.Not.Zero);
        Assert.That(server.Log, Does.Contain(value));
        Assert.That(server.IsRunning, Is.True);
    }
}
