// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.JackProbe.Results;
using NetJack2.TestHosts.Hosts;
using NetJack2.TestHosts.Processes;
using NetJack2.TestHosts.Servers;

namespace NetJack2.TestHosts.Pairs;

/// <summary>A master server with a manager and a slave server with the net driver, each on a host of its own.</summary>
public sealed class NetPair : IAsyncDisposable
{
    public const string SlaveName = "slave";
    private readonly TestNetwork _network;
    private HostProcess? _through;

    private NetPair(NetPairOptions options, TestNetwork network)
    {
        Options = options;
        _network = network;
    }

    public NetPairOptions Options { get; }

    public TestHost MasterHost => _network.Hub;

    public TestHost SlaveHost => _network.Leaves[0];

    /// <summary>Hosts beyond the slave's.</summary>
    public IEnumerable<TestHost> Others => _network.Leaves.Skip(1);

    /// <summary>What lies between them, where <see cref="NetPairOptions.Relayed"/> asks for it.</summary>
    public Relay Relay => _network.Relay!;

    public JackServer Master { get; private set; } = null!;

    public JackServer Slave { get; private set; } = null!;

    /// <summary>The hosts and the cable, no server yet.</summary>
    public static async Task<NetPair> PrepareAsync(NetPairOptions options, int otherHosts = 0)
        => new(options, options.Relayed ? await TestNetwork.StartRelayedAsync() : await TestNetwork.StartAsync(1 + otherHosts));

    /// <summary>Everything up and wired, so that audio goes round.</summary>
    public static async Task<NetPair> StartAsync(NetPairOptions options, int otherHosts = 0)
    {
        NetPair pair = await PrepareAsync(options, otherHosts);
        try
        {
            await pair.StartMasterAsync();
            await pair.StartSlaveAsync();
            await pair.WireSlaveAsync();
            return pair;
        }
        catch
        {
            await pair.DisposeAsync();
            throw;
        }
    }

    /// <summary>A server with the manager loaded.</summary>
    public async Task StartMasterAsync()
    {
        await StartMasterServerAsync();
        await LoadManagerAsync();
    }

    /// <summary>The master's server, without a manager.</summary>
    public async Task StartMasterServerAsync()
        => Master = await JackServer.StartAsync(MasterHost, Options.Manager, Options.MasterArguments);

    public async Task LoadManagerAsync()
    {
        ServerResult loaded = await Probe.LoadAsync(MasterHost, "netmanager", Options.ManagerArguments);
        if (loaded.Status != 0) throw new InvalidOperationException($"netmanager did not load: status 0x{loaded.Status:x}\n{Master.Log}");
    }

    public async Task StartSlaveAsync()
        => Slave = await JackServer.StartAsync(SlaveHost, Options.Driver, Options.SlaveArguments(SlaveName));

    /// <summary>Sends back what comes, once the slave has found its master.</summary>
    public async Task WireSlaveAsync()
    {
        if (_through is not null) await _through.DisposeAsync();
        if (Options.Channels > 0 && Options.Through)
            _through = await Probe.StartThroughAsync(SlaveHost, "system:capture_", "system:playback_", Options.Channels);
        else if (Options.Channels > 0)
            await Probe.WireAsync(SlaveHost, "system:capture_", "system:playback_", Options.Channels);
    }

    /// <summary>Waits until the manager shows this port of the slave.</summary>
    public async Task AwaitSessionAsync(string port)
    {
        HostProcess process = await Probe.StartAwaitPortAsync(MasterHost, $"{SlaveName}:{port}", wait: 8);
        await Probe.FinishAsync(process, ResultsJson.Default.AwaitResult, TimeSpan.FromSeconds(8));
    }

    /// <summary>Checks every frame of a while.</summary>
    /// <param name="seconds">How long.</param>
    /// <param name="settle">What is waited before.</param>
    /// <param name="rolls">Whether the transport rolls meanwhile, and only then is checked.</param>
    public Task<LoopResult> LoopAsync(double seconds = 1.5, double settle = 0.7, bool rolls = false)
        => Probe.LoopAsync(
            MasterHost, $"{SlaveName}:to_slave_", $"{SlaveName}:from_slave_", Options.Channels, seconds, settle, rolls: rolls);

    /// <summary>Lag and noise of sound that is sent for a while.</summary>
    public Task<SoundResult> SoundAsync(double seconds = 1.0, double settle = 1.0)
        => Probe.SoundAsync(MasterHost, $"{SlaveName}:to_slave_", $"{SlaveName}:from_slave_", Options.Channels, seconds, settle);

    /// <summary>The same, while the caller does something else.</summary>
    public Task<HostProcess> StartLoopAsync(double seconds, double settle = 0.7, double? report = null)
        => Probe.StartLoopAsync(
            MasterHost, $"{SlaveName}:to_slave_", $"{SlaveName}:from_slave_", Options.Channels, seconds, settle, report);

    /// <summary>Xruns that the servers themselves logged, so far.</summary>
    public int XrunLines => Master.XrunLines + Slave.XrunLines;

    public async ValueTask DisposeAsync()
    {
        if (_through is not null) await _through.DisposeAsync();
        if (Slave is not null) await Slave.DisposeAsync();
        if (Master is not null) await Master.DisposeAsync();
        await _network.DisposeAsync();
    }
}
