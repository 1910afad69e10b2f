// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.Rig.Pages;

namespace NetJack2.Cli.Top;

/// <summary>The losses of each session in each second. Sessions that have ended are forgotten.</summary>
internal sealed class LossHistory
{
    /// <summary>Number of seconds whose losses are kept for each session.</summary>
    public const int Length = 60;

    private Dictionary<SessionKey, TopSession> _before = [];
    private double _time;

    /// <summary>Returns the sessions of the modules that run, with their losses in each of the last seconds.</summary>
    /// <param name="pages">All modules.</param>
    /// <param name="time">Now, in seconds. Losses are counted at the first reading of a second, however many readings there are.</param>
    public IReadOnlyList<TopSession> Take(IReadOnlyList<ModulePage> pages, double time)
    {
        bool isNext = Math.Floor(time) > Math.Floor(_time);
        var now = new Dictionary<SessionKey, TopSession>();
        foreach (ModulePage page in pages.Where(page => !page.IsStale))
            foreach (SessionReport session in page.Sessions)
            {
                var key = new SessionKey(page.Module, page.ProcessId, session.Name, 0);
                while (now.ContainsKey(key))
                    key = key with { Number = key.Number + 1 };
                TopSession? before = _before.GetValueOrDefault(key);
                now.Add(key, isNext || before is null
                    ? After(before, key, page, session, time - _time) : before with { Page = page, Report = session });
            }
        if (isNext)
            (_before, _time) = (now, time);
        return [.. now.Values];
    }

    private static TopSession After(TopSession? before, SessionKey key, ModulePage page, SessionReport session, double seconds)
    {
        if (before is null || session.Number("lost") is null)
            return new TopSession(key, page, session, LostPerSecond: null, []);
        // A session that began anew counts from 0.
        long lost = session.Counters.Lost, already = before.Report.Counters.Lost, since = lost >= already ? lost - already : lost;
        return new TopSession(key, page, session, since / seconds, [.. before.Losses.Append(since).TakeLast(Length)]);
    }
}
