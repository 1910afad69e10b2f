// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.JackProbe.Results;
using NetJack2.TestHosts.Processes;

namespace NetJack2.TestHosts.Hosts;

/// <summary>A host between two others that hands on every Ethernet frame, as late, as often and as reliably as it is set to.</summary>
public sealed class Relay : IAsyncDisposable
{
    private const string First = "eth0", Second = "eth1";
    private static readonly TimeSpan s_limit = TimeSpan.FromSeconds(5);
    private readonly TestHost _host;
    private readonly HostProcess _process;

    private Relay(TestHost host, HostProcess process)
    {
        _host = host;
        _process = process;
    }

    /// <summary>Plugs a cable into each of two hosts, as their eth0, and joins them.</summary>
    internal static async Task<Relay> StartAsync(TestHost first, TestHost second)
    {
        TestHost host = await TestHost.StartAsync("relay");
        await PlugAsync(host, First, first);
        await PlugAsync(host, Second, second);
        HostProcess process = await Probe.StartRelayAsync(host, First, Second);
        return new Relay(host, process);
    }

    /// <summary>From now on, both ways alike but for their random generators.</summary>
    public Task ImpairAsync(Impairment both) => ImpairAsync(both, both with { Seed = both.Seed + 1000 });

    /// <summary>From now on. What is counted begins anew.</summary>
    /// <param name="there">What becomes of datagrams to the second host.</param>
    /// <param name="back">What becomes of those to the first.</param>
    public async Task ImpairAsync(Impairment there, Impairment back)
    {
        await _process.SendCommandAsync($"impair there {there.Options}", s_limit);
        await _process.SendCommandAsync($"impair back {back.Options}", s_limit);
    }

    /// <summary>A good network from now on. What is counted goes on.</summary>
    public Task HealAsync() => _process.SendCommandAsync("heal", s_limit);

    /// <summary>What has been done since <see cref="ImpairAsync(Impairment, Impairment)"/>.</summary>
    public async Task<RelayResult> ReportAsync()
    {
        await _process.SendCommandAsync("report", s_limit);
        return Probe.Latest(_process, ResultsJson.Default.RelayResult)!;
    }

    public async ValueTask DisposeAsync()
    {
        await _process.DisposeAsync();
        await _host.DisposeAsync();
    }

    // What a sender gives the kernel as one piece is cut when it leaves, so that each datagram is a frame of its own here.
    private static async Task PlugAsync(TestHost relay, string device, TestHost host)
    {
        await relay.RunAsync("ip", "link", "add", device, "type", "veth", "peer", "name", "eth0", "netns", $"{host.AnchorId}");
        await host.RunAsync("ip", "link", "set", "eth0", "gso_max_segs", "1");
        await relay.RunAsync("ip", "link", "set", device, "addrgenmode", "none", "up");
    }
}
