// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.JackProbe.Results;
using NetJack2.SystemTests.Harness;
using NetJack2.TestHosts;
using NetJack2.TestHosts.Hosts;
using NetJack2.TestHosts.Processes;
using NetJack2.TestHosts.Servers;

namespace NetJack2.SystemTests.Adapters;

/// <summary>A netadapter in a server whose sample rate changes while its session with a master runs.</summary>
[TestFixture]
[Lane(Lane.Tolerant, Seconds = 15)]
public class ServerRateTests : SystemTest
{
    private const int Period = 256;
    private const string DriverPort = "19001";
    private static readonly TimeSpan s_limit = TimeSpan.FromSeconds(10);

    /// <summary>The driver of that server is a slave of another master, which comes later and has another rate.</summary>
    [Test]
    [Property("Defect", "Fault-17")]
    public Task A_netadapter_follows_the_rate_of_its_own_server() => Attempts.AssertAsync(Period, async () =>
    {
        await using TestNetwork network = await TestNetwork.StartAsync(leaves: 2);
        TestHost host = network.Leaves[0], other = network.Leaves[1];
        await using JackServer master = await JackServer.StartAsync(
            network.Hub, DriverFolder.NetJack2Cs, JackServerArguments.Dummy(Period));
        Assert.That((await Probe.LoadAsync(network.Hub, "netmanager")).Status, Is.Zero, master.Log);
        await using JackServer slave = await JackServer.StartAsync(host, DriverFolder.NetJack2Cs, JackServerArguments.Net(
            synchronous: false, "-n", "stage", "-p", DriverPort, "-C", "2", "-P", "2"));
        Assert.That((await Probe.LoadAsync(host, "netadapter", "-n keys -l 5")).Status, Is.Zero, slave.Log);
        await master.AwaitLogAsync("New slave 'keys'", s_limit);
        await Probe.WireAsync(host, "netadapter:capture_", "netadapter:playback_", 2);
        ToneResult before = await MeasureToneAsync(network.Hub);

        await using JackServer later = await JackServer.StartAsync(
            other, DriverFolder.NetJack2Cs, JackServerArguments.Dummy(period: 512, rate: 32_000));
        Assert.That((await Probe.LoadAsync(other, "netmanager", $"-p {DriverPort}")).Status, Is.Zero, later.Log);
        await slave.AwaitLogAsync("32000 Hz, 512 frames", s_limit);
        ToneResult after = await MeasureToneAsync(network.Hub);
        int xruns = master.XrunLines + slave.XrunLines + later.XrunLines + before.Xruns + after.Xruns;
        return (xruns, IsWhole(before) && IsWhole(after), $"48 kHz: {before.Summary}; 32 kHz: {after.Summary}");
    });

    private static async Task<ToneResult> MeasureToneAsync(TestHost master)
    {
        HostProcess tone = await Probe.StartToneAsync(master, "keys:to_slave_", "keys:from_slave_", 2, seconds: 2, settle: 3);
        return await Probe.FinishAsync(tone, ResultsJson.Default.ToneResult, TimeSpan.FromSeconds(20));
    }

    private static bool IsWhole(ToneResult heard) => heard.Frames > 0 && heard.LongestGap <= 1 && heard.Clicks == 0;
}
