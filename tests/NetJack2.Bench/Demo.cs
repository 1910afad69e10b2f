// SPDX-License-Identifier: GPL-2.0-or-later
using System.CommandLine;
using System.Diagnostics;
using NetJack2.JackProbe.Results;
using NetJack2.TestHosts;
using NetJack2.TestHosts.Pairs;
using NetJack2.TestHosts.Processes;
using NetJack2.TestHosts.Servers;

namespace NetJack2.Bench;

/// <summary>Shows audio from a master through a slave and back, a table row each second, and a verdict.</summary>
internal static class Demo
{
    // Above what the probe needs to find the ports and to settle.
    private static readonly TimeSpan s_slack = TimeSpan.FromSeconds(15);

    public static Command Create()
    {
        var jack2 = new Option<bool>("--jack2") { Description = "Run the modules of jack2, for comparison." };
        var mesh = new Option<bool>("--mesh") { Description = "Three slaves that send to each other." };
        Option<int> seconds = CommandLine.Number("--seconds", 15, 1, 3600, "Seconds of audio to check");
        var command = new Command("demo", "Sends audio from a master to a slave and back, and checks every frame.")
        {
            seconds, jack2, mesh,
        };
        command.SetRun((options, interruption) => options.GetValue(mesh)
            ? MeshDemo.RunAsync(options.GetValue(seconds), interruption)
            : RunAsync(options.GetValue(seconds), options.GetValue(jack2), interruption));
        return command;
    }

    private static async Task<int> RunAsync(int seconds, bool isJack2, CancellationToken interruption)
    {
        (string name, DriverFolder drivers) = isJack2 ? ("jack2", DriverFolder.Jack2) : ("netjack2-cs", DriverFolder.NetJack2Cs);
        var options = new NetPairOptions(drivers, drivers) { Latency = 2, Through = false };
        await using NetPair pair = await NetPair.PrepareAsync(options);
        Console.WriteLine($"\n{name} on two test hosts of this machine, {options.Channels} channels each way:");
        await pair.StartMasterAsync();
        string clock = $"{options.Period} frames at {options.Rate} Hz";
        Console.WriteLine($"  master {pair.MasterHost.Address}: jackd -d dummy, {clock}, with netmanager");
        var time = Stopwatch.StartNew();
        await pair.StartSlaveAsync();
        Console.WriteLine($"  slave  {pair.SlaveHost.Address}: jackd -d net -l {options.Latency}");
        await pair.AwaitSessionAsync("from_slave_1");
        Console.WriteLine($"  The slave was connected {time.Elapsed.TotalSeconds:0.00} s after its start.\n");
        await pair.WireSlaveAsync();
        interruption.ThrowIfCancellationRequested();

        await using HostProcess loop = await pair.StartLoopAsync(seconds, settle: 0.5, report: 1);
        LoopResult result = await ShowAsync(pair, loop, TimeSpan.FromSeconds(seconds) + s_slack, interruption);
        await StopAsync(pair);
        return DemoVerdict.Print(result, options) ? 0 : 1;
    }

    private static async Task<LoopResult> ShowAsync(NetPair pair, HostProcess loop, TimeSpan limit, CancellationToken interruption)
    {
        var table = new DemoTable(pair);
        while (!loop.HasExited && loop.Age < limit)
        {
            await Task.Delay(TimeSpan.FromSeconds(0.2), interruption);
            ThrowIfEnded(pair.Master);
            ThrowIfEnded(pair.Slave);
            if (Probe.Latest(loop, ResultsJson.Default.LoopResult) is { } now) table.Show(now);
        }

        LoopResult result = await Probe.FinishAsync(loop, ResultsJson.Default.LoopResult, TimeSpan.Zero);
        table.Show(result);
        return result;
    }

    private static void ThrowIfEnded(JackServer server)
    {
        if (!server.IsRunning)
            throw new InvalidOperationException($"the server on {server.Host.Name} ended with code {server.ExitCode}\n{server.Log}");
    }

    private static async Task StopAsync(NetPair pair)
    {
        TimeSpan slave = await pair.Slave.StopAsync(TimeSpan.FromSeconds(10));
        await Probe.UnloadAsync(pair.MasterHost, "netmanager");
        TimeSpan master = await pair.Master.StopAsync(TimeSpan.FromSeconds(15));
        Console.WriteLine($"\nThe slave's server stopped in {slave.TotalSeconds:0.00} s, the master's in {master.TotalSeconds:0.00} s.");
    }
}
