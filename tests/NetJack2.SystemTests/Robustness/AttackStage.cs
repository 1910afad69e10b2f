// SPDX-License-Identifier: GPL-2.0-or-later
using System.Net;
using System.Text.Json;
using NetJack2.JackProbe.Results;
using NetJack2.SystemTests.Harness;
using NetJack2.TestHosts;
using NetJack2.TestHosts.Hosts;
using NetJack2.TestHosts.Pairs;
using NetJack2.TestHosts.Processes;
using NetJack2.TestHosts.Servers;

namespace NetJack2.SystemTests.Robustness;

/// <summary>
/// A manager with four slaves: two that are not attacked, a net driver and a netadapter that are attacked; and a stranger's host. The three
/// net drivers are members of the mesh. With NETJACK2_FULL=1 there is a slave of jack2 as well, which is not attacked.
/// </summary>
internal sealed class AttackStage : IAsyncDisposable
{
    public const string Innocent = "innocent", Victim = "victim", Adapter = "adapter", Friend = "friend", Jack2 = "jack2";
    public const int Port = 19000, MeshPort = 19001, Period = 256, Latency = 5, MeshLatency = 2, Channels = 2;

    // The client of a slave that has ended is kept for so many seconds.
    private const int HoldSeconds = 2;
    private const int StrangerAddresses = 6, SocketsOfSlave = 2, OwnSlaves = 4;

    private static readonly TimeSpan s_limit = TimeSpan.FromSeconds(10), s_calm = TimeSpan.FromSeconds(40);
    private readonly TestNetwork _network;
    private readonly List<JackServer> _servers = [];

    private AttackStage(TestNetwork network) => _network = network;

    public TestHost MasterHost => _network.Hub;

    public TestHost InnocentHost => _network.Leaves[0];

    public TestHost VictimHost => _network.Leaves[1];

    public TestHost AdapterHost => _network.Leaves[2];

    public TestHost Stranger => _network.Leaves[3];

    public TestHost FriendHost => _network.Leaves[4];

    /// <summary>The servers of master, innocent, victim, friend and adapter.</summary>
    public IReadOnlyList<JackServer> Servers => _servers;

    public int XrunLines => _servers.Sum(server => server.XrunLines);

    public string Manager => $"{MasterHost.Address}:{Port}";

    /// <summary>Whether there is a slave of jack2: a sixth server is too much for the run of a quarter of an hour.</summary>
    public static bool HasJack2 => Choice.IsFull;

    /// <summary>Addresses of the stranger.</summary>
    public IReadOnlyList<string> StrangerHosts { get; private set; } = [];

    public static async Task<AttackStage> StartAsync()
    {
        var stage = new AttackStage(await TestNetwork.StartAsync(leaves: HasJack2 ? 6 : 5));
        try
        {
            await stage.StartServersAsync();
            return stage;
        }
        catch
        {
            await stage.DisposeAsync();
            throw;
        }
    }

    /// <summary>The master's end of the session with a slave.</summary>
    /// <remarks>Offers to forged announcements have sockets of their own for some seconds.</remarks>
    public async Task<string> MasterEndOfAsync(TestHost slave)
    {
        IPEndPoint slaveEnd = IPEndPoint.Parse($"{slave.Address}:{Port}");
        int[] ports = [];
        await Poll.UntilAsync(
            () => (ports = [.. MasterHost.UdpSockets.Where(socket => socket.Remote.Equals(slaveEnd)).Select(socket => socket.Local.Port)])
                .Length == 1,
            s_limit,
            $"the session's socket for {slave.Name}");
        return $"{MasterHost.Address}:{ports[0]}";
    }

    /// <summary>The only session of a slave's host, or null: none runs.</summary>
    public static async Task<uint?> SessionIdAsync(TestHost host)
    {
        return NumberOf(await SessionAsync(host));
    }

    /// <summary>The session of a slave's host with the master.</summary>
    public static async Task<JsonElement> SessionAsync(TestHost host)
        => (await StatisticsProgram.ReadAsync(host)).Where(module => !IsMesh(module)).SelectMany(SessionsOf).Single();

    /// <summary>The numbers of the links of a member of the mesh.</summary>
    public static async Task<IReadOnlyList<uint>> LinksAsync(TestHost host)
        => [.. (await StatisticsProgram.ReadAsync(host)).Where(IsMesh).SelectMany(SessionsOf).Select(NumberOf).OfType<uint>()];

    /// <summary>The innocent slave's session, as the master counts. Others may use its name, and a page that was cut is written again soon.
    /// </summary>
    public async Task<JsonElement> InnocentSessionAsync()
    {
        string peer = $"{InnocentHost.Address}:{Port}";
        JsonElement? found = null;
        await Poll.UntilAsync(
            async () => (found = (await StatisticsProgram.ReadAsync(MasterHost)).SelectMany(SessionsOf).Where(
                session => string.Equals(session.GetProperty("peer").GetString(), peer, StringComparison.Ordinal))
                .Cast<JsonElement?>().SingleOrDefault()) is not null,
            s_limit,
            "the innocent slave's session in the statistics");
        return found!.Value;
    }

    /// <summary>Audio from the innocent member of the mesh to another one and back, until the probe is stopped.</summary>
    public Task<HostProcess> StartMeshLoopAsync(string through)
        => Probe.StartLoopAsync(InnocentHost, $"{through}:to_peer_", $"{through}:from_peer_", Channels, seconds: 3600, settle: 0.7);

    private static bool IsMesh(JsonElement module)
        => string.Equals(module.GetProperty("module").GetString(), "netmesh", StringComparison.Ordinal);

    private static IEnumerable<JsonElement> SessionsOf(JsonElement module) => module.GetProperty("sessions").EnumerateArray();

    private static uint? NumberOf(JsonElement session)
        => session.GetProperty("sessionId") is { ValueKind: JsonValueKind.Number } number ? number.GetUInt32() : null;

    /// <summary>Audio through a slave, until the probe is stopped.</summary>
    public Task<HostProcess> StartLoopAsync(string slave)
        => Probe.StartLoopAsync(MasterHost, $"{slave}:to_slave_", $"{slave}:from_slave_", Channels, seconds: 3600, settle: 0.7);

    /// <summary>Exceptions in the modules of all servers.</summary>
    public async Task<long> CountFaultsAsync()
    {
        long faults = 0;
        foreach (TestHost host in (TestHost[])[MasterHost, InnocentHost, VictimHost, AdapterHost, FriendHost])
        {
            faults += (await StatisticsProgram.ReadAsync(host)).SelectMany(SessionsOf)
                .Sum(session => session.TryGetProperty("faults", out JsonElement count) ? count.GetInt64() : 0);
        }

        return faults;
    }

    /// <summary>Waits until the clients of strangers have ended, and the sessions of the four slaves run.</summary>
    /// <remarks>Each has its socket and one for requests then, which the manager opens when the slave has shown whence it asks.</remarks>
    public Task<TimeSpan> AwaitCalmAsync() => Poll.UntilAsync(
        async () => (await PortSnapshot.ClientsAsync(MasterHost)).SequenceEqual(
            (string[])[Adapter, Friend, Innocent, .. HasJack2 ? [Jack2] : Array.Empty<string>(), "system", Victim], StringComparer.Ordinal)
            && await SessionIdAsync(VictimHost) is not null && await SessionIdAsync(AdapterHost) is not null
            && MasterHost.UdpSockets.Count(socket => socket.IsConnected) == SocketsOfSlave * OwnSlaves + (HasJack2 ? 1 : 0),
        s_calm,
        "only the four slaves");

    public async ValueTask DisposeAsync()
    {
        foreach (JackServer server in Enumerable.Reverse(_servers)) await server.DisposeAsync();
        await _network.DisposeAsync();
    }

    private async Task StartServersAsync()
    {
        JackServer master = await JackServer.StartAsync(
            MasterHost, DriverFolder.NetJack2Cs, JackServerArguments.Dummy(Period, synchronous: true));
        _servers.Add(master);
        Assert.That((await Probe.LoadAsync(MasterHost, "netmanager", $"-w {HoldSeconds}")).Status, Is.Zero, master.Log);
        TestHost[] members = [InnocentHost, VictimHost, FriendHost];
        foreach (var (host, name) in members.Zip([Innocent, Victim, Friend]))
        {
            JackServerArguments arguments = JackServerArguments.Net(
                synchronous: false, "-n", name, "-C", $"{Channels}", "-P", $"{Channels}", "-i", "1", "-o", "1", "-l", $"{Latency}");
            _servers.Add(await JackServer.StartAsync(host, DriverFolder.NetJack2Cs, arguments));
            await Probe.WireAsync(host, "system:capture_", "system:playback_", Channels);
            ServerResult mesh = await Probe.LoadAsync(host, "netmesh", $"-C {Channels} -P {Channels} -l {MeshLatency}");
            Assert.That(mesh.Status, Is.Zero, _servers[^1].Log);
        }

        foreach (TestHost member in (TestHost[])[VictimHost, FriendHost])
            await Probe.WireAsync(member, $"{Innocent}:from_peer_", $"{Innocent}:to_peer_", Channels);

        _servers.Add(await JackServer.StartAsync(AdapterHost, DriverFolder.NetJack2Cs, JackServerArguments.Dummy(Period)));
        ServerResult loaded = await Probe.LoadAsync(AdapterHost, "netadapter", $"-n {Adapter} -C {Channels} -P {Channels} -l {Latency}");
        Assert.That(loaded.Status, Is.Zero, _servers[^1].Log);
        await master.AwaitLogAsync($"New slave '{Adapter}'", s_limit);
        await Probe.WireAsync(AdapterHost, "netadapter:capture_", "netadapter:playback_", Channels);

        if (HasJack2)
        {
            TestHost host = _network.Leaves[5];
            _servers.Add(await JackServer.StartAsync(host, DriverFolder.Jack2, JackServerArguments.Net(
                synchronous: false, "-n", Jack2, "-C", $"{Channels}", "-P", $"{Channels}", "-l", $"{Latency}")));
            await master.AwaitLogAsync($"New slave '{Jack2}'", s_limit);
            await Probe.WireAsync(host, "system:capture_", "system:playback_", Channels);
        }

        List<string> addresses = [Stranger.Address];
        for (int number = 0; number < StrangerAddresses; number++)
        {
            string address = $"10.77.0.{100 + number}";
            await Stranger.RunAsync("ip", "addr", "add", $"{address}/24", "dev", "eth0");
            addresses.Add(address);
        }

        StrangerHosts = addresses;
    }
}
