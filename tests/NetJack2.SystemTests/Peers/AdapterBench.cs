// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.JackProbe.Results;
using NetJack2.TestHosts;
using NetJack2.TestHosts.Hosts;
using NetJack2.TestHosts.Processes;
using NetJack2.TestHosts.Servers;

namespace NetJack2.SystemTests.Peers;

/// <summary>
/// A server with netmanager of netjack2-cs, and one with a dummy clock of its own and the netadapter of jack2, with a client between its
/// ports.
/// </summary>
/// <remarks>
/// A client, for an adapter whose outputs are connected to its own inputs stays silent, with jack2 peers on both sides too.
/// </remarks>
internal sealed class AdapterBench : IAsyncDisposable
{
    public const string ClientName = "adapter";
    private const int Channels = 2;
    private readonly TestNetwork _network;
    private readonly HostProcess _through;

    private AdapterBench(TestNetwork network, JackServer master, JackServer adapter, HostProcess through)
    {
        _network = network;
        _through = through;
        Master = master;
        Adapter = adapter;
    }

    public JackServer Master { get; }

    public JackServer Adapter { get; }

    public TestHost MasterHost => _network.Hub;

    public static async Task<AdapterBench> StartAsync(int period, int adapterPeriod)
    {
        TestNetwork network = await TestNetwork.StartAsync();
        try
        {
            JackServer master = await JackServer.StartAsync(
                network.Hub, DriverFolder.NetJack2Cs, JackServerArguments.Dummy(period, synchronous: true));
            await Probe.LoadAsync(network.Hub, "netmanager");
            var (adapter, through) = await StartAdapterAsync(network.Leaves[0], adapterPeriod);
            return new AdapterBench(network, master, adapter, through);
        }
        catch
        {
            await network.DisposeAsync();
            throw;
        }
    }

    /// <summary>
    /// The server with the adapter, and the client that sends back what comes; it returns when the adapter has found a master.
    /// </summary>
    public static async Task<(JackServer Server, HostProcess Through)> StartAdapterAsync(TestHost host, int period)
    {
        JackServer server = await JackServer.StartAsync(host, DriverFolder.Jack2, JackServerArguments.Dummy(period, synchronous: true));
        ServerResult loaded = await Probe.LoadAsync(host, "netadapter", $"-n {ClientName} -C {Channels} -P {Channels}");
        if (loaded.Status != 0) throw new InvalidOperationException($"netadapter did not load: status 0x{loaded.Status:x}\n{server.Log}");
        return (server, await Probe.StartThroughAsync(host, "netadapter:capture_", "netadapter:playback_", Channels));
    }

    /// <summary>
    /// How often the adapter has emptied its rings: it does that when the machine is late, and cuts a hole of 20 ms into the sound.
    /// </summary>
    public int Resets => Adapter.Log.Split("ringbuffer failure").Length - 1;

    /// <summary>A tone there and back; a reset of the adapter's counts as an xrun.</summary>
    public async Task<(ToneResult Result, int Xruns, bool IsGood, string Summary)> MeasureAsync(double seconds)
    {
        int Disturbances() => Master.XrunLines + Adapter.XrunLines + Resets;
        int before = Disturbances();
        await using HostProcess tone = await Probe.StartToneAsync(
            MasterHost, $"{ClientName}:to_slave_", $"{ClientName}:from_slave_", Channels, seconds, settle: 2.5);
        ToneResult result = await Probe.FinishAsync(tone, ResultsJson.Default.ToneResult, TimeSpan.FromSeconds(seconds + 12));
        return (result, result.Xruns + Disturbances() - before, IsTone(result), result.Summary);
    }

    /// <summary>Level and pitch are what was sent, and nothing is missing that would be audible.</summary>
    public static bool IsTone(ToneResult result)
        => result is { RmsMin: > 0.95, RmsMax: < 1.05, FrequencyMin: > 438, FrequencyMax: < 442, LongestGap: < 100 };

    public async ValueTask DisposeAsync()
    {
        await _through.DisposeAsync();
        await Adapter.DisposeAsync();
        await Master.DisposeAsync();
        await _network.DisposeAsync();
    }
}
