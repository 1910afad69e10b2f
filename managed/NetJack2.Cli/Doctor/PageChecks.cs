// SPDX-License-Identifier: GPL-2.0-or-later
using System.Net;
using NetJack2.Cli.Pages;
using NetJack2.Rig.Pages;
using NetJack2.Statistics;

namespace NetJack2.Cli.Doctor;

/// <summary>Modules that are loaded, and what others have left behind.</summary>
internal static class PageChecks
{
    // A manager that is reached offers a session within a second or two.
    private const double MostSearchSeconds = 10;

    public static IEnumerable<Finding> Run(IReadOnlyList<ModulePage> pages)
    {
        foreach (ModulePage page in pages)
        {
            string who = $"{page.Name} of jackd {page.ProcessId}";
            if (page.IsStale)
                yield return new Finding(
                    Verdict.Note,
                    $"{who} was not unloaded: that jackd was killed.",
                    "Nothing; what it left in /dev/shm is removed by the next module that is loaded.");
            else if (page.IsHanging)
                yield return new Finding(
                    Verdict.Wrong,
                    $"{who} has not written its page for {page.SecondsSinceUpdate:F0} s: that jackd is stopped or blocked.",
                    $"kill -CONT {page.ProcessId}, or end it");
            foreach (SessionReport session in page.IsStale ? [] : page.Sessions)
            {
                // Whether a session runs in a server that does not is of the past.
                if (!page.IsHanging)
                {
                    yield return Describe(page.Module, who, session);
                    if (LatencyAdvice.Of(page.Module, session) is { } advice)
                        yield return Advise(who, advice);
                }
                if (session.Counters.Faults != 0)
                    yield return DescribeFaults(who, session);
            }
        }
    }

    private static Finding Search(string who, SessionReport session)
    {
        string master = IPEndPoint.TryParse(session.Peer, out IPEndPoint? target) ? $" -a {target.Address} -p {target.Port}" : "";
        return SearchProblemText.Of(session.Counters.LastProblem) is { } problem
            ? new Finding(
                Verdict.Wrong,
                $"{who} has no session with a master at {session.Peer}: {problem}.",
                "The log of jackd has the details.")
            : new Finding(
                session.SecondsInState < MostSearchSeconds ? Verdict.Note : Verdict.Wrong,
                $"{who} has announced itself to {session.Peer} for {session.SecondsInState:F0} s, and no session runs.",
                $"netjack2 doctor --ask{master} shows whether a manager answers there; its log shows whether it rejects this slave. "
                    + "Group, port and interface (-a, -p, -I) must be those of the master.");
    }

    private static Finding DescribeFaults(string who, SessionReport session) => new(
        Verdict.Wrong,
        $"{who}: internal errors: {FaultText.Describe(session.Counters)}. Each cost a cycle its sound.",
        "This is a defect of netjack2-cs: please report it, with the lines 'internal error' of jackd's log.");

    private static Finding Advise(string who, LatencyAdvice advice) => advice.IsMoreNeeded
        ? new Finding(Verdict.Note, $"{who}: {advice}", "-l on the slave. A cable needs less than WLAN.")
        : new Finding(Verdict.Good, $"{who}: {advice}");

    private static Finding Describe(ModuleKind module, string who, SessionReport session)
    {
        if (module != ModuleKind.AudioAdapter && session.IsSearching)
            return Search(who, session);
        string name = session.Name.Length == 0 ? session.Peer : session.Name;
        SessionCounters counters = session.Counters;
        return session.IsRunning && counters.IncompleteCycles > counters.Cycles / 1000
            ? new Finding(
                Verdict.Note,
                $"{who}: '{name}' runs, but {counters.IncompleteCycles} of {counters.Cycles} cycles had a gap.",
                "A larger -l tolerates more delay on the network; a cable loses less than WLAN. "
                    + "netjack2 stat --watch shows whether it goes on.")
            : new Finding(
                session.IsRunning ? Verdict.Good : Verdict.Note, $"{who}: '{name}' is {session.State} for {session.SecondsInState:F0} s.");
    }
}
