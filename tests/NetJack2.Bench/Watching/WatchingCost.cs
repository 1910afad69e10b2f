// SPDX-License-Identifier: GPL-2.0-or-later
using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using NetJack2.TestHosts;
using NetJack2.TestHosts.Pairs;
using NetJack2.TestHosts.Processes;
using NetJack2.TestHosts.Servers;

namespace NetJack2.Bench.Watching;

/// <summary>What looking costs the servers: eight slaves, by turns alone and with <c>top</c> and the page open.</summary>
internal static class WatchingCost
{
    private const int Slaves = 8;
    private static readonly TimeSpan s_limit = TimeSpan.FromSeconds(10);

    public static Command Create()
    {
        Option<int> rounds = CommandLine.Number("--rounds", 5, 1, 100, "Rounds"),
            seconds = CommandLine.Number("--seconds", 10, 2, 600, "Seconds of each half of a round");
        var command = new Command("watching", "Measures what netjack2 top and serve cost the servers that they show.") { rounds, seconds };
        command.SetRun((options, interruption) => RunAsync(options.GetValue(rounds), options.GetValue(seconds), interruption));
        return command;
    }

    private static async Task<int> RunAsync(int rounds, int seconds, CancellationToken interruption)
    {
        var options = new NetPairOptions(DriverFolder.NetJack2Cs, DriverFolder.NetJack2Cs) { Through = false };
        await using SlaveGroup group = await SlaveGroup.StartAsync([.. Enumerable.Repeat(options, Slaves)]);
        await using HostProcess serve = await StatisticsProgram.StartAsync(group.Hub, "serve");
        await serve.AwaitTextAsync("http://", s_limit);
        double cyclesPerSecond = options.Rate / (double)options.Period;
        var ratios = new List<double>();
        Console.WriteLine("servers' CPU in µs a cycle: alone  looked at  ratio   xruns   top   serve (% of a processor)   serve's memory");
        for (int round = 0; round < rounds; round++)
        {
            (double alone, int xrunsAlone) = await MeasureAsync(group, seconds, cyclesPerSecond, interruption);
            await using HostProcess top = await group.Hub.StartAsync(
                "top", ["script", "-qfec", $"stty rows 24 cols 80; TERM=xterm exec {BuildPaths.StatisticsProgram} top", "/dev/null"]);
            await using HostProcess page = await group.Hub.StartAsync(
                "page",
                ["bash", "-c", "exec 3<>/dev/tcp/127.0.0.1/8019; printf 'GET /api/events HTTP/1.1\\r\\nHost: 127.0.0.1\\r\\n\\r\\n' >&3; "
                    + "cat <&3 >/dev/null"]);
            await Task.Delay(TimeSpan.FromSeconds(1), interruption);
            long start = Stopwatch.GetTimestamp();
            TimeSpan topBefore = CpuOfTree(top.Id), serveBefore = CpuOfTree(serve.Id);
            (double watched, int xruns) = await MeasureAsync(group, seconds, cyclesPerSecond, interruption);
            TimeSpan passed = Stopwatch.GetElapsedTime(start);
            double topShare = (CpuOfTree(top.Id) - topBefore) / passed, serveShare = (CpuOfTree(serve.Id) - serveBefore) / passed;
            if (top.HasExited || page.HasExited)
                throw new InvalidOperationException($"not looked at\n{top.Log}{page.Log}");
            ratios.Add(watched / alone);
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{alone,32:F1} {watched,10:F1} {watched / alone,6:F3}  {xrunsAlone,2} {xruns,2}  "
                + $"{topShare * 100,5:F2} {serveShare * 100,6:F2}{ProcessFigures.Of(serve.Id).ResidentKiB,30} KiB"));
        }
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"median ratio {ratios.Order().ElementAt(ratios.Count / 2):F3}"));
        return 0;
    }

    private static async Task<(double Microseconds, int Xruns)> MeasureAsync(
        SlaveGroup group, int seconds, double cyclesPerSecond, CancellationToken interruption)
    {
        int xruns = group.XrunLines;
        CpuMeter[] meters = [.. group.Servers.Select(server => new CpuMeter(server, cyclesPerSecond))];
        await Task.Delay(TimeSpan.FromSeconds(seconds), interruption);
        return (meters.Sum(meter => meter.Read()), group.XrunLines - xruns);
    }

    // Of a program, or of what runs in a terminal of script(1).
    private static TimeSpan CpuOfTree(int processId) => File.ReadAllText($"/proc/{processId}/task/{processId}/children")
        .Split(' ', StringSplitOptions.RemoveEmptyEntries)
        .Aggregate(ProcessFigures.Of(processId).CpuTime, (sum, child) => sum + CpuOfTree(int.Parse(child, CultureInfo.InvariantCulture)));
}
