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
            Console.WriteLine($"\nnetjack2-cs on four test hosts of this machine,\n{Channels} channels between each two slaves:");
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
            return await MeasureAsync(slaves, seconds, interruption);
        }
        finally
        {
            foreach (JackServer server in Enumerable.Reverse(servers)) await server.DisposeAsync();
        }
    }

    // Each slave sends to the next one, which connects what comes straight to what goes back.
    private static async Task<int> MeasureAsync(IReadOnlyList<TestHost> slaves, int seconds, CancellationToken interruption)
    {
        List<(string Name, HostProcess Process)> loops = [];
        for (int index = 0; index < slaves.Count; index++)
        {
            TestHost from = slaves[index], to = slaves[(index + 1) % slaves.Count];
            await Probe.WireAsync(to, $"{from.Name}:from_peer_", $"{from.Name}:to_peer_", Channels);
            HostProcess loop = await Probe.StartLoopAsync(
                from, $"{to.Name}:to_peer_", $"{to.Name}:from_peer_", Channels, seconds, report: 1);
            loops.Add(($"{from.Name} to {to.Name}", loop));
        }
        var table = new MeshTable([.. loops.Select(loop => loop.Name)]);
        TimeSpan limit = TimeSpan.FromSeconds(seconds) + s_slack;
        while (loops.Exists(loop => !loop.Process.HasExited) && loops[0].Process.Age < limit)
        {
            await Task.Delay(TimeSpan.FromSeconds(0.2), interruption);
            table.Show([.. loops.Select(loop => Probe.Latest(loop.Process, ResultsJson.Default.LoopResult))]);
        }

        string? fault = null;
        long frames = 0;
        foreach ((string name, HostProcess loop) in loops)
        {
            LoopResult result = await Probe.FinishAsync(loop, ResultsJson.Default.LoopResult, TimeSpan.Zero);
            frames += result.Frames;
            string? own = DemoVerdict.FaultOf(result, 2 * Latency * Period, $"-l {Latency}")
                ?? (result.PublishedLatency == result.Lag
                    ? null : $"the ports publish {result.PublishedLatency} frames, and not {result.Lag}.");
            fault ??= own is null ? null : $"{name}: {own}";
        }
        const int Lag = 2 * Latency * Period;
        string right = $"all {frames} frames came back right, {Lag} frames ({1000.0 * Lag / Rate:0.0} ms) later.\n"
            + "The master carried none of them.";
        Console.WriteLine();
        return DemoVerdict.Print(fault, right) ? 0 : 1;
    }

    private static async Task LoadAsync(TestHost host, string module, string options)
    {
        ServerResult loaded = await Probe.LoadAsync(host, module, options);
        if (loaded.Status != 0) throw new InvalidOperationException($"{module} was not loaded on {host.Name}: status {loaded.Status}");
    }
}
