// SPDX-License-Identifier: GPL-2.0-or-later
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
    private TestNetwork? _network;
    private JackServer? _server;

    private TestHost Host => _network!.Hub;

    [OneTimeSetUp]
    public async Task StartAsync()
    {
        _network = await TestNetwork.StartAsync();
        _server = await JackServer.StartAsync(Host, DriverFolder.NetJack2Cs, s_dummy);
    }

    [OneTimeTearDown]
    public async Task EndAsync()
    {
        if (_server is not null) await _server.DisposeAsync();
        if (_network is not null) await _network.DisposeAsync();
    }

    /// <param name="port">Each has another one, since all go to the same server.</param>
    [TestCase(19121, "-i", "-p 19121 -c", "netmanager")]
    [TestCase(19122, "-i", "--udp-net-port=19122 --auto-connect on", "netmanager")]
    [TestCase(19123, "-i", " -p\"19123\"  -c off ", "netmanager")] // blanks and quotes that end jackd with jack2 (D-38)
    [TestCase(19124, "--", "netmanager", "netmanager", "-p 19124")]
    [TestCase(19125, "-i", "-p 1", "netmanager", "netmanager", " -p 19125")] // the third argument is the one that counts
    public async Task Jack_load_passes_its_init_string(int port, params string[] arguments)
    {
        string answer = await Host.RunAsync(["jack_load", .. arguments]);
        Assert.That(answer, Does.Contain("netmanager is running"));
        await _server!.AwaitLogAsync($"Listening on 225.3.19.154:{port}", s_limit);
        await Host.UnloadAsync("netmanager");
        Assert.That(_server.IsRunning, Is.True);
    }

    [TestCase("-x", "unknown option '-x'; there are -a, -p, -I, -c, -s, -t, -w, -N and -h")]
    [TestCase("-p 70000", "option -p, udp-net-port: must be 1 to 65535, not 70000")]
    [TestCase("-p 19k", "option -p, udp-net-port: must be 1 to 65535, not '19k'")]
    [TestCase("-a 300.1.1.1", "option -a, multicast-ip: must be an IP address, not '300.1.1.1'")]
    [TestCase("-c maybe", "option -c, auto-connect: must be on or off, not 'maybe'")]
    [TestCase("--auto-save=maybe", "option -s, auto-save: must be on or off, not 'maybe'")]
    [TestCase("-p", "option -p, udp-net-port: no value")]
    [TestCase("-a \"225.3.19.154", "the quote before '225.3.19.154' has no end")]
    [TestCase("-h", "-p, --udp-net-port \tUDP port (1 to 65535) (default: 19000)")]
    public async Task Jack_load_reports_failure_and_the_log_gives_the_reason(string arguments, string line)
    {
        await using HostProcess load = await Host.StartAsync("jack_load", ["jack_load", "-i", arguments, "netmanager"]);
        await load.AwaitExitAsync(s_limit);
        Assert.That(load.ExitCode, Is.EqualTo(2));
        await _server!.AwaitLogAsync(line, s_limit);
        Assert.That((await Probe.LoadAsync(Host, "netmanager")).Status, Is.Zero, "a rejection leaves nothing behind");
        Assert.That((await Probe.UnloadAsync(Host, "netmanager")).Status, Is.Zero);
    }

    [Test]
    public async Task Jackd_loads_the_manager_by_its_option_from_the_folder_in_the_environment()
    {
        await using TestNetwork network = await TestNetwork.StartAsync();
        await using JackServer server = await JackServer.StartAsync(
            network.Hub,
            DriverFolder.NetJack2Cs,
            s_dummy with { Server = ["-I", "netmanager"] },
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
        await using JackServer server = await JackServer.StartAsync(
            network.Hub, DriverFolder.NetJack2Cs, s_dummy with { Server = ["-C", file] });
        await server.AwaitLogAsync("Listening on 225.3.19.154:19113", s_limit);
        await using JackServer slave = await JackServer.StartAsync(
            network.Leaves[0],
            DriverFolder.NetJack2Cs,
            JackServerArguments.Net(synchronous: false, "-p", "19113", "-n", "slave", "-C", "2", "-P", "2"));
        await server.AwaitLogAsync("New slave", s_limit);
        await Poll.UntilAsync(async () => (await OfAsync("slave:to_slave_1")) is ["system:capture_1"], s_limit, "-c of the init string");
        Assert.That(await OfAsync("system:capture_1"), Does.Contain("system:playback_2"), "the file's own line");

        async Task<IReadOnlyList<string>> OfAsync(string name)
            => (await Probe.PortsAsync(network.Hub)).Ports.SingleOrDefault(
                port => string.Equals(port.Name, name, StringComparison.Ordinal))?.Connections ?? [];
    }
}
