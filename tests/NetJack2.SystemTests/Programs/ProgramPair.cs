// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.JackProbe.Results;
using NetJack2.SystemTests.Harness;
using NetJack2.TestHosts;
using NetJack2.TestHosts.Hosts;
using NetJack2.TestHosts.Peers;
using NetJack2.TestHosts.Servers;

namespace NetJack2.SystemTests.Programs;

/// <summary>A server with <c>netjack2 master</c>, and a slave with a net driver that sends back what comes.</summary>
internal sealed class ProgramPair : IAsyncDisposable
{
    private const string Slave = "slave";
    private readonly TestNetwork _network;
    private readonly ProgramSetup _setup;
    private PipeWireDaemon? _pipeWire;
    private JackServer? _jackd;
    private JackServer? _slave;

    private ProgramPair(TestNetwork network, ProgramSetup setup)
    {
        _network = network;
        _setup = setup;
    }

    public TestHost MasterHost => _network.Hub;

    public TestHost SlaveHost => _network.Leaves[0];

    public ClientProgram Master { get; private set; } = null!;

    /// <summary>The slave's server.</summary>
    public JackServer SlaveServer => _slave!;

    /// <summary>Xruns that the servers logged so far; PipeWire reports them to its clients only.</summary>
    public int XrunLines => (_jackd?.XrunLines ?? 0) + _slave!.XrunLines;

    /// <summary>Everything up and wired.</summary>
    /// <param name="options">Of the master.</param>
    public static async Task<ProgramPair> StartAsync(ProgramSetup setup, params string[] options)
    {
        var pair = new ProgramPair(await TestNetwork.StartAsync(), setup);
        try
        {
            await pair.StartServerAsync();
            pair.Master = await ClientProgram.StartAsync(pair.MasterHost, "master", options);
            pair._slave = await JackServer.StartAsync(pair.SlaveHost, setup.Driver, JackServerArguments.Net(synchronous: true, [
                "-n", Slave, "-C", $"{setup.Channels}", "-P", $"{setup.Channels}", "-l", $"{setup.Latency}"]));
            await Probe.WireAsync(pair.SlaveHost, "system:capture_", "system:playback_", setup.Channels);
            return pair;
        }
        catch
        {
            await pair.DisposeAsync();
            throw;
        }
    }

    /// <summary>The server, again where it was killed.</summary>
    public async Task StartServerAsync()
    {
        if (_setup.OnPipeWire)
            _pipeWire = await PipeWireDaemon.StartServerAsync(MasterHost, _setup.Period);
        else
            _jackd = await JackServer.StartAsync(
                MasterHost, DriverFolder.Jack2, JackServerArguments.Dummy(_setup.Period, synchronous: true));
    }

    /// <summary>Kills the server.</summary>
    public async Task KillServerAsync()
    {
        if (_pipeWire is not null) await _pipeWire.DisposeAsync();
        if (_jackd is not null) await _jackd.DisposeAsync();
        (_pipeWire, _jackd) = (null, null);
    }

    /// <summary>Asks the server for another period.</summary>
    public Task SetPeriodAsync(int frames)
        => _pipeWire is not null ? _pipeWire.SetQuantumAsync(frames) : Probe.SetBufferSizeAsync(MasterHost, frames);

    /// <summary>Checks every frame of a while.</summary>
    public async Task<(LoopResult Result, int Xruns, bool IsGood, string Summary)> LoopAsync(
        int? period = null, double seconds = 1, double settle = 0.7)
    {
        int before = XrunLines;
        LoopResult loop = await Probe.LoopAsync(
            MasterHost, $"{Slave}:to_slave_", $"{Slave}:from_slave_", _setup.Channels, seconds, settle);
        bool isGood = loop.IsPerfect && loop.Lag == _setup.Latency * (period ?? _setup.Period);
        return (loop, loop.Xruns + XrunLines - before, isGood, loop.Summary);
    }

    /// <summary>The slave's ports on the master, with their connections.</summary>
    public Task<IReadOnlyList<string>> ReadPortsAsync() => PortSnapshot.ReadAsync(MasterHost, $"{Slave}:");

    public async ValueTask DisposeAsync()
    {
        if (_slave is not null) await _slave.DisposeAsync();
        if (Master is not null) await Master.DisposeAsync();
        await KillServerAsync();
        await _network.DisposeAsync();
    }
}
