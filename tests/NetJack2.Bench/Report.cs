// SPDX-License-Identifier: GPL-2.0-or-later
using System.Text;

namespace NetJack2.Bench;

/// <summary>The comparison as Markdown.</summary>
internal static class Report
{
    public static string Write(IReadOnlyList<Figures> ours, IReadOnlyList<Figures> original, int rounds, double seconds)
    {
        var text = new StringBuilder();
        text.AppendLine("# Ours and the original, side by side").AppendLine();
        text.AppendLine(
            $"""
            Written by `scripts/bench.sh`: two test hosts on one machine with {Environment.ProcessorCount} processors ({Processor()}), stock jackd, 48 kHz, `-l 5`,
            audio round all channels and checked; for each line ours and the original in turn, {rounds} rounds of {seconds} s, medians.
            The ratio is ours ÷ original: below 1 is better.

            ## CPU per cycle of the whole server, µs

            | channels | frames | master: ours | original | ratio | slave: ours | original | ratio |
            |---:|---:|---:|---:|---:|---:|---:|---:|
            """);
        foreach (var (a, b) in ours.Zip(original))
            text.AppendLine($"| {a.Channels} | {a.Period} | {a.MasterCpu:0.0} | {b.MasterCpu:0.0} | {Ratio(a.MasterCpu, b.MasterCpu)} | {a.SlaveCpu:0.0} | {b.SlaveCpu:0.0} | {Ratio(a.SlaveCpu, b.SlaveCpu)} |");

        text.AppendLine(
            """

            ## Time from the start of the master's cycle until a client after the slave's client runs, µs

            | channels | frames | 99.9 %: ours | original | ratio | worst: ours | original | xruns: ours | original |
            |---:|---:|---:|---:|---:|---:|---:|---:|---:|
            """);
        foreach (var (a, b) in ours.Zip(original))
            text.AppendLine($"| {a.Channels} | {a.Period} | {a.Delay999:0} | {b.Delay999:0} | {Ratio(a.Delay999, b.Delay999)} | {a.DelayMax:0} | {b.DelayMax:0} | {a.Xruns:0} | {b.Xruns:0} |");

        text.AppendLine(
            """

            ## What a user notices

            | channels | frames | round trip, frames: ours | original | lost or wrong frames: ours | original | RSS of master + slave, MiB: ours | original | load netmanager, ms: ours | original | slave found, ms: ours | original |
            |---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|
            """);
        foreach (var (a, b) in ours.Zip(original))
        {
            text.AppendLine(
                $"| {a.Channels} | {a.Period} | {a.RoundTrip:0} | {b.RoundTrip:0} | {a.LostFrames:0} | {b.LostFrames:0} | {a.MasterResidentMiB:0.0} + {a.SlaveResidentMiB:0.0} "
                + $"| {b.MasterResidentMiB:0.0} + {b.SlaveResidentMiB:0.0} | {a.LoadMilliseconds:0.0} | {b.LoadMilliseconds:0.0} | {a.FoundMilliseconds:0} | {b.FoundMilliseconds:0} |");
        }

        return text.ToString();
    }

    private static string Ratio(double ours, double original) => original > 0 ? $"{ours / original:0.00}" : "–";

    private static string Processor()
        => File.ReadLines("/proc/cpuinfo").FirstOrDefault(line => line.StartsWith("model name", StringComparison.Ordinal))?.Split(':')[1].Trim() ?? "unknown";
}
