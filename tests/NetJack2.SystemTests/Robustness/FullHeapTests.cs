// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.JackProbe.Results;
using NetJack2.SystemTests.Harness;
using NetJack2.TestHosts;
using NetJack2.TestHosts.Hosts;
using NetJack2.TestHosts.Pairs;
using NetJack2.TestHosts.Processes;
using NetJack2.TestHosts.Servers;

namespace NetJack2.SystemTests.Robustness;

/// <summary>The heap of a built netmanager.so is full: slaves are rejected, and what runs goes on.</summary>
/// <remarks>The runtime reads the limit of the heap from the environment, before that of the module.</remarks>
[TestFixture]
[Lane(Lane.Tolerant, Seconds = 20)]
[Property("Defect", "Fault-01")]
public class FullHeapTests : SystemTest
{
    // Hexadecimal: 1.5 MiB. The module and a session need less; they and three of 255 channels need more.
    private const string Limit = "180000";

    // A slave that is rejected is offered a session again after ten seconds.
    private static readonly TimeSpan s_wait = TimeSpan.FromSeconds(15);

    [Test]
    public async Task What_has_no_room_is_rejected_and_a_session_goes_on_and_later_another_begins()
    {
        await using TestNetwork network = await TestNetwork.StartAsync(leaves: 3);
        TestHost stranger = network.Leaves[2];
        await using JackServer master = await JackServer.StartAsync(
            network.Hub, DriverFolder.NetJack2Cs, JackServerArguments.Dummy(256, synchronous: true),
            new Dictionary<string, string>(StringComparer.Ordinal) { ["DOTNET_GCHeapHardLimit"] = Limit });
        Assert.That((await Probe.LoadAsync(network.Hub, "netmanager", "-w 2")).Status, Is.Zero, master.Log);
        await using JackServer innocent = await StartSlaveAsync(network.Leaves[0], "innocent");
        await Probe.WireAsync(innocent.Host, "system:capture_", "system:playback_", 2);
        List<string> addresses = [stranger.Address];
        for (int number = 0; number < 6; number++)
        {
            string address = $"10.77.0.{100 + number}";
            await stranger.RunAsync("ip", "addr", "add", $"{address}/24", "dev", "eth0");
            addresses.Add(address);
        }

        LoopResult result = await Attempts.RepeatAsync(Pairings.NetJack2CsOnly with { Period = 256, Latency = 5 }, async () =>
        {
            await using HostProcess loop = await Probe.StartLoopAsync(
                network.Hub, "innocent:to_slave_", "innocent:from_slave_", 2, seconds: 3600, settle: 0.7);
            await Task.Delay(TimeSpan.FromSeconds(1));
            await Probe.RogueAsync(stranger, "memory", $"{network.Hub.Address}:19000", addresses, seconds: 3);
            Assert.That(master.IsRunning, Is.True, master.Log);
            LoopResult run = await Probe.StopAsync(loop, ResultsJson.Default.LoopResult);
            return (run, run.Xruns, run.IsPerfect, run.Summary);
        });
        Assert.That(result.IsPerfect, Is.True, result.Summary);
        Assert.That(master.Log, Does.Contain("is rejected: no memory for another session"));

        await using JackServer later = await StartSlaveAsync(network.Leaves[1], "later");
        await master.AwaitLogAsync("New slave 'later'", s_wait);
    }

    private static Task<JackServer> StartSlaveAsync(TestHost host, string name) => JackServer.StartAsync(
        host, DriverFolder.NetJack2Cs,
        JackServerArguments.Net(synchronous: false, "-n", name, "-C", "2", "-P", "2", "-l", "5"));
}
