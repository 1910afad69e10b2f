// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.JackProbe.Results;
using NetJack2.TestHosts;
using NetJack2.TestHosts.Hosts;
using NetJack2.TestHosts.Servers;

namespace NetJack2.SystemTests.Adapters;

/// <summary>A master with a manager, and a server with a clock of its own that is to have a netadapter,
/// each on a host of its own.</summary>
internal sealed class AdapterPair(TestNetwork network, JackServer master, JackServer slave) : IAsyncDisposable
{
    public const string SlaveName = "keys";

    public TestHost MasterHost => network.Hub;

    public TestHost SlaveHost => network.Leaves[0];

    /// <summary>Hosts beyond those two.</summary>
    public IEnumerable<TestHost> Others => network.Leaves.Skip(1);

    /// <summary>What lies between them, if it was asked for.</summary>
    public Relay Relay => network.Relay!;

    public JackServer Master => master;

    public JackServer Slave => slave;

    /// <summary>Xruns that the servers themselves logged, so far.</summary>
    public int XrunLines => master.XrunLines + slave.XrunLines;

    /// <summary>Both servers, the manager loaded, no adapter yet.</summary>
    public static async Task<AdapterPair> StartAsync(
        JackServerArguments masterArguments, JackServerArguments slaveArguments, DriverFolder? manager =
            null, DriverFolder? adapter = null, int otherHosts = 0,
        bool isRelayed = false)
    {
        TestNetwork network = isRelayed ? await TestNetwork.StartRelayedAsync() : await TestNetwork.StartAsync(1 + otherHosts);
        JackServer master = await JackServer.StartAsync(network.Hub, manager ?? DriverFolder.NetJack2Cs, masterArguments);
        ServerResult loaded = await Probe.LoadAsync(network.Hub, "netmanager");
        Assert.That(loaded.Status, Is.Zero, master.Log);
        return new AdapterPair(
            network, master, await JackServer.StartAsync(network.Leaves[0], adapter ?? DriverFolder.NetJack2Cs, slaveArguments));
    }

    /// <summary>Loads the adapter and waits for its client on the master.</summary>
    public async Task LoadAsync(string arguments = "", string port = "from_slave_1")
    {
        ServerResult loaded = await Probe.LoadAsync(SlaveHost, "netadapter", $"-n {SlaveName} {arguments}");
        Assert.That(loaded.Status, Is.Zero, slave.Log);
        await AwaitSessionAsync(port);
    }

    /// <summary>Waits until the manager shows this port of the slave.</summary>
    public async Task AwaitSessionAsync(string port = "from_slave_1")
        => await Probe.FinishAsync(
            await Probe.StartAwaitPortAsync(MasterHost, $"{SlaveName}:{port}", wait: 8), ResultsJson.Default.AwaitResult,
            TimeSpan.FromSeconds(9));

    public async ValueTask DisposeAsync()
    {
        await slave.DisposeAsync();
        await master.DisposeAsync();
        await network.DisposeAsync();
    }
}
