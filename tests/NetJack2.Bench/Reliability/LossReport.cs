// SPDX-License-Identifier: GPL-2.0-or-later
using System.Globalization;
using System.Text;
using NetJack2.TestHosts.Losses;

namespace NetJack2.Bench.Reliability;

/// <summary>Loss and jitter as Markdown.</summary>
internal static class LossReport
{
    public static string Write(IReadOnlyList<LossRow> rows, CopyCost plain, CopyCost redundant)
    {
        var text = new StringBuilder();
        text.AppendLine(
            $"""
            Written by `scripts/reliability.sh losses` on a shared machine with {Environment.ProcessorCount} processors:
            {LossComparison.Channels} channels, {LossComparison.Period} frames at 48 kHz, from the master through the slave and back,
            {LossComparison.Seconds:0} s of a network that is bad in both directions, with the same random seed for all three. `-l 2`
            leaves no time for `-R 1`: it is left out there. A frame is wrong if it is not the sent one at its time:
            concealed, blended, silent or shifted. *Longest* is the longest burst of wrong frames.

            | network | wrong frames, %: netjack2-cs | `-R 1` | jack2 | longest, ms: netjack2-cs | `-R 1` | jack2 |
            |---|---:|---:|---:|---:|---:|---:|
            """);
        foreach (LossRow row in rows)
        {
            LossResult?[] each = [row.NetJack2Cs, row.Redundant, row.Jack2];
            text.AppendLine(
                $"| {row.Name}, `-l {row.Latency}` | {Join(each, Wrong)} "
                + $"| {Join(each, run => $"{run.Loop.LongestGap * 1000.0 / run.Loop.Rate:0.0}")} |");
        }

        text.AppendLine(
            """

            Wrong frames can also follow after the bad time: more than 100 %. The state afterwards:

            | network | lag, frames: agreed | netjack2-cs | `-R 1` | jack2 | wrong frames, %: netjack2-cs | `-R 1` | jack2 |
            |---|---:|---:|---:|---:|---:|---:|---:|
            """);
        foreach (LossRow row in rows)
        {
            LossResult?[] each = [row.NetJack2Cs, row.Redundant, row.Jack2];
            text.AppendLine(
                $"| {row.Name}, `-l {row.Latency}` | {row.Latency * LossComparison.Period} "
                + $"| {Join(each, run => run.After.Lag < 0 ? "no sound" : $"{run.After.Lag}")} "
                + $"| {Join(each, run => $"{100.0 * run.After.WrongFrames / run.After.Frames:0.0}")} |");
        }

        text.AppendLine(
            """

            Bytes in datagrams in that time, both directions, in KiB for each second:

            | network | netjack2-cs | `-R 1` | jack2 |
            |---|---:|---:|---:|
            """);
        foreach (LossRow row in rows)
        {
            LossResult?[] each = [row.NetJack2Cs, row.Redundant, row.Jack2];
            text.AppendLine(
                $"| {row.Name}, `-l {row.Latency}` "
                + $"| {Join(each, run => $"{(run.Relay.There.Bytes + run.Relay.Back.Bytes) / 1024.0 / LossComparison.Seconds:0.0}")} |");
        }

        text.AppendLine(
            """

            The cost of `-R 1` without losses, per cycle, medians of three rounds in turn:

            | | without | `-R 1` | ratio |
            |---|---:|---:|---:|
            """);
        AppendCost(text, "bytes in datagrams, both directions", plain.Bytes, redundant.Bytes, "0");
        AppendCost(text, "datagrams, both directions", plain.Datagrams, redundant.Datagrams, "0.0");
        AppendCost(text, "CPU of the master's server, µs", plain.MasterCpu, redundant.MasterCpu, "0.0");
        AppendCost(text, "CPU of the slave's server, µs", plain.SlaveCpu, redundant.SlaveCpu, "0.0");
        return text.ToString();
    }

    private static void AppendCost(StringBuilder text, string name, double plain, double redundant, string format)
    {
        CultureInfo culture = CultureInfo.InvariantCulture;
        string before = plain.ToString(format, culture), after = redundant.ToString(format, culture);
        text.AppendLine(culture, $"| {name} | {before} | {after} | {redundant / plain:0.00} |");
    }

    private static string Wrong(LossResult run)
        => $"{100.0 * run.Loop.WrongFrames / (LossComparison.Seconds * run.Loop.Rate * run.Loop.Channels):0.00}";

    private static string Join(LossResult?[] runs, Func<LossResult, string> figure)
        => string.Join(" | ", runs.Select(run => run is null ? "–" : figure(run)));
}
