// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.Rig.Pages;
using NetJack2.Statistics;

namespace NetJack2.Cli.Pages;

/// <summary>Which network latency would have done for a session.</summary>
/// <param name="Session">The name of the other side.</param>
/// <param name="Now">The latency that the session has, in cycles.</param>
/// <param name="Needed">The least that would have done.</param>
/// <param name="Usual">The least that would have done for 999 of 1000 cycles; null where this end does not know it.</param>
/// <param name="Seconds">How long it was measured.</param>
/// <param name="WorstMilliseconds">The least margin.</param>
/// <param name="IsWhole">Whether the way there and back was measured, and not only the way here.</param>
/// <param name="Word">What option -l was given, where the latency follows what is needed by itself; null: a number.</param>
internal sealed record LatencyAdvice(
    string Session, int Now, int Needed, int? Usual, int Seconds, double WorstMilliseconds, bool IsWhole,
    string? Word = null)
{
    // What option -l takes.
    private const int MostLatency = 30;

    // From then on it is advice.
    private const int LeastSeconds = 10;

    /// <summary>Whether the latency follows what is needed by itself.</summary>
    public bool IsAutomatic => Word is not null;

    /// <summary>Whether the latency that the session has was not enough.</summary>
    public bool IsMoreNeeded => !IsAutomatic && Needed > Now;

    /// <summary>The advice for a session; null where nothing was measured, or not for long enough.</summary>
    public static LatencyAdvice? Of(ModuleKind module, SessionReport session)
    {
        SessionCounters counters = session.Counters;
        if (!session.IsRunning || session.Latency is not { } latency || session.SampleRate <= 0 || session.Period <= 0
            || counters.MarginCycles <= 0 || counters.MarginSeconds < LeastSeconds)
            return null;
        bool isWhole = module == ModuleKind.NetManager;
        // A master receives answers once in a cycle: their margin is in whole periods.
        double periods = counters.MarginUsual * 1e-6 * session.SampleRate / session.Period;
        int? usual = isWhole && latency != 0 ? Math.Clamp(latency - (int)Math.Floor(Math.Clamp(periods, -99, 99) + 0.1), 1, 99) : null;
        return new LatencyAdvice(
            session.Name.Length == 0 ? session.Peer : session.Name, latency, counters.LatencyNeeded, usual, counters.MarginSeconds,
            counters.MarginWorst / 1e3, isWhole, session.IsLatencyAutomatic ? session.LatencyWord : null);
    }

    /// <inheritdoc/>
    public override string ToString()
    {
        if (!IsWhole)
            return $"{Session}: this end alone needs -l {Least(Needed)} (now {Now}, last {Time}); "
                + "netjack2 stat on the master shows what the round trip needs.";
        if (IsAutomatic)
        {
            string option = Needed > MostLatency ? "no -l" : $"-l {Needed}";
            return $"{Session}: -l {Word} is {Now} now; {option} would have done for the last {Time}.";
        }
        string usual = Usual is { } cycles && cycles < Needed ? $"; for 99.9 % of the cycles -l {cycles} was enough" : "";
        if (Needed > MostLatency)
            return $"{Session}: no -l would have done for the last {Time}: a cycle came {-WorstMilliseconds:F1} ms too late (now -l {Now})"
                + $"{usual}.";
        return IsMoreNeeded ? $"{Session}: -l {Needed} is needed (now {Now}, last {Time}){usual}."
            : Needed == Now ? $"{Session}: -l {Now} was needed, and was enough, for the last {Time}{usual}."
            : $"{Session}: -l {Needed} would have done for the last {Time} (now {Now}){usual}.";
    }

    private string Time => Seconds >= 60 ? $"{Seconds / 60} min" : $"{Seconds} s";

    private static string Least(int cycles) => cycles > MostLatency ? $"more than {MostLatency}" : $"{cycles} or more";
}
