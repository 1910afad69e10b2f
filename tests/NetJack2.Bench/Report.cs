// SPDX-License-Identifier: GPL-2.0-or-later
using System.Text;

namespace NetJack2.Bench;

/// <summary>The comparison as Markdown.</summary>
internal static class Report
{
    public static string Write(IReadOnlyList<Figures> netJack2Cs, IReadOnlyList<Figures> jack2, int rounds, double seconds)
    {
        var text = new StringBuilder();
        text.AppendLine("# netjack2-cs and jack2, side by side").AppendLine();
        text.AppendLine(
            $"""
            Written by `scripts/bench.sh`: two test hosts on one machine with {Environment.ProcessorCount} processors
            ({Processor()}), stock jackd, 48 kHz, `-l 5`. Audio passes all channels in both directions and is checked.
            Each row is the median of {rounds} rounds of {seconds} s, netjack2-cs and jack2 in turn.
            The ratio is netjack2-cs ÷ jack2: less than 1 is better.

            ## CPU per cycle of the whole server, µs

            | channels | frames | master: netjack2-cs | jack2 | ratio | slave: netjack2-cs | jack2 | ratio |
            |---:|---:|---:|---:|---:|---:|---:|---:|
            """);
        foreach (var (a, b) in netJack2Cs.Zip(jack2))
        {
            text.AppendLine(
                $"| {a.Channels} | {a.Period} | {a.MasterCpu:0.0} | {b.MasterCpu:0.0} | {Ratio(a.MasterCpu, b.MasterCpu)} "
                + $"| {a.SlaveCpu:0.0} | {b.SlaveCpu:0.0} | {Ratio(a.SlaveCpu, b.SlaveCpu)} |");
        }

        text.AppendLine(
            """

            ## Delay of the master's other clients, µs

            The time from the start of the master's cycle until a client runs that is behind the slave's client.

            | channels | frames | 99.9 %: netjack2-cs | jack2 | ratio | worst: netjack2-cs | jack2 | xruns: netjack2-cs | jack2 |
            |---:|---:|---:|---:|---:|---:|---:|---:|---:|
            """);
        foreach (var (a, b) in netJack2Cs.Zip(jack2))
        {
            text.AppendLine(
                $"| {a.Channels} | {a.Period} | {a.Delay999:0} | {b.Delay999:0} | {Ratio(a.Delay999, b.Delay999)} "
                + $"| {a.DelayMax:0} | {b.DelayMax:0} | {a.Xruns:0} | {b.Xruns:0} |");
        }

        text.AppendLine(
            """

            ## Audio

            | channels | frames | round trip, frames: netjack2-cs | jack2 | lost or wrong frames: netjack2-cs | jack2 |
            |---:|---:|---:|---:|---:|---:|
            """);
        foreach (var (a, b) in netJack2Cs.Zip(jack2))
            text.AppendLine($"| {a.Channels} | {a.Period} | {a.RoundTrip:0} | {b.RoundTrip:0} | {a.LostFrames:0} | {b.LostFrames:0} |");

        text.AppendLine(
            """

            ## Memory and start

            *RSS* is the resident memory of master + slave, *load* the time to load netmanager, *found* the time until the slave is found.

            | channels | frames | RSS, MiB: netjack2-cs | jack2 | load, ms: netjack2-cs | jack2 | found, ms: netjack2-cs | jack2 |
            |---:|---:|---:|---:|---:|---:|---:|---:|
            """);
        foreach (var (a, b) in netJack2Cs.Zip(jack2))
        {
            text.AppendLine(
                $"| {a.Channels} | {a.Period} | {a.MasterResidentMiB:0.0} + {a.SlaveResidentMiB:0.0} "
                + $"| {b.MasterResidentMiB:0.0} + {b.SlaveResidentMiB:0.0} "
                + $"| {a.LoadMilliseconds:0.0} | {b.LoadMilliseconds:0.0} | {a.FoundMilliseconds:0} | {b.FoundMilliseconds:0} |");
        }

        return text.ToString();
    }

    private static string Ratio(double netJack2Cs, double jack2) => jack2 > 0 ? $"{netJack2Cs / jack2:0.00}" : "–";

    private static string Processor()
        => File.ReadLines("/proc/cpuinfo").FirstOrDefault(line => line.StartsWith("model name", StringComparison.Ordinal))
            ?.Split(':')[1].Trim() ?? "unknown";
}
