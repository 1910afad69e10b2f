// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.JackProbe.Results;
using NetJack2.TestHosts;
using NetJack2.TestHosts.Hosts;
using NetJack2.TestHosts.Servers;

namespace NetJack2.SystemTests.Mesh;

/// <summary>A master and slaves on one switch, each slave with netmesh.</summary>
internal sealed class MeshStage : IAsyncDisposable
{
    private readonly TestNetwork _network;
    private readonly Dictionary<TestHost, JackServer> _servers = [];
    private readonly MeshOptions _options;

    private MeshStage(TestNetwork network, MeshOptions options)
    {
        _network = network;
        _options = options;
    }

    /// <summary>How the servers of a stage are started.</summary>
    public sealed record MeshOptions(int Period = 256, int Channels = 2, int Latency = 1, bool IsSync = false)
    {
        /// <summary>MIDI ports each way.</summary>
        public int Midi { get; init; }

        /// <summary>Latency of the sessions with the master.</summary>
        public int SessionLatency { get; init; } = 2;

        /// <summary>More options of netmesh.</summary>
        public string More { get; init; } = "";
    }

    public TestHost Master => _network.Hub;

    public IReadOnlyList<TestHost> Slaves => _network.Leaves;

    public JackServer Server(TestHost host) => _servers[host];

    public int XrunLines => _servers.Values.Sum(server => server.XrunLines);

    public static async Task<MeshStage> StartAsync(MeshOptions options, int slaves = 2)
    {
        var stage = new MeshStage(await TestNetwork.StartAsync(slaves), options);
        try
        {
            await stage.StartMasterAsync();
            foreach (TestHost slave in stage.Slaves) await stage.StartSlaveAsync(slave);
            return stage;
        }
        catch
        {
            await stage.DisposeAsync();
            throw;
        }
    }

    public async Task StartMasterAsync()
    {
        _servers[Master] = await JackServer.StartAsync(
            Master, DriverFolder.NetJack2Cs, JackServerArguments.Dummy(_options.Period, synchronous: true));
        Assert.That((await Probe.LoadAsync(Master, "netmanager")).Status, Is.Zero);
    }

    /// <summary>A slave with its host's name, and netmesh.</summary>
    public async Task StartSlaveAsync(TestHost host)
    {
        _servers[host] = await JackServer.StartAsync(host, DriverFolder.NetJack2Cs, JackServerArguments.Net(
            _options.IsSync, "-n", host.Name, "-C", "2", "-P", "2", "-l", $"{_options.SessionLatency}"));
        await LoadMeshAsync(host);
    }

    public async Task LoadMeshAsync(TestHost host)
    {
        int midi = _options.Midi;
        ServerResult loaded = await Probe.LoadAsync(
            host, "netmesh",
            $"-C {_options.Channels} -P {_options.Channels} -i {midi} -o {midi} -l {_options.Latency} {_options.More}");
        Assert.That(loaded.Status, Is.Zero, _servers[host].Log);
    }

    public Task KillAsync(TestHost host) => _servers[host].DisposeAsync().AsTask();

    /// <summary>What comes from one slave at another one goes straight back.</summary>
    public async Task ConnectThroughAsync(TestHost host, TestHost from)
    {
        await Probe.WireAsync(host, $"{from.Name}:from_peer_", $"{from.Name}:to_peer_", _options.Channels);
    }

    /// <summary>Audio from one slave to another one and back.</summary>
    public Task<LoopResult> LoopAsync(TestHost from, TestHost through, double seconds = 2)
        => Probe.LoopAsync(from, $"{through.Name}:to_peer_", $"{through.Name}:from_peer_", _options.Channels, seconds);

    public async ValueTask DisposeAsync()
    {
        foreach (JackServer server in _servers.Values.Reverse()) await server.DisposeAsync();
        await _network.DisposeAsync();
    }
}
