// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.JackProbe.Results;
using NetJack2.SystemTests.Harness;
using NetJack2.TestHosts;
using NetJack2.TestHosts.Hosts;
using NetJack2.TestHosts.Processes;
using NetJack2.TestHosts.Servers;

namespace NetJack2.SystemTests.FrontEnds;

/// <summary>jackdbus, as jack_control drives it, on a bus and with a home of its own.</summary>
[TestFixture]
[Lane(Lane.Untimed)]
public class JackDbusTests : SystemTest
{
    [Test]
    public async Task The_manager_is_listed_shown_set_loaded_and_unloaded_and_its_values_persist()
    {
        await using TestNetwork network = await TestNetwork.StartAsync();
        await using JackBus bus = await JackBus.StartAsync(network.Hub, DriverFolder.NetJack2Cs);
        Assert.That(await bus.ControlAsync("il"), Does.Contain("netmanager"));
        Assert.That(await bus.ControlAsync("ip", "netmanager"), Does.Contain("udp-net-port: UDP port (sint:notset:19000:19000)"));

        await bus.ControlAsync("ips", "netmanager", "udp-net-port", "19114");
        await bus.ControlAsync("ips", "netmanager", "auto-connect", "true");
        await bus.ControlAsync("ds", "dummy");
        await bus.StopServiceAsync(saved: "dummy");
        await bus.StartServiceAsync();
        string shown = await bus.ControlAsync("ip", "netmanager");
        Assert.That(shown, Does.Contain("(sint:set:19000:19114)"));
        Assert.That(shown, Does.Contain("(bool:set:False:True)"));

        await bus.ControlAsync("start");
        await bus.ControlAsync("iload", "netmanager");
        await bus.AwaitLogAsync("Listening on 225.3.19.154:19114");
        await using JackServer slave = await JackServer.StartAsync(
            network.Leaves[0], DriverFolder.NetJack2Cs,
            JackServerArguments.Net(synchronous: false, "-p", "19114", "-n", "slave", "-C", "1", "-P", "1"));
        await AwaitPortAsync(network.Hub, "slave:to_slave_1");
        await bus.ControlAsync("iunload", "netmanager");
        await bus.AwaitLogAsync("Session with slave 'slave' ends");

        await bus.ControlAsync("ipr", "netmanager", "udp-net-port");
        Assert.That(await bus.ControlAsync("ip", "netmanager"), Does.Contain("(sint:notset:19000:19000)"));
        await bus.ControlAsync("stop");
    }

    [Test]
    public async Task What_the_manager_cannot_use_fails_its_load_with_a_line_and_the_server_goes_on()
    {
        await using TestNetwork network = await TestNetwork.StartAsync();
        await using JackBus bus = await JackBus.StartAsync(network.Hub, DriverFolder.NetJack2Cs);
        await bus.ControlAsync("ds", "dummy");
        await bus.ControlAsync("start");
        await bus.ControlAsync("ips", "netmanager", "udp-net-port", "70000");
        await bus.ControlAsync("iload", "netmanager");
        await bus.AwaitLogAsync("netmanager: option -p, udp-net-port: must be 1 to 65535, not 70000");
        Assert.That(await bus.ControlAsync("status"), Does.Contain("started"));
    }

    [Test]
    public async Task The_net_driver_is_described_with_its_ranges_set_started_and_stopped()
    {
        await using TestNetwork network = await TestNetwork.StartAsync();
        await using JackServer master = await JackServer.StartAsync(network.Hub, DriverFolder.NetJack2Cs, JackServerArguments.Dummy(256));
        _ = await Probe.LoadAsync(network.Hub, "netmanager");
        await using JackBus bus = await JackBus.StartAsync(network.Leaves[0], DriverFolder.NetJack2Cs);
        Assert.That(await bus.ControlAsync("dl"), Does.Contain("net"));
        await bus.ControlAsync("ds", "net");
        Assert.That(await bus.ControlAsync("dpd", "redundancy"), Does.Contain("allowed range: 0 to 4"));
        Assert.That(await bus.ControlAsync("dpd", "input-ports"), Does.Contain("allowed range: -1 to 255"));
        (string, string)[] parameters = [("client-name", "desk"), ("input-ports", "3"), ("output-ports", "2"), ("latency", "4")];
        foreach (var (name, value) in parameters)
            await bus.ControlAsync("dps", name, value);
        await bus.StopServiceAsync(saved: "latency\">4");
        await bus.StartServiceAsync();
        Assert.That(await bus.ControlAsync("dg"), Does.Contain("net"));
        Assert.That(await bus.ControlAsync("dp"), Does.Contain(":set:'hostname':desk)"));

        await bus.ControlAsync("start");
        await AwaitPortAsync(network.Hub, "desk:to_slave_3");
        PortsResult ports = await Probe.PortsAsync(network.Hub);
        Assert.That(ports.Ports.Count(port => port.Name.StartsWith("desk:from_slave_", StringComparison.Ordinal)), Is.EqualTo(2));
        await bus.ControlAsync("stop");
        await master.AwaitLogAsync("Slave 'desk' is disconnected", TimeSpan.FromSeconds(5));

        await bus.ControlAsync("dps", "mtu", "100");
        Assert.That(await bus.ControlAsync("start"), Does.Contain("exception"));
        await bus.AwaitLogAsync("net driver: option -M, mtu: must be 576 to 9000 or auto, not 100");
        await bus.ControlAsync("dpr", "mtu");
        await bus.ControlAsync("start");
        await master.AwaitLogAsync("Reconnected slave 'desk'", TimeSpan.FromSeconds(5));
    }

    private static async Task AwaitPortAsync(TestHost host, string port)
    {
        HostProcess process = await Probe.StartAwaitPortAsync(host, port, wait: 8);
        await Probe.FinishAsync(process, ResultsJson.Default.AwaitResult, TimeSpan.FromSeconds(8));
    }
}
