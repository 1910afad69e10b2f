// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.JackProbe.Results;
using NetJack2.SystemTests.Harness;
using NetJack2.TestHosts;
using NetJack2.TestHosts.Hosts;
using NetJack2.TestHosts.Processes;
using NetJack2.TestHosts.Servers;

namespace NetJack2.SystemTests.FrontEnds;

/// <summary>The ways into a server that need no bus: jack_load, jackd -I, jackd -C.</summary>
[TestFixture]
[Lane(Lane.Untimed)]
public class CommandLineTests : SystemTest
{
    private static readonly TimeSpan s_limit = TimeSpan.FromSeconds(10);

    private static readonly JackServerArguments s_dummy = JackServerArguments.Dummy(1024);

    [TestCase("-i", "-p 19111 -c", "netmanager")]
    [TestCase("-i", "--udp-net-port=19111 --auto-connect on", "netmanager")]
    [TestCase("-i", " -p\"19111\"  -c off ", "netmanager")] // blanks and quotes that end jackd with the original (D-38)
    [TestCase("--", "netmanager", "netmanager", "-p 19111")]
    [TestCase("-i", "-p 1", "netmanager", "netmanager", " -p 19111")] // the third argument is the one that counts
    public async Task Jack_load_passes_its_init_string(params string[] arguments)
    {
        await using TestNetwork network = await TestNetwork.StartAsync();
        await using JackServer server = await JackServer.StartAsync(network.Hub, DriverFolder.Ours, s_dummy);
        string answer = await network.Hub.RunAsync(["jack_load", .. arguments]);
        Assert.That(answer, Does.Contain("netmanager is running"));
        await server.AwaitLogAsync("Listening on 225.3.19.154:19111", s_limit);
        await network.Hub.RunAsync("jack_unload", "netmanager");
        Assert.That(server.IsRunning, Is.True);
    }

    [TestCase("-x", "unknown option '-x'")]
    [TestCase("--port 1", "unknown option '--port'")]
    [TestCase("-p 19k", "option -p, udp-net-port: must be 1 to 65535, not '19k'")]
    [TestCase("-c maybe", "option -c, auto-connect: must be on or off, not 'maybe'")]
    [TestCase("--auto-save=maybe", "option -s, auto-save: must be on or off, not 'maybe'")]
    [TestCase("-p", "option -p, udp-net-port: no value")]
    [TestCase("-a \"225.3.19.154", "has no end")]
    [TestCase("-h", "-p, --udp-net-port \tUDP port (1 to 65535) (default: 19000)")]
    public async Task Jack_load_reports_failure_and_the_log_says_why(string arguments, string line)
    {
        await using TestNetwork network = await TestNetwork.StartAsync();
        await using JackServer server = await JackServer.StartAsync(network.Hub, DriverFolder.Ours, s_dummy);
        await using HostProcess load = await network.Hub.StartAsync("jack_load", ["jack_load", "-i", arguments, "netmanager"]);
        await load.AwaitExitAsync(s_limit);
        Assert.That(load.ExitCode, Is.EqualTo(2));
        await server.AwaitLogAsync(line, s_limit);
        Assert.That((await Probe.LoadAsync(network.Hub, "netmanager")).Status, Is.Zero, "a refusal leaves nothing behind");
    }

    [Test]
    public async Task Jackd_loads_the_manager_by_its_option_and_the_environment_says_where()
    {
        await using TestNetwork network = await TestNetwork.StartAsync();
        await using JackServer server = await JackServer.StartAsync(
            network.Hub, DriverFolder.Ours, s_dummy with { Server = ["-I", "netmanager"] },
            new Dictionary<string, string>(StringComparer.Ordinal) { ["JACK_NETJACK_PORT"] = "19112" });
        await server.AwaitLogAsync("Listening on 225.3.19.154:19112", s_limit);
        await server.StopAsync(s_limit);
        Assert.That(server.ExitCode, Is.Zero, server.Log);
    }

    [Test]
    public async Task A_session_file_loads_and_connects()
    {
        await using TestNetwork network = await TestNetwork.StartAsync();
        string file = Path.Combine(network.Hub.Home, "session");
        await File.WriteAllTextAsync(file, "# a comment\nl netmanager netmanager -p 19113 -c\nc system:capture_1 system:playback_2\n");
        await using JackServer server = await JackServer.StartAsync(network.Hub, DriverFolder.Ours, s_dummy with { Server = ["-C", file] });
        await server.AwaitLogAsync("Listening on 225.3.19.154:19113", s_limit);
        await using JackServer slave = await JackServer.StartAsync(
            network.Leaves[0], DriverFolder.Ours,
            JackServerArguments.Net(synchronous: false, "-p", "19113", "-n", "slave", "-C", "2", "-P", "2"));
        await server.AwaitLogAsync("New slave", s_limit);
        await Task.Delay(TimeSpan.FromSeconds(0.3));
        PortsResult ports = await Probe.PortsAsync(network.Hub);
        IReadOnlyList<string> Of(string name)
            => ports.Ports.Single(port => string.Equals(port.Name, name, StringComparison.Ordinal)).Connections;
        Assert.Multiple(() =>
        {
            Assert.That(Of("slave:to_slave_1"), Is.EquivalentTo((string[])["system:capture_1"]), "-c of the init string");
            Assert.That(Of("system:capture_1"), Does.Contain("system:playback_2"), "the file's own line");
        });
    }
}
