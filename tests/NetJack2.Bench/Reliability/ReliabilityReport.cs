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
                $"| {row.Name} | {Gap(row.NetJack2Cs?.Bystander.LongestGap)} | {Gap(row.Jack2?.Bystander.LongestGap)} "
                + $"| {Number(row.NetJack2Cs?.Bystander.MissedFrames)} | {Number(row.Jack2?.Bystander.MissedFrames)} |");
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
                $"| {row.Name} | {YesNo(row.NetJack2Cs?.KeepsPorts)} | {YesNo(row.Jack2?.KeepsPorts)} "
                + $"| {Seconds(row.NetJack2Cs?.SecondsToSound)} | {Seconds(row.Jack2?.SecondsToSound)} "
                + $"| {Names(row.NetJack2Cs?.Clients)} | {Names(row.Jack2?.Clients)} |");
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
                $"| {row.Name} | {Number((long?)row.NetJack2Cs?.Rate)} | {Number((long?)row.Jack2?.Rate)} "
                + $"| {Number(Lost(row.NetJack2Cs))} | {Number(Lost(row.Jack2))} "
                + $"| {Number(Later(row.NetJack2Cs))} | {Number(Later(row.Jack2))} |");
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
