// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.JackProbe.Results;
using NetJack2.SystemTests.Harness;
using NetJack2.TestHosts;
using NetJack2.TestHosts.Pairs;
using NetJack2.TestHosts.Processes;
using NetJack2.TestHosts.Servers;

namespace NetJack2.SystemTests.Robustness;

/// <summary>A stranger reports in the name of a router that packets are too long, or that the port is closed.</summary>
[TestFixture]
[Lane(Lane.Tolerant, Seconds = 20)]
[Property("Defect", "Fault-08, D-27")]
public class ForgedIcmpTests : SystemTest
{
    private const int Port = 19000, Count = 1500;

    [TestCase("", false, Description = "the slave has measured the path")]
    [TestCase("-M 1500", false, Description = "the user says how long packets are")]
    [TestCase("", true, Description = "jack2 measures nothing")]
    public async Task Forged_ICMP_messages_about_either_end_cost_no_frame(string arguments, bool isJack2Slave)
    {
        var options = new NetPairOptions(DriverFolder.NetJack2Cs, isJack2Slave ? DriverFolder.Jack2 : DriverFolder.NetJack2Cs)
        {
            Latency = 5,
            DriverArguments = arguments.Split(' ', StringSplitOptions.RemoveEmptyEntries),
        };
        LoopResult result = await Attempts.RepeatAsync(options, async () =>
        {
            await using NetPair pair = await NetPair.StartAsync(options, otherHosts: 1);
            await pair.AwaitSessionAsync("from_slave_1");
            await pair.WireSlaveAsync();
            string master = $"{pair.MasterHost.Address}:{pair.MasterHost.SessionPort}";
            string slave = $"{pair.SlaveHost.Address}:{Port}";
            return await Attempts.MeasureAsync(pair, async () =>
            {
                await using HostProcess loop = await pair.StartLoopAsync(seconds: 60, settle: 0.7);
                await Task.Delay(TimeSpan.FromSeconds(1));
                _ = await Probe.JunkAsync(pair.Others.First(), "icmp", master, Count, seed: 1, ["--source", slave]);
                if (!isJack2Slave)
                    _ = await Probe.JunkAsync(pair.Others.First(), "icmp", slave, Count, seed: 1, ["--source", master]);
                LoopResult run = await Probe.StopAsync(loop, ResultsJson.Default.LoopResult);
                Assert.That(pair.Master.Log + pair.Slave.Log, Does.Not.Contain("Cannot send"));
                return run;
            });
        });
        Assert.That(result.IsPerfect, Is.True, result.Summary);
    }
}
