// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.JackProbe.Results;
using NetJack2.TestHosts;
using NetJack2.TestHosts.Hosts;
using NetJack2.TestHosts.Peers;
using NetJack2.TestHosts.Processes;
using NetJack2.TestHosts.Servers;

namespace NetJack2.SystemTests.Peers;

/// <summary>A server with netmanager of netjack2-cs, and a libjacknet slave on another host.</summary>
internal sealed class JacknetSlavePair : IAsyncDisposable
{
    private readonly TestNetwork _network;
    private readonly JacknetSlaveOptions _options;

    private JacknetSlavePair(TestNetwork network, JackServer master, JacknetSlave slave, JacknetSlaveOptions options)
    {
        _network = network;
        Master = master;
        Slave = slave;
        _options = options;
    }

    public JackServer Master { get; }

    public JacknetSlave Slave { get; private set; }

    public TestHost MasterHost => _network.Hub;

    public string ClientName => Slave.ClientName;

    public static async Task<JacknetSlavePair> StartAsync(int period, JacknetSlaveOptions options)
    {
        TestNetwork network = await TestNetwork.StartAsync();
        try
        {
            JackServer master = await JackServer.StartAsync(
                network.Hub, DriverFolder.NetJack2Cs, JackServerArguments.Dummy(period, synchronous: true));
            await Probe.LoadAsync(network.Hub, "netmanager");
            return new JacknetSlavePair(network, master, await JacknetSlave.StartAsync(network.Leaves[0], options), options);
        }
        catch
        {
            await network.DisposeAsync();
            throw;
        }
    }

    /// <summary>Kills the slave's program and starts another.</summary>
    public async Task RestartSlaveAsync()
    {
        await Slave.DisposeAsync();
        Slave = await JacknetSlave.StartAsync(_network.Leaves[0], _options);
    }

    public Task<LoopResult> LoopAsync(double seconds = 1.5, double settle = 0.7)
        => Probe.LoopAsync(MasterHost, $"{ClientName}:to_slave_", $"{ClientName}:from_slave_", _options.Audio, seconds, settle);

    /// <summary>The same, and numbered events through the slave's first MIDI port and back at once.</summary>
    public async Task<(LoopResult Audio, MidiResult Midi)> LoopWithMidiAsync(
        IEnumerable<int> sizes, IEnumerable<int> times, double seconds = 1.5)
    {
        await using HostProcess loop = await Probe.StartLoopAsync(
            MasterHost, $"{ClientName}:to_slave_", $"{ClientName}:from_slave_", _options.Audio, seconds + 0.5);
        MidiResult midi = await MidiAsync(sizes, times, seconds: seconds);
        return (await Probe.FinishAsync(loop, ResultsJson.Default.LoopResult, TimeSpan.FromSeconds(seconds + 10)), midi);
    }

    /// <summary>The same with sound, through encodings that change samples.</summary>
    public Task<SoundResult> SoundAsync(double seconds = 1.5)
        => Probe.SoundAsync(MasterHost, $"{ClientName}:to_slave_", $"{ClientName}:from_slave_", _options.Audio, seconds);

    /// <summary>Numbered events through the slave's first MIDI port and back.</summary>
    public async Task<MidiResult> MidiAsync(IEnumerable<int> sizes, IEnumerable<int> times, int every = 1, double seconds = 1.5)
        => await Probe.FinishAsync(
            await Probe.StartMidiAsync(
                MasterHost, $"{ClientName}:midi_to_slave_1", $"{ClientName}:midi_from_slave_1", sizes, times, seconds, every: every),
            ResultsJson.Default.MidiResult,
            TimeSpan.FromSeconds(15));

    /// <summary>Waits until the manager shows the slave.</summary>
    public async Task AwaitSessionAsync()
    {
        HostProcess process = await Probe.StartAwaitPortAsync(MasterHost, $"{ClientName}:to_slave_1", wait: 8);
        await Probe.FinishAsync(process, ResultsJson.Default.AwaitResult, TimeSpan.FromSeconds(8));
    }

    public async ValueTask DisposeAsync()
    {
        await Slave.DisposeAsync();
        await Master.DisposeAsync();
        await _network.DisposeAsync();
    }
}
