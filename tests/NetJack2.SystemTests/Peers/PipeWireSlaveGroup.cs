// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.JackProbe.Results;
using NetJack2.TestHosts;
using NetJack2.TestHosts.Hosts;
using NetJack2.TestHosts.Peers;
using NetJack2.TestHosts.Processes;
using NetJack2.TestHosts.Servers;

namespace NetJack2.SystemTests.Peers;

/// <summary>A master of netjack2-cs, and PipeWire slaves that send back what comes.</summary>
/// <remarks>They ask for no number of ports and get one for each of the master's card: all have as many.</remarks>
internal sealed class PipeWireSlaveGroup : IAsyncDisposable
{
    private const string MidiCard = "card";
    private const string Label = "NETJACK2";
    private readonly TestNetwork _network;
    private readonly List<IAsyncDisposable> _started = [];
    private readonly List<PipeWireDaemon> _slaves = [];

    private PipeWireSlaveGroup(TestNetwork network, PipeWireSetup setup)
    {
        _network = network;
        Setup = setup;
    }

    public PipeWireSetup Setup { get; }

    public TestHost MasterHost => _network.Hub;

    public IReadOnlyList<TestHost> Hosts => _network.Leaves;

    public IReadOnlyList<PipeWireDaemon> Slaves => _slaves;

    public JackServer Master { get; private set; } = null!;

    /// <summary>Everything up and wired.</summary>
    /// <param name="otherHosts">Hosts beyond those of the slaves.</param>
    public static async Task<PipeWireSlaveGroup> StartAsync(PipeWireSetup setup, int otherHosts = 0)
    {
        var group = new PipeWireSlaveGroup(await TestNetwork.StartAsync(setup.Slaves.Count + otherHosts), setup);
        try
        {
            await group.StartMasterAsync();
            for (int index = 0; index < setup.Slaves.Count; index++)
                group._slaves.Add(await group.LaunchSlaveAsync(index));
            await group.LoopBackAsync();
            return group;
        }
        catch
        {
            await group.DisposeAsync();
            throw;
        }
    }

    /// <summary>A server whose card has as many ports as the slaves are to get, with the manager.</summary>
    public async Task StartMasterAsync()
    {
        int channels = Setup.Slaves[0].Channels;
        Master = await JackServer.StartAsync(MasterHost, DriverFolder.NetJack2Cs, new JackServerArguments(
            ["dummy", "-r", "48000", "-p", $"{Setup.Period}", "-C", $"{channels}", "-P", $"{channels}"], Synchronous: true));
        _started.Add(Master);
        _started.Add(await Probe.StartMidiCardAsync(MasterHost, MidiCard, 1));
        await Probe.LoadAsync(MasterHost, "netmanager");
    }

    /// <summary>Once the slaves have their master, gives their nodes ports and connects them.</summary>
    /// <remarks>
    /// The master stands still meanwhile: its slaves would run cycles in which some ports are connected, and up to version 1.6 PipeWire
    /// does not survive 41.
    /// </remarks>
    public async Task LoopBackAsync()
    {
        List<(string Receives, string Sends)> nodes = [];
        foreach (PipeWireDaemon slave in _slaves) nodes.Add(await slave.CreatePortsAsync(Label));
        bool pauses = Setup.Slaves[0].Channels > 40;
        if (pauses) Master.Send(Signal.Stop);
        try
        {
            foreach (var (slave, pair) in _slaves.Zip(nodes)) await slave.LinkAsync(pair.Receives, pair.Sends);
        }
        finally
        {
            if (pauses) Master.Send(Signal.Continue);
        }
    }

    /// <summary>One of the slaves once more, after it has ended.</summary>
    public async Task RestartSlaveAsync(int index)
    {
        await _slaves[index].DisposeAsync();
        _slaves[index] = await LaunchSlaveAsync(index);
        var (receives, sends) = await _slaves[index].CreatePortsAsync(Label);
        await _slaves[index].LinkAsync(receives, sends);
    }

    /// <param name="index">Of the slave's host.</param>
    public Task<HostProcess> StartLoopAsync(int index, double seconds, double settle)
    {
        string name = Hosts[index].Name;
        return Probe.StartLoopAsync(
            MasterHost, $"{name}:to_slave_", $"{name}:from_slave_", Setup.Slaves[0].Channels, seconds, settle);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (PipeWireDaemon slave in _slaves) await slave.DisposeAsync();
        foreach (IAsyncDisposable started in Enumerable.Reverse(_started)) await started.DisposeAsync();
        await _network.DisposeAsync();
    }

    private Task<PipeWireDaemon> LaunchSlaveAsync(int index)
        => PipeWireDaemon.StartSlaveAsync(Hosts[index], Hosts[index].Name, Setup.Period, Setup.Slaves[index].Latency);
}
