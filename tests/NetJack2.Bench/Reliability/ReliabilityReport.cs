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
            Written by `scripts/reliability.sh` on a shared machine with {Environment.ProcessorCount} processors; {period} frames at 48 kHz.
            One side is disconnected for {away.TotalSeconds:0} s: *paused* is SIGSTOP and SIGCONT, *killed* is SIGKILL and a new server,
            *unplugged* is the interface down and up. The first table is measured by a client of the **other** side's server that does
            not use the network.

            | disconnected | longest time between two cycles, ms: netjack2-cs | jack2 | frames missed: netjack2-cs | jack2 |
            |---|---:|---:|---:|---:|
            """);
        foreach (AbsenceRow row in absences)
        {
            text.AppendLine(
                $"| {row.Name} | {Gap(row.Ours?.Bystander.LongestGap)} | {Gap(row.Original?.Bystander.LongestGap)} "
                + $"| {Number(row.Ours?.Bystander.MissedFrames)} | {Number(row.Original?.Bystander.MissedFrames)} |");
        }

        text.AppendLine(
            """

            The ports and connections that were kept, when audio resumed, and the clients of the master afterwards:

            | disconnected | ports kept: netjack2-cs | jack2 | audio after, s: netjack2-cs | jack2 | clients: netjack2-cs | jack2 |
            |---|---|---|---:|---:|---|---|
            """);
        foreach (AbsenceRow row in absences)
        {
            text.AppendLine(
                $"| {row.Name} | {YesNo(row.Ours?.KeepsPorts)} | {YesNo(row.Original?.KeepsPorts)} "
                + $"| {Seconds(row.Ours?.SecondsToSound)} | {Seconds(row.Original?.SecondsToSound)} "
                + $"| {Names(row.Ours?.Clients)} | {Names(row.Original?.Clients)} |");
        }

        text.AppendLine(
            """

            – means that the server ended, or audio did not resume within 8 s. Where jack2 does not keep ports, their connections are
            lost, and a user has to make them again.

            A flood from a foreign host, for 3 s; 2 channels, 256 frames, `-l 5`. *Later* is by how much later (median) a client runs
            that is behind the slave's client:

            | flood | datagrams/s: netjack2-cs | jack2 | frames lost or wrong: netjack2-cs | jack2 | later, µs: netjack2-cs | jack2 |
            |---|---:|---:|---:|---:|---:|---:|
            """);
        foreach (FloodRow row in floods)
        {
            text.AppendLine(
                $"| {row.Name} | {Number((long?)row.Ours?.Rate)} | {Number((long?)row.Original?.Rate)} "
                + $"| {Number(Lost(row.Ours))} | {Number(Lost(row.Original))} "
                + $"| {Number(Later(row.Ours))} | {Number(Later(row.Original))} |");
        }

        return text.ToString();
    }

    private static long? Lost(TestHosts.Floods.FloodResult? result) => result?.Loop.WrongFrames;

    private static long? Later(TestHosts.Floods.FloodResult? result) => result?.Flooded.DelayMedian - result?.Quiet.DelayMedian;

    private static string Gap(long? microseconds) => microseconds is null ? "–" : $"{microseconds / 1e3:0.0}";

    private static string Number(long? number) => number is null ? "–" : $"{number}";

    private static string YesNo(bool? answer) => answer is null ? "–" : answer.Value ? "yes" : "no";

    private static string Seconds(double? seconds) => seconds is null ? "–" : $"{seconds:0.00}";

    private static string Names(IReadOnlyList<string>? names) => names is null ? "–" : string.Join(' ', names);
}
