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

    [TestCase("-l", "31", "option -l, latency: must be 0 to 30, not 31")]
    [TestCase("-l", "two", "option -l, latency: must be 0 to 30, not 'two'")]
    [TestCase("--latency=2x", null, "option -l, latency: must be 0 to 30, not '2x'")]
    [TestCase("-C", "256", "option -C, input-ports: must be 0 to 255 or -1, not 256")]
    [TestCase("-C-2", null, "option -C, input-ports: must be 0 to 255 or -1, not -2")]
    [TestCase("-M", "9001", "option -M, mtu: must be 576 to 9000 or auto, not 9001")]
    [TestCase("-p", "99999999999999", "option -p, udp-net-port: must be 1 to 65535, not 99999999999999")]
    [TestCase("-a", "not-an-address", "option -a, multicast-ip: must be an IP address, not 'not-an-address'")]
    [TestCase("-r", "48000", "option -r, rate: belongs to the driver netone")]
    public async Task The_net_driver_rejects_a_bad_option_with_a_line_that_names_it(string option, string? value, string line)
    {
        await using TestNetwork network = await TestNetwork.StartAsync();
        await using JackServer server = await JackServer.LaunchAsync(
            network.Leaves[0], DriverFolder.Ours, JackServerArguments.Net(synchronous: false, value is null ? [option] : [option, value]));
        await server.AwaitExitAsync(s_limit);
        Assert.That(server.ExitCode, Is.Positive, "a refusal, not a crash");
        Assert.That(server.Log, Does.Contain(line));
    }

    [Test]
    public async Task A_slave_without_any_port_is_rejected()
    {
        await using TestNetwork network = await TestNetwork.StartAsync();
        await using JackServer server = await JackServer.LaunchAsync(
            network.Leaves[0], DriverFolder.Ours, JackServerArguments.Net(synchronous: false, "-C", "0", "-P", "0", "-i", "0", "-o", "0"));
        await server.AwaitExitAsync(s_limit);
        Assert.That(server.ExitCode, Is.Positive, "a refusal, not a crash");
        Assert.That(server.Log, Does.Contain("-C, -P, -i and -o are all 0, so that there is no port"));
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
