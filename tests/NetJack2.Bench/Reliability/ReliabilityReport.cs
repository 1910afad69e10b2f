// SPDX-License-Identifier: GPL-2.0-or-later
using System.Text;

namespace NetJack2.Bench.Reliability;

/// <summary>The comparison as Markdown.</summary>
internal static class ReliabilityReport
{
    public static string Write(IReadOnlyList<AbsenceRow> absences, IReadOnlyList<FloodRow> floods, int period, TimeSpan away)
    {
        var text = new StringBuilder();
        text.AppendLine(
            $"""
            Written by `scripts/reliability.sh` on a machine with {Environment.ProcessorCount} processors that others used at the same time; {period} frames at 48 kHz.
            One side is away for {away.TotalSeconds:0} s: *paused* is SIGSTOP and SIGCONT, *killed* is SIGKILL and a new server, *unplugged* is the interface down and up.
            Watched is a client of the **other** side's server that has nothing to do with the network.

            | away | longest time between two cycles, ms: ours | original | frames missed: ours | original | ports and connections kept: ours | original | sound back after, s: ours | original | clients of the master afterwards: ours | original |
            |---|---:|---:|---:|---:|---|---|---:|---:|---|---|
            """);
        foreach (AbsenceRow row in absences)
        {
            text.AppendLine(
                $"| {row.Name} | {Gap(row.Ours?.Bystander.LongestGap)} | {Gap(row.Original?.Bystander.LongestGap)} | {Number(row.Ours?.Bystander.MissedFrames)} | {Number(row.Original?.Bystander.MissedFrames)} "
                + $"| {YesNo(row.Ours?.KeepsPorts)} | {YesNo(row.Original?.KeepsPorts)} | {Seconds(row.Ours?.SecondsToSound)} | {Seconds(row.Original?.SecondsToSound)} "
                + $"| {Names(row.Ours?.Clients)} | {Names(row.Original?.Clients)} |");
        }

        text.AppendLine(
            """

            –: the server did not live through it, or sound did not come back within 8 s. Where the original does not keep ports, their connections are gone: somebody would have to make them again.

            A flood by a stranger, for 3 s; 2 channels, 256 frames, `-l 5`:

            | flood | datagrams/s: ours | original | frames lost or wrong: ours | original | a client behind the slave's runs later by, µs (median): ours | original |
            |---|---:|---:|---:|---:|---:|---:|
            """);
        foreach (FloodRow row in floods)
        {
            text.AppendLine(
                $"| {row.Name} | {Number((long?)row.Ours?.Rate)} | {Number((long?)row.Original?.Rate)} | {Number(Lost(row.Ours))} | {Number(Lost(row.Original))} "
                + $"| {Number(row.Ours?.Flooded.DelayMedian - row.Ours?.Quiet.DelayMedian)} | {Number(row.Original?.Flooded.DelayMedian - row.Original?.Quiet.DelayMedian)} |");
        }

        return text.ToString();
    }

    private static long? Lost(TestHosts.Floods.FloodResult? result) => result?.Loop.WrongFrames;

    private static string Gap(long? microseconds) => microseconds is null ? "–" : $"{microseconds / 1e3:0.0}";

    private static string Number(long? number) => number is null ? "–" : $"{number}";

    private static string YesNo(bool? answer) => answer is null ? "–" : answer.Value ? "yes" : "no";

    private static string Seconds(double? seconds) => seconds is null ? "–" : $"{seconds:0.00}";

    private static string Names(IReadOnlyList<string>? names) => names is null ? "–" : string.Join(' ', names);
}
