// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.JackProbe.Results;
using NetJack2.TestHosts;
using NetJack2.TestHosts.Hosts;
using NetJack2.TestHosts.Processes;
using NetJack2.TestHosts.Servers;

namespace NetJack2.Bench;

/// <summary>Shows audio between three slaves of one master, past the master: a row for each pair, and a verdict.</summary>
internal static class MeshDemo
{
    private const int Period = 256, Rate = 48_000, Channels = 2, Latency = 1;

    // Above what the probe needs to find the ports and to settle.
    private static readonly TimeSpan s_slack = TimeSpan.FromSeconds(15);

    public static async Task<int> RunAsync(int seconds, CancellationToken interruption)
    {
        await using TestNetwork network = await TestNetwork.StartAsync(leaves: 3);
        IReadOnlyList<TestHost> slaves = network.Leaves;
        List<JackServer> servers = [];
        try
        {
            Console.WriteLine($"\nnetjack2-cs on four test hosts of this machine, {Channels} channels between each two slaves:");
            servers.Add(await JackServer.StartAsync(
                network.Hub, DriverFolder.NetJack2Cs, JackServerArguments.Dummy(Period, Rate, synchronous: true)));
            await LoadAsync(network.Hub, "netmanager", "");
            Console.WriteLine($"  master {network.Hub.Address}: jackd -d dummy, {Period} frames at {Rate} Hz, with netmanager");
            foreach (TestHost slave in slaves)
            {
                servers.Add(await JackServer.StartAsync(
                    slave, DriverFolder.NetJack2Cs, JackServerArguments.Net(synchronous: false, "-n", slave.Name, "-l", "2")));
                await LoadAsync(slave, "netmesh", $"-l {Latency}");
                Console.WriteLine($"  {slave.Name} {slave.Address}: jackd -d net, netmesh -l {Latency}");
                interruption.ThrowIfCancellationRequested();
            }
            return await MeasureAsync(slaves, seconds);
        }
        finally
        {
            foreach (JackServer server in Enumerable.Reverse(servers)) await server.DisposeAsync();
        }
    }

    // Each slave sends to the next one, which connects what comes straight to what goes back.
    private static async Task<int> MeasureAsync(IReadOnlyList<TestHost> slaves, int seconds)
    {
        List<(TestHost From, TestHost To, HostProcess Loop)> loops = [];
        for (int index = 0; index < slaves.Count; index++)
        {
            TestHost from = slaves[index], to = slaves[(index + 1) % slaves.Count];
            await Probe.WireAsync(to, $"{from.Name}:from_peer_", $"{from.Name}:to_peer_", Channels);
            loops.Add((from, to, await Probe.StartLoopAsync(from, $"{to.Name}:to_peer_", $"{to.Name}:from_peer_", Channels, seconds)));
        }
        Console.WriteLine("\n  from    to      there and back          frames      wrong");
        bool isRight = true;
        foreach ((TestHost from, TestHost to, HostProcess loop) in loops)
        {
            LoopResult result = await Probe.FinishAsync(loop, ResultsJson.Default.LoopResult, TimeSpan.FromSeconds(seconds) + s_slack);
            string time = $"{result.Lag} frames ({1000.0 * result.Lag / Rate:F1} ms)";
            Console.WriteLine($"  {from.Name}  {to.Name}  {time,-22}  {result.Frames,-10}  {result.WrongFrames}");
            isRight &= result.IsPerfect && result.Lag == 2 * Latency * Period && result.PublishedLatency == result.Lag;
        }
        Console.WriteLine(isRight
            ? "\nPASSED: every frame came back right, after as long as the ports publish;\nthe master carried none of it."
            : "\nFAILED: frames were wrong, or came after another time than the ports publish.");
        return isRight ? 0 : 1;
    }

    private static async Task LoadAsync(TestHost host, string module, string options)
    {
        ServerResult loaded = await Probe.LoadAsync(host, module, options);
        if (loaded.Status != 0) throw new InvalidOperationException($"{module} was not loaded on {host.Name}: status {loaded.Status}");
    }
}
