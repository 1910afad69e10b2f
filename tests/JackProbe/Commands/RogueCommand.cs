// SPDX-License-Identifier: GPL-2.0-or-later
using System.Diagnostics;
using System.Net;
using NetJack2.JackProbe.Results;
using NetJack2.JackProbe.Rogues;

namespace NetJack2.JackProbe.Commands;

/// <summary>
/// <c>rogue --plan NAME --target IP:PORT --sources IP,… [--seconds N] [--seed N]</c>: slaves that keep to the protocol and are a nuisance,
/// at addresses of this host in turn.
/// </summary>
internal static class RogueCommand
{
    public static int Run(Options options)
    {
        if (!RoguePlan.All.TryGetValue(options.Text("plan"), out RoguePlan? plan)) throw new ProbeException("unknown --plan");
        IPEndPoint target = IPEndPoint.Parse(options.Text("target"));
        IPAddress[] sources = [.. options.Text("sources").Split(',').Select(IPAddress.Parse)];
        var random = new Random(options.Count("seed", 1));
        TimeSpan seconds = options.Seconds("seconds", 3);
        var time = Stopwatch.StartNew();
        var slaves = new List<(RogueSlave Slave, long MadeAt)>();
        long sent = 0, answered = 0;
        int made = 0, begun = 0;
        while (time.Elapsed < seconds)
        {
            long now = time.ElapsedMilliseconds;
            while (slaves.Count < plan.Slaves)
            {
                slaves.Add((new RogueSlave(plan, sources[made % sources.Length], target, made, random), now));
                made++;
            }

            foreach (var (slave, _) in slaves) slave.Step(now);
            foreach (var (slave, _) in slaves.Where(one => IsOver(plan, one.Slave, one.MadeAt, now))) End(slave);
            slaves.RemoveAll(one => IsOver(plan, one.Slave, one.MadeAt, now));
            Thread.Sleep(1);
        }

        foreach (var (slave, _) in slaves) End(slave);
        return Output.Print(new RogueResult(made, begun, sent, answered), ResultsJson.Default.RogueResult);

        void End(RogueSlave slave)
        {
            begun += slave.BegunAt is null ? 0 : 1;
            sent += slave.Sent;
            answered += slave.Answered;
            slave.Dispose();
        }
    }

    // One that is not answered is replaced after a second.
    private static bool IsOver(RoguePlan plan, RogueSlave slave, long madeAt, long now)
    {
        const long Unanswered = 1000;
        return slave.BegunAt is { } begunAt
            ? now - begunAt >= plan.LifeMs
            : now - madeAt >= (plan.Begins ? Unanswered : plan.LifeMs);
    }
}
