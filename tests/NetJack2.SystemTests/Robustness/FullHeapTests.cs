// SPDX-License-Identifier: GPL-2.0-or-later
using System.Globalization;
using System.Text.Json;
using NetJack2.JackProbe.Results;
using NetJack2.SystemTests.Harness;
using NetJack2.TestHosts;
using NetJack2.TestHosts.Hosts;
using NetJack2.TestHosts.Pairs;
using NetJack2.TestHosts.Processes;
using NetJack2.TestHosts.Servers;

namespace NetJack2.SystemTests.Robustness;

/// <summary>The heap of a built netmanager.so is full: what needs memory is rejected, and the rest goes on.</summary>
/// <remarks>The runtime reads the limit of the heap from the environment, in hexadecimal, before that of the module.</remarks>
[TestFixture]
[Lane(Lane.Tolerant, Seconds = 20)]
public class FullHeapTests : SystemTest
{
    private static string Limit => Environment.GetEnvironmentVariable("LIMIT_X") ?? "400000";

    [Test]
    public async Task Experiment()
    {
        await using TestNetwork network = await TestNetwork.StartAsync(leaves: 2);
        await using JackServer master = await JackServer.StartAsync(
            network.Hub, DriverFolder.NetJack2Cs, JackServerArguments.Dummy(256, synchronous: true),
            new Dictionary<string, string>(StringComparer.Ordinal) { ["DOTNET_GCHeapHardLimit"] = Limit });
        ServerResult loaded = await Probe.LoadAsync(network.Hub, "netmanager", "-w 2");
        TestContext.Out.WriteLine($"load {loaded.Status} running {master.IsRunning}");
        await using JackServer slave = await JackServer.StartAsync(network.Leaves[0], DriverFolder.NetJack2Cs, JackServerArguments.Net(
            synchronous: false, "-n", "innocent", "-C", "2", "-P", "2", "-l", "5"));
        await Task.Delay(1500);
        List<string> addresses = [network.Leaves[1].Address];
        for (int number = 0; number < 6; number++)
        {
            string address = $"10.77.0.{100 + number}";
            await network.Leaves[1].RunAsync("ip", "addr", "add", $"{address}/24", "dev", "eth0");
            addresses.Add(address);
        }
        foreach (string plan in (string[])["memory", "churn", "churn"])
        {
            RogueResult rogues = await Probe.RogueAsync(network.Leaves[1], plan, $"{network.Hub.Address}:19000", addresses, 4);
            var session = (await StatisticsProgram.ReadAsync(network.Hub)).SelectMany(module => module.GetProperty("sessions").EnumerateArray()).FirstOrDefault();
            TestContext.Out.WriteLine($"{rogues}: running {master.IsRunning}, {session}");
        }
        TestContext.Out.WriteLine(master.Log);
    }
}
