// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.JackProbe.Results;
using NetJack2.SystemTests.Harness;
using NetJack2.SystemTests.Statistics;
using NetJack2.TestHosts;
using NetJack2.TestHosts.Cards;
using NetJack2.TestHosts.Hosts;
using NetJack2.TestHosts.Processes;
using NetJack2.TestHosts.Servers;

namespace NetJack2.SystemTests.FrontEnds;

/// <summary>Servers that a program runs in its own process through JACK's control API.</summary>
[TestFixture]
[Lane(Lane.Untimed)]
public class ControlApiTests : SystemTest
{
    private static readonly TimeSpan s_limit = TimeSpan.FromSeconds(10);

    [Test]
    public async Task A_manager_is_loaded_with_parameters_and_unloaded_and_loaded_again()
    {
        await using TestNetwork network = await TestNetwork.StartAsync();
        await using HostProcess client = await StartAsync(network.Hub);
        await client.SendCommandAsync("parameters internal netmanager", s_limit);
        Assert.That(client.Output, Does.Contain("-p udp-net-port 1…65535"));
        await client.SendCommandAsync("start dummy rate=48000 period=256", s_limit);
        await client.SendCommandAsync("load netmanager udp-net-port=19115 auto-connect=true", s_limit);
        await client.AwaitTextAsync("Listening on 225.3.19.154:19115", s_limit);
        await using JackServer slave = await JackServer.StartAsync(network.Leaves[0], DriverFolder.NetJack2Cs, Slave("19115"));
        await client.AwaitTextAsync("New slave 'slave'", s_limit);
        await client.SendCommandAsync("unload netmanager", s_limit);
        await client.AwaitTextAsync("Session with slave 'slave' ends", s_limit);
        await client.SendCommandAsync("load netmanager udp-net-port=19116", s_limit);
        await client.AwaitTextAsync("Listening on 225.3.19.154:19116", s_limit);
        await QuitAsync(client);
    }

    [Test]
    public async Task A_server_switches_to_the_net_driver_and_back_to_another()
    {
        await using TestNetwork network = await TestNetwork.StartAsync();
        await using JackServer master = await JackServer.StartAsync(network.Hub, DriverFolder.NetJack2Cs, JackServerArguments.Dummy(256));
        _ = await Probe.LoadAsync(network.Hub, "netmanager");
        await using HostProcess client = await StartAsync(network.Leaves[0]);
        await client.SendCommandAsync("parameters driver net", s_limit);
        Assert.That(client.Output, Does.Contain("-R redundancy 0…4"));
        await client.SendCommandAsync("start dummy", s_limit);
        await client.SendCommandAsync("switch net client-name=slave input-ports=2 output-ports=2 latency=3", s_limit);
        await master.AwaitLogAsync("New slave 'slave'", s_limit);
        await StatisticsTests.AwaitPacketsAsync(network.Hub); // the client of a slave that never sent anything is removed
        await client.SendCommandAsync("switch dummy", s_limit);
        await master.AwaitLogAsync("Slave 'slave' is disconnected", s_limit);
        await client.SendCommandAsync("switch net", s_limit);
        await master.AwaitLogAsync("Reconnected slave 'slave'", s_limit);
        await QuitAsync(client);
    }

    [Test]
    [Property("Defect", "Fault-20")]
    public async Task Auto_connect_finds_the_ports_of_another_driver_and_leaves_what_the_user_removed()
    {
        await using TestNetwork network = await TestNetwork.StartAsync();
        await using HostProcess client = await StartAsync(network.Hub);
        await client.SendCommandAsync("start dummy rate=48000 period=256", s_limit);
        await client.SendCommandAsync("load netmanager udp-net-port=19117 auto-connect=true", s_limit);
        await using JackServer slave = await JackServer.StartAsync(network.Leaves[0], DriverFolder.NetJack2Cs, Slave("19117"));
        await client.AwaitTextAsync("New slave 'slave'", s_limit);
        await AwaitConnectionsAsync(network.Hub, 4);
        await client.SendCommandAsync("switch dummy", s_limit);
        await AwaitConnectionsAsync(network.Hub, 4);

        await network.Hub.RunAsync("jack_disconnect", "system:capture_1", "slave:to_slave_1");
        await Task.Delay(TimeSpan.FromSeconds(0.5));
        await AwaitConnectionsAsync(network.Hub, 3);
        await client.SendCommandAsync("switch dummy", s_limit);
        await AwaitConnectionsAsync(network.Hub, 4);
        await QuitAsync(client);
    }

    [Test]
    [Property("Defect", "Fault-20")]
    public async Task Adapters_find_the_ports_of_another_driver_too_and_leave_what_the_user_removed()
    {
        using var card = new VirtualCard("usb");
        await using TestHost host = await TestHost.StartAsync("adapter");
        await using HostProcess client = await StartAsync(host, card);
        await client.SendCommandAsync("start dummy rate=48000 period=256", s_limit);
        await client.SendCommandAsync("load netadapter auto-connect=true", s_limit);
        await client.SendCommandAsync("load audioadapter device=usb auto-connect=true", s_limit);
        await AwaitAsync(4);
        await client.SendCommandAsync("switch dummy", s_limit);
        await AwaitAsync(4);

        await host.RunAsync("jack_disconnect", "system:capture_1", "netadapter:playback_1");
        await Task.Delay(TimeSpan.FromSeconds(0.5));
        await AwaitConnectionsAsync(host, 3, "netadapter:");
        await client.SendCommandAsync("switch dummy", s_limit);
        await AwaitAsync(4);
        await QuitAsync(client);

        async Task AwaitAsync(int count)
        {
            await AwaitConnectionsAsync(host, count, "netadapter:");
            await AwaitConnectionsAsync(host, count, "audioadapter:");
        }
    }

    // Lines of jack_lsp -c that are indented: each connection of the slave's client is one.
    private static Task<TimeSpan> AwaitConnectionsAsync(TestHost host, int count, string client = "slave:") => Poll.UntilAsync(
        async () => (await host.RunAsync("jack_lsp", "-c", client)).Split('\n')
            .Count(line => line.Contains("   system:", StringComparison.Ordinal)) == count,
        s_limit, $"{count} connections of {client}");

    private static JackServerArguments Slave(string port)
        => JackServerArguments.Net(synchronous: false, "-p", port, "-n", "slave", "-C", "2", "-P", "2");

    private static Task<HostProcess> StartAsync(TestHost host, params IReadOnlyCollection<VirtualCard> cards)
        => host.StartAsync(
            "control client",
            [Path.Combine(BuildPaths.RepositoryRoot, "build", "native", "tests", "control_client")],
            new Dictionary<string, string>(host.UserEnvironment, StringComparer.Ordinal)
            {
                ["JACK_DRIVER_DIR"] = DriverFolder.NetJack2Cs.Path,
            }.Concat(VirtualCard.EnvironmentFor(cards)).ToDictionary(StringComparer.Ordinal));

    private static async Task QuitAsync(HostProcess client)
    {
        await client.SendCommandAsync("quit", s_limit);
        await client.AwaitExitAsync(s_limit);
        Assert.That(client.ExitCode, Is.Zero, client.Log);
    }
}
