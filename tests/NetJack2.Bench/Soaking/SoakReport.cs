// SPDX-License-Identifier: GPL-2.0-or-later
using System.Text;
using NetJack2.TestHosts.Pairs;

namespace NetJack2.Bench.Soaking;

/// <summary>The soak as Markdown.</summary>
internal static class SoakReport
{
    // Below it all is quick; a table does not gain from the difference.
    private const int FirstBucket = 5;

    public static string Write(NetPairOptions options, double minutes, double loss, SoakResult netJack2Cs, SoakResult jack2)
    {
        var text = new StringBuilder();
        text.AppendLine(
            $"""
            Written by `scripts/soak.sh` on a machine with {Environment.ProcessorCount} processors: netjack2-cs and jack2 for
            {minutes:0} minutes, at the same time, each with a master and a slave ({options.Channels} channels and MIDI,
            {options.Period} frames at 48 kHz, `-l {options.Latency}`{Losing(loss)}).

            | | netjack2-cs | jack2 |
            |---|---:|---:|
            | cycles | {netJack2Cs.Loop.Cycles} | {jack2.Loop.Cycles} |
            | frames lost or wrong, all channels | {netJack2Cs.Loop.WrongFrames} | {jack2.Loop.WrongFrames} |
            | xruns reported by the servers | {netJack2Cs.XrunLines} | {jack2.XrunLines} |
            | growth of the resident memory of both servers, KiB | {netJack2Cs.GrowthKiB} | {jack2.GrowthKiB} |
            | garbage collections | {Known(netJack2Cs.Collections)} | {Known(jack2.Collections)} |
            | bytes allocated in sessions | {Known(netJack2Cs.AllocatedBytes)} | {Known(jack2.AllocatedBytes)} |

            The delay of a client of the master that runs behind the slave's client, from the start of the cycle: in how many cycles
            of a million it was in each range.

            | µs | netjack2-cs | jack2 |
            |---|---:|---:|
            """);
        int last = Math.Max(LastOf(netJack2Cs), LastOf(jack2));
        for (int bucket = FirstBucket; bucket <= last; bucket++)
        {
            string range = bucket == FirstBucket ? $"less than {1 << bucket}" : $"{1 << (bucket - 1)} … {(1 << bucket) - 1}";
            text.AppendLine($"| {range} | {Share(netJack2Cs, bucket)} | {Share(jack2, bucket)} |");
        }

        return text.AppendLine(
            $"| median; worst | {netJack2Cs.Bystander.DelayMedian}; {netJack2Cs.Bystander.DelayMax} "
            + $"| {jack2.Bystander.DelayMedian}; {jack2.Bystander.DelayMax} |").ToString();
    }

    /// <summary>", 1 % of the packets lost"; nothing without loss.</summary>
    public static string Losing(double loss) => loss == 0 ? "" : $", {loss * 100:0.##} % of the packets lost each way";

    private static int LastOf(SoakResult result) => result.Bystander.Delays.ToList().FindLastIndex(count => count > 0);

    private static string Share(SoakResult result, int bucket)
    {
        IReadOnlyList<long> delays = result.Bystander.Delays;
        long count = bucket == FirstBucket ? delays.Take(bucket + 1).Sum() : delays[bucket];
        return count == 0 ? "–" : $"{count * 1e6 / result.Bystander.Cycles:0}";
    }

    private static string Known(long? count) => count is null ? "–" : $"{count}";
}
