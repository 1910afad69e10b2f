// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.JackProbe.Results;
using NetJack2.TestHosts;
using NetJack2.TestHosts.Hosts;
using NetJack2.TestHosts.Pairs;
using NetJack2.TestHosts.Servers;

namespace NetJack2.SystemTests.Harness;

/// <summary>A master, and slaves on hosts whose cables a test plugs in as it likes.</summary>
internal sealed class Stage : IAsyncDisposable
{
    private const int Period = 256, Channels = 2, Latency = 2;
    private static readonly NetPairOptions s_options
        = Pairings.NetJack2CsOnly with { Period = Period, Channels = Channels, Latency = Latency };
    private readonly List<TestHost> _hosts = [];
    private readonly List<JackServer> _slaves = [];

    private Stage(TestHost master)
    {
        Master = master;
        _hosts.Add(master);
    }

    public TestHost Master { get; }

    public JackServer Server { get; private set; } = null!;

    public static async Task<Stage> StartAsync() => new(await TestHost.StartAsync("master"));

    public async Task<TestHost> AddHostAsync(string name)
    {
        TestHost host = await TestHost.StartAsync(name);
        _hosts.Add(host);
        return host;
    }

    /// <summary>A second room on the master's own host.</summary>
    public async Task<TestHost> AddRoomAsync(string name)
    {
        TestHost room = await Master.StartRoomAsync(name);
        _hosts.Insert(0, room);
        return room;
    }

    /// <summary>The master's server, with the manager.</summary>
    public async Task StartMasterAsync(string arguments = "", bool awaitsGroup = true)
    {
        Server = await JackServer.StartAsync(Master, DriverFolder.NetJack2Cs, JackServerArguments.Dummy(Period, synchronous: true));
        Assert.That((await Probe.LoadAsync(Master, "netmanager", arguments)).Status, Is.Zero);
        if (awaitsGroup) await Server.AwaitLogAsync("Listening on", TimeSpan.FromSeconds(5));
    }

    /// <summary>A slave with its host's name that sends back what comes, once it is connected.</summary>
    public async Task<JackServer> StartSlaveAsync(TestHost host, params string[] options)
    {
        JackServer slave = await LaunchSlaveAsync(host, options);
        await Probe.WireAsync(host, "system:capture_", "system:playback_", Channels);
        return slave;
    }

    /// <summary>A slave, whether it finds its master or not.</summary>
    public async Task<JackServer> LaunchSlaveAsync(TestHost host, params string[] options)
    {
        JackServer slave = await JackServer.StartAsync(host, DriverFolder.NetJack2Cs, JackServerArguments.Net(
            synchronous: false, ["-n", host.Name, "-C", $"{Channels}", "-P", $"{Channels}", "-l", $"{Latency}", .. options]));
        _slaves.Add(slave);
        return slave;
    }

    /// <summary>Audio from the master through a slave and back.</summary>
    public async Task AssertAudioAsync(TestHost slave)
    {
        LoopResult result = await Attempts.RepeatAsync(s_options, async () =>
        {
            LoopResult run = await Probe.LoopAsync(Master, $"{slave.Name}:to_slave_", $"{slave.Name}:from_slave_", Channels, seconds: 1);
            return (run, run.Xruns + Server.XrunLines, run.IsPerfect, run.Summary);
        });
        Assert.That(result.Lag, Is.EqualTo(Latency * Period), result.Summary);
        Assert.That(result.IsPerfect, Is.True, result.Summary);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (JackServer slave in _slaves) await slave.DisposeAsync();
        if (Server is not null) await Server.DisposeAsync();
        foreach (TestHost host in _hosts) await host.DisposeAsync();
    }
}
