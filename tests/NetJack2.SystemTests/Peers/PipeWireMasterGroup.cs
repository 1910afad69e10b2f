// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.JackProbe.Results;
using NetJack2.TestHosts;
using NetJack2.TestHosts.Hosts;
using NetJack2.TestHosts.Peers;
using NetJack2.TestHosts.Processes;
using NetJack2.TestHosts.Servers;

namespace NetJack2.SystemTests.Peers;

/// <summary>A PipeWire master, and slaves of netjack2-cs that send back what comes.</summary>
internal sealed class PipeWireMasterGroup : IAsyncDisposable
{
    private readonly TestNetwork _network;
    private readonly List<JackServer> _slaves = [];

    private PipeWireMasterGroup(TestNetwork network, PipeWireSetup setup)
    {
        _network = network;
        Setup = setup;
    }

    public PipeWireSetup Setup { get; }

    public TestHost MasterHost => _network.Hub;

    public IReadOnlyList<TestHost> Hosts => _network.Leaves;

    public IReadOnlyList<JackServer> Slaves => _slaves;

    public PipeWireDaemon Master { get; private set; } = null!;

    /// <summary>Xruns that the slaves' servers reported so far.</summary>
    public int XrunLines => _slaves.Sum(slave => slave.XrunLines);

    /// <summary>Everything up and wired.</summary>
    public static async Task<PipeWireMasterGroup> StartAsync(PipeWireSetup setup)
    {
        var group = new PipeWireMasterGroup(await TestNetwork.StartAsync(setup.Slaves.Count), setup);
        try
        {
            await group.StartMasterAsync();
            for (int index = 0; index < setup.Slaves.Count; index++)
                group._slaves.Add(await group.StartSlaveAsync(index, group.Hosts[index].Name));
            return group;
        }
        catch
        {
            await group.DisposeAsync();
            throw;
        }
    }

    public async Task StartMasterAsync() => Master = await PipeWireDaemon.StartMasterAsync(MasterHost, Setup.Period);

    /// <summary>One of the slaves once more, after it has ended.</summary>
    /// <param name="name">What it calls itself now: PipeWire may have kept the nodes of the one that has ended.</param>
    public async Task RestartSlaveAsync(int index, string name)
    {
        await _slaves[index].DisposeAsync();
        _slaves[index] = await StartSlaveAsync(index, name);
    }

    /// <summary>The master once more, after it was killed, with the one slave that calls itself so.</summary>
    public async Task RestartMasterAsync(string name)
    {
        await Master.DisposeAsync();
        await StartMasterAsync();
        await Master.CreatePortsAsync(name);
    }

    /// <param name="name">What the slave calls itself; null: as its host.</param>
    public Task<HostProcess> StartLoopAsync(int index, double seconds, double settle, string? name = null)
    {
        var (to, from) = PipeWireDaemon.PortsOf(name ?? Hosts[index].Name, Hosts[index]);
        return Probe.StartLoopAsync(MasterHost, to, from, Setup.Slaves[index].Channels, seconds, settle, first: 0);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (JackServer slave in _slaves) await slave.DisposeAsync();
        if (Master is not null) await Master.DisposeAsync();
        await _network.DisposeAsync();
    }

    private async Task<JackServer> StartSlaveAsync(int index, string name)
    {
        var (channels, latency) = Setup.Slaves[index];
        TestHost host = Hosts[index];
        JackServer slave = await JackServer.StartAsync(host, DriverFolder.NetJack2Cs, JackServerArguments.Net(synchronous: true,
            ["-n", name, "-C", $"{channels}", "-P", $"{channels}", "-i", "1", "-o", "1", "-l", $"{latency}"]));
        await slave.AwaitLogAsync("Connected to master", TimeSpan.FromSeconds(5));
        await Master.CreatePortsAsync(name); // within two seconds: until then the master sends nothing
        await Probe.WireAsync(host, "system:capture_", "system:playback_", channels);
        await Probe.WireAsync(host, "system:midi_capture_1", "system:midi_playback_1", channels: 0);
        return slave;
    }
}
