// SPDX-License-Identifier: GPL-2.0-or-later
using System.Diagnostics;

namespace NetJack2.SystemTests.Harness;

/// <summary>A line for each fixture that has ended, in the file that NETJACK2_PROGRESS names: scripts/test.sh shows it.</summary>
internal static class Progress
{
    private static readonly string? s_file = Environment.GetEnvironmentVariable("NETJACK2_PROGRESS");
    private static readonly Lock s_lock = new();
    private static readonly int s_all = typeof(Progress).Assembly.GetTypes()
        .Count(type => type.IsSubclassOf(typeof(SystemTest)) && !type.IsAbstract);
    private static int s_ended;

    public static void Start()
        => Print($"{s_all} fixtures: first those that do not measure time, eight at a time; then six at a time; then one");

    public static void Add(Type fixture, Lane lane, TestContext.ResultAdapter result, long startedAt)
    {
        int number = Interlocked.Increment(ref s_ended);
        string counts = string.Join(", ", new (int Count, string Word)[]
        {
            (result.PassCount, "passed"),
            (result.FailCount, "failed"),
            (result.InconclusiveCount, "inconclusive"),
            (result.SkipCount, "skipped"),
        }.Where(entry => entry.Count > 0).Select(entry => $"{entry.Count} {entry.Word}"));
        double seconds = Stopwatch.GetElapsedTime(startedAt).TotalSeconds;
        Print($"[{number}/{s_all}] {fixture.Namespace!.Split('.')[^1]}/{fixture.Name}: {counts} ({seconds:0} s, {lane})");
    }

    private static void Print(string line)
    {
        if (s_file is null) return;
        lock (s_lock) File.AppendAllText(s_file, $"{line}\n");
    }
}
