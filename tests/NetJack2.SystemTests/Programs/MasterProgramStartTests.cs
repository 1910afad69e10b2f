// SPDX-License-Identifier: GPL-2.0-or-later
using System.Net.Sockets;
using System.Text;
using NetJack2.JackProbe.Results;
using NetJack2.SystemTests.Harness;
using NetJack2.TestHosts;
using NetJack2.TestHosts.Hosts;
using NetJack2.TestHosts.Peers;
using NetJack2.TestHosts.Processes;
using NetJack2.TestHosts.Servers;

namespace NetJack2.SystemTests.Programs;

/// <summary>How <c>netjack2 master</c> starts: without a server or a library, as a service, with options, with a long period.</summary>
[TestFixture]
[Lane(Lane.Untimed)]
public class MasterProgramStartTests : MasterProgramTest
{
    private static readonly ProgramSetup s_onJackd = new(OnPipeWire: false, 256, 2, 2, DriverFolder.NetJack2Cs);

    [Test]
    public async Task Without_a_server_it_waits_and_logs_that_once_and_ends_on_request()
    {
        await using TestHost host = await TestHost.StartAsync("master");
        await using ClientProgram program = await ClientProgram.StartAsync(host, "master", []);
        await Task.Delay(TimeSpan.FromSeconds(3));
        Assert.That(await program.StopAsync(), Is.Zero, program.Log);
        Assert.That(Lines(program), Is.EqualTo((string[])[
            $"netmanager: netjack2-cs {Version}", "netmanager: Waiting for a JACK server: start jackd or PipeWire, as this user"]));
    }

    [Test]
    public async Task Without_a_JACK_library_it_names_what_to_install_and_other_commands_work()
    {
        await using TestHost host = await TestHost.StartAsync("bare");
        // This host's own mounts.
        await host.RunAsync("sh", "-c", "for file in $(ldconfig -p | sed -n 's|.*libjack.so.0 .*=> ||p'); do "
            + "mount --bind /dev/null $(readlink -f $file) || exit 1; done");
        await using ClientProgram program = await ClientProgram.StartAsync(host, "master", []);
        Assert.That(await program.AwaitExitAsync(), Is.EqualTo(1), program.Log);
        Assert.That(
            Lines(program), Is.EqualTo((string[])["netjack2 master: there is no libjack.so.0: install jackd2 or pipewire-jack"]));
        Assert.That((await StatisticsProgram.RunAsync(host, "doctor")).Output, Does.Contain("note   There is no libjack.so.0"));
    }

    [TestCase("master", "-Z", "netjack2 master: unknown option '-Z'")]
    [TestCase("master", "-p0", "netjack2 master: option -p, udp-net-port: must be 1 to 65535, not 0")]
    [TestCase("join", "-C0 -P0", "netjack2 join: -C, -P, -i and -o are all 0")]
    public async Task Options_that_are_not_accepted_are_rejected_with_the_reason(string command, string options, string reason)
    {
        await using TestHost host = await TestHost.StartAsync("master");
        await using ClientProgram program = await ClientProgram.StartAsync(host, command, options.Split(' '));
        Assert.That(await program.AwaitExitAsync(), Is.EqualTo(2), program.Log);
        Assert.That(Lines(program).Single(), Does.StartWith(reason));
    }

    [Test]
    public async Task A_service_manager_learns_that_it_waits_runs_and_ends()
    {
        await using TestHost host = await TestHost.StartAsync("service");
        string path = Path.Combine(host.Home, "notify");
        using var socket = new Socket(AddressFamily.Unix, SocketType.Dgram, ProtocolType.Unspecified) { ReceiveTimeout = 5000 };
        socket.Bind(new UnixDomainSocketEndPoint(path));
        await using ClientProgram program = await ClientProgram.StartAsync(
            host, "master", [], new Dictionary<string, string>(StringComparer.Ordinal) { ["NOTIFY_SOCKET"] = path });
        Assert.That(Receive(socket), Is.EqualTo("READY=1\nSTATUS=Waiting for a JACK server"));
        await using JackServer server = await JackServer.StartAsync(host, DriverFolder.Jack2, JackServerArguments.Dummy(256));
        Assert.That(Receive(socket), Is.EqualTo("READY=1\nSTATUS=Running"));
        program.Send(Signal.Terminate);
        Assert.That(Receive(socket), Is.EqualTo("STOPPING=1"));
        Assert.That(await program.AwaitExitAsync(), Is.Zero, program.Log);
    }

    [Test]
    public async Task A_long_period_is_reported_and_PipeWire_is_asked_for_another()
    {
        Require(s_onJackd with { OnPipeWire = true });
        await using TestHost host = await TestHost.StartAsync("desktop");
        await using PipeWireDaemon server = await PipeWireDaemon.StartServerAsync(host, 2048);
        Assert.That(
            (await StatisticsProgram.RunAsync(host, "doctor")).Output,
            Does.Contain($", version {PipeWireInstallation.Version}, runs without a netjack2 module.").And.Contain("netjack2 master"));
        await using (ClientProgram program = await ClientProgram.StartAsync(host, "master", []))
        {
            await program.AwaitLogAsync(
                "The period of 2048 frames is long, and so is the latency of the network; -Q 256 asks PipeWire for 256");
            Assert.That(await program.StopAsync(), Is.Zero, program.Log);
        }

        await using ClientProgram quick = await ClientProgram.StartAsync(host, "master", ["-Q", "128"]);
        await quick.AwaitLogAsync("Client 'netmanager' of PipeWire");
        // Only an active client of PipeWire knows the period.
        await using HostProcess client = await Probe.StartBystanderAsync(host, 1);
        BystanderResult watched = await Probe.FinishAsync(client, ResultsJson.Default.BystanderResult, TimeSpan.FromSeconds(10));
        Assert.That(watched.Cycles / watched.Seconds, Is.EqualTo(48000 / 128.0).Within(5).Percent);
        Assert.That(quick.Errors, Does.Not.Contain("is long"));
        Assert.That(await quick.StopAsync(), Is.Zero, quick.Log);
    }

    [TestCase(8, "The period of 8 frames is too short for the network: no slave is served; -Q 256 asks PipeWire for 256")]
    [TestCase(8192, "The period of 8192 frames is long, and so is the latency of the network; -Q 256 asks PipeWire for 256")]
    public async Task A_period_that_hardly_fits_the_network_is_one_line(int period, string line)
    {
        Require(s_onJackd with { OnPipeWire = true });
        await using TestHost host = await TestHost.StartAsync("desktop");
        await using PipeWireDaemon server = await PipeWireDaemon.StartServerAsync(host, 256);
        await using ClientProgram program = await ClientProgram.StartAsync(host, "master", []);
        await program.AwaitLogAsync("Client 'netmanager' of PipeWire");
        await server.SetQuantumAsync(period);
        await program.AwaitLogAsync(line);
        await Task.Delay(TimeSpan.FromSeconds(1));
        Assert.That(Lines(program).Count(each => each.Contains("The period of", StringComparison.Ordinal)), Is.EqualTo(1), program.Errors);
        Assert.That(await program.StopAsync(), Is.Zero, program.Log);
    }

    [Test]
    public async Task Ports_have_names_for_people_and_an_order()
    {
        await using ProgramPair pair = await ProgramPair.StartAsync(s_onJackd);
        await pair.Master.AwaitLogAsync("New slave");
        string properties = await pair.MasterHost.RunAsync("jack_property", "-l");
        foreach (string name in (string[])["to slave: capture_1", "to slave: capture_2", "from slave: playback_1",
            "from slave: playback_2"])
            Assert.That(properties, Does.Contain($"metadata/pretty-name value: {name} "));
        Assert.That(properties, Does.Contain("metadata/order value: 2 "));
        Assert.That(await pair.Master.StopAsync(), Is.Zero);
        Assert.That(await pair.MasterHost.RunAsync("jack_property", "-l"), Does.Not.Contain("slave"));
    }

    /// <summary>JACK restores its graph after freewheel, so that a client that came meanwhile would never be called again.</summary>
    [Test]
    [Property("Defect", "D-53")]
    public async Task A_slave_that_comes_while_jackd_freewheels_gets_its_client_afterwards()
    {
        await using TestNetwork network = await TestNetwork.StartAsync();
        await using JackServer server = await JackServer.StartAsync(
            network.Hub, DriverFolder.Jack2, JackServerArguments.Dummy(256, synchronous: true));
        await using ClientProgram program = await ClientProgram.StartAsync(network.Hub, "master", []);
        await program.AwaitLogAsync("Listening on 225.3.19.154:19000, eth0");
        await using HostProcess freewheel = await Probe.StartWatchAsync(
            network.Hub, "system:playback_1", null, 3.2, ["--plan", "freewheel@0.1,clock@3"]);
        await Task.Delay(TimeSpan.FromSeconds(0.5));
        await using JackServer slave = await JackServer.StartAsync(
            network.Leaves[0], DriverFolder.NetJack2Cs, JackServerArguments.Net(synchronous: true, "-n", "slave", "-C", "2", "-P", "2"));
        await Task.Delay(TimeSpan.FromSeconds(1.2));
        Assert.That(program.Errors, Does.Not.Contain("slave"));
        await program.AwaitLogAsync("New slave 'slave'");
    }

    private static string Version { get; } = File.ReadAllText(Path.Combine(BuildPaths.RepositoryRoot, "VERSION")).Trim();

    // Without the times in front.
    private static IEnumerable<string> Lines(ClientProgram program)
        => program.Errors.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.TrimStart().Split(' ', 2)[1]);

    private static string Receive(Socket socket)
    {
        byte[] buffer = new byte[256];
        return Encoding.UTF8.GetString(buffer, 0, socket.Receive(buffer));
    }
}
