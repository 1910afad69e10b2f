// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.SystemTests.Harness;
using NetJack2.TestHosts;
using NetJack2.TestHosts.Hosts;
using NetJack2.TestHosts.Servers;

namespace NetJack2.SystemTests.Loading;

/// <summary>A report of a fault can name the version that ran: every module and the program print what the file VERSION holds.</summary>
[TestFixture]
[Lane(Lane.Untimed)]
public class VersionTests : SystemTest
{
    private static readonly string s_version = File.ReadAllText(Path.Combine(BuildPaths.RepositoryRoot, "VERSION")).Trim();

    [TestCase("netmanager", "-p 19114")]
    [TestCase("netadapter", "-p 19114")]
    [TestCase("netmesh", "-p 19114")]
    [TestCase("audioadapter", "-d hw:9")]
    [TestCase("netmanager", "-p 0")]
    public async Task The_first_line_of_an_internal_client_is_its_version(string module, string arguments)
    {
        await using TestNetwork network = await TestNetwork.StartAsync();
        await using JackServer server = await JackServer.StartAsync(network.Hub, DriverFolder.NetJack2Cs, JackServerArguments.Dummy(1024));
        await using var load = await network.Hub.StartAsync("jack_load", ["jack_load", "-i", arguments, module]);
        await load.AwaitExitAsync(TimeSpan.FromSeconds(10));
        AssertFirst(server, module);
    }

    [Test]
    public async Task The_first_line_of_the_net_driver_is_its_version()
    {
        await using TestNetwork network = await TestNetwork.StartAsync();
        await using JackServer server = await JackServer.StartAsync(
            network.Hub, DriverFolder.NetJack2Cs, JackServerArguments.Net(synchronous: false));
        AssertFirst(server, "net driver");
    }

    [Test]
    public async Task The_program_prints_its_version_alone()
    {
        await using TestNetwork network = await TestNetwork.StartAsync();
        (string output, int exitCode) = await StatisticsProgram.RunAsync(network.Hub, "--version");
        Assert.That(output.TrimEnd(), Does.EndWith($" {s_version}"), "behind the time at which it was printed");
        Assert.That(exitCode, Is.Zero);
    }

    private static void AssertFirst(JackServer server, string module)
        => Assert.That(
            server.Log.Split('\n').FirstOrDefault(line => line.Contains($"{module}: ", StringComparison.Ordinal)),
            Does.EndWith($"{module}: netjack2-cs {s_version}"));
}
