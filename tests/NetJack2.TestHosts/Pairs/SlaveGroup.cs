// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.JackProbe.Results;
using NetJack2.TestHosts.Hosts;
using NetJack2.TestHosts.Processes;
using NetJack2.TestHosts.Servers;

namespace NetJack2.TestHosts.Pairs;

/// <summary>One master server with a manager, and several slave servers with the net driver, each on a host of its own.</summary>
public sealed class SlaveGroup : IAsyncDisposable
{
    private static readonly TimeSpan s_slack = TimeSpan.FromSeconds(10);
    private readonly IReadOnlyList<NetPairOptions> _slaves;
    private readonly TestNetwork _network;
    private readonly List<JackServer> _servers = [];
    private readonly List<HostProcess> _throughs = [];

    private SlaveGroup(IReadOnlyList<NetPairOptions> slaves, TestNetwork network)
    {
        _slaves = slaves;
        _network = network;
    }

    /// <summary>The master's host.</summary>
    public TestHost Hub => _network.Hub;

    /// <summary>The master's server, and that of each slave.</summary>
    public IReadOnlyList<JackServer> Servers => _servers;

    /// <summary>Xruns that the servers reported so far.</summary>
    public int XrunLines => _servers.Sum(server => server.XrunLines);

    /// <summary>Everything up and wired, so that audio passes through each slave and back.</summary>
    /// <param name="slaves">One for each slave; the first one determines the master.</param>
    public static async Task<SlaveGroup> StartAsync(IReadOnlyList<NetPairOptions> slaves)
    {
        var group = new SlaveGroup(slaves, await TestNetwork.StartAsync(slaves.Count));
        try
        {
            await group.StartMasterAsync(slaves[0]);
            for (int i = 0; i < slaves.Count; i++) await group.StartSlaveAsync(group._network.Leaves[i], slaves[i]);
            return group;
        }
        catch
        {
            await group.DisposeAsync();
            throw;
        }
    }

    /// <summary>Checks every frame of a while, through all slaves at once.</summary>
    /// <returns>A result for each slave, in their order.</returns>
    public async Task<IReadOnlyList<LoopResult>> LoopAsync(double seconds = 1.5, double settle = 0.7)
    {
        List<HostProcess> loops = [];
        foreach (var (name, channels) in Slaves)
            loops.Add(await Probe.StartLoopAsync(_network.Hub, $"{name}:to_slave_", $"{name}:from_slave_", channels, seconds, settle));
        List<LoopResult> results = [];
        foreach (HostProcess loop in loops)
            results.Add(await Probe.FinishAsync(loop, ResultsJson.Default.LoopResult, TimeSpan.FromSeconds(seconds + settle) + s_slack));
        return results;
    }

    /// <summary>Lag and noise of sound that is sent for a while, through all slaves at once.</summary>
    /// <returns>A result for each slave, in their order.</returns>
    public async Task<IReadOnlyList<SoundResult>> SoundAsync(double seconds = 1.0, double settle = 1.0)
    {
        List<HostProcess> sounds = [];
        foreach (var (name, channels) in Slaves)
            sounds.Add(await Probe.StartSoundAsync(_network.Hub, $"{name}:to_slave_", $"{name}:from_slave_", channels, seconds, settle));
        List<SoundResult> results = [];
        foreach (HostProcess sound in sounds)
            results.Add(await Probe.FinishAsync(sound, ResultsJson.Default.SoundResult, TimeSpan.FromSeconds(seconds + settle) + s_slack));
        return results;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (HostProcess through in _throughs) await through.DisposeAsync();
        foreach (JackServer server in Enumerable.Reverse(_servers)) await server.DisposeAsync();
        await _network.DisposeAsync();
    }

    private IEnumerable<(string Name, int Channels)> Slaves
        => _network.Leaves.Zip(_slaves).Select(pair => (pair.First.Name, pair.Second.Channels));

    private async Task StartMasterAsync(NetPairOptions options)
    {
        JackServer master = await JackServer.StartAsync(_network.Hub, options.Manager, options.MasterArguments);
        _servers.Add(master);
        ServerResult loaded = await Probe.LoadAsync(_network.Hub, "netmanager", options.ManagerArguments);
        if (loaded.Status != 0) throw new InvalidOperationException($"netmanager did not load: status 0x{loaded.Status:x}\n{master.Log}");
    }

    private async Task StartSlaveAsync(TestHost leaf, NetPairOptions options)
    {
        _servers.Add(await JackServer.StartAsync(leaf, options.Driver, options.SlaveArguments(leaf.Name)));
        if (options.Through)
            _throughs.Add(await Probe.StartThroughAsync(leaf, "system:capture_", "system:playback_", options.Channels));
        else
            await Probe.WireAsync(leaf, "system:capture_", "system:playback_", options.Channels);
    }
}
