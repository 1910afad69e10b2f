// SPDX-License-Identifier: GPL-2.0-or-later
namespace NetJack2.TestHosts.Hosts;

/// <summary>A hub host, on which the manager runs, and leaves around it. Nothing else is on this network.</summary>
/// <remarks>
/// With one leaf a plain cable, or a relay between two of them; with more, a switch inside the hub.
/// All interfaces are made inside the hosts' namespaces.
/// </remarks>
public sealed class TestNetwork : IAsyncDisposable
{
    private const string Subnet = "10.77.0.";
    private readonly List<TestHost> _leaves = [];

    private TestNetwork(TestHost hub) => Hub = hub;

    public TestHost Hub { get; }

    public IReadOnlyList<TestHost> Leaves => _leaves;

    /// <summary>What lies between the hub and its one leaf; null: a plain cable, or a switch.</summary>
    public Relay? Relay { get; private set; }

    public static Task<TestNetwork> StartAsync(int leaves = 1)
        => BuildAsync(async network =>
        {
            string uplink = leaves == 1 ? "eth0" : "br0";
            if (leaves > 1) await network.Hub.RunAsync("ip", "link", "add", "br0", "type", "bridge", "mcast_snooping", "0");
            for (int i = 0; i < leaves; i++) await network.AddLeafAsync(i, isOnSwitch: leaves > 1);
            await ConfigureAsync(network.Hub, uplink, 1);
        });

    /// <summary>A hub and one leaf with a relay between them.</summary>
    public static Task<TestNetwork> StartRelayedAsync()
        => BuildAsync(async network =>
        {
            network._leaves.Add(await TestHost.StartAsync("slave1"));
            network.Relay = await Relay.StartAsync(network.Hub, network._leaves[0]);
            await ConfigureAsync(network.Hub, "eth0", 1);
            await ConfigureAsync(network._leaves[0], "eth0", 2);
        });

    public async ValueTask DisposeAsync()
    {
        if (Relay is not null) await Relay.DisposeAsync();
        foreach (TestHost leaf in _leaves) await leaf.DisposeAsync();
        await Hub.DisposeAsync();
    }

    private static async Task<TestNetwork> BuildAsync(Func<TestNetwork, Task> plug)
    {
        var network = new TestNetwork(await TestHost.StartAsync("master"));
        try
        {
            await plug(network);
            return network;
        }
        catch
        {
            await network.DisposeAsync();
            throw;
        }
    }

    private static async Task ConfigureAsync(TestHost host, string device, int number)
    {
        host.Address = $"{Subnet}{number}";
        await host.RunAsync(
            "sh",
            "-c",
            $"ip addr add {host.Address}/24 dev {device} && ip link set {device} up && ip route replace 224.0.0.0/4 dev {device}");
    }

    private async Task AddLeafAsync(int index, bool isOnSwitch)
    {
        TestHost leaf = await TestHost.StartAsync($"slave{index + 1}");
        _leaves.Add(leaf);
        string port = $"eth{index}";
        await Hub.RunAsync("ip", "link", "add", port, "type", "veth", "peer", "name", "eth0", "netns", $"{leaf.AnchorId}");
        if (isOnSwitch) await Hub.RunAsync("ip", "link", "set", port, "master", "br0", "up");
        await ConfigureAsync(leaf, "eth0", index + 2);
    }
}
