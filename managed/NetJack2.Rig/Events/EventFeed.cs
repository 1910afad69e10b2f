// SPDX-License-Identifier: GPL-2.0-or-later
using System.Runtime.InteropServices;
using NetJack2.Rig.Pages;
using NetJack2.Statistics;

namespace NetJack2.Rig.Events;

/// <summary>The events of all modules of this computer, each once; modules that are loaded later are included.</summary>
/// <param name="folder">Where the pages are.</param>
internal sealed class EventFeed(string folder = PageFile.Folder)
{
    private Dictionary<string, Position> _positions = new(StringComparer.Ordinal);

    /// <summary>Returns the events since the last call, in the order of their times; at first all that the pages keep.</summary>
    public IReadOnlyList<EventReport> Take()
    {
        var reports = new List<EventReport>();
        var positions = new Dictionary<string, Position>(StringComparer.Ordinal);
        foreach (EventPage page in EventPage.ReadAll(folder))
        {
            Position? known = _positions.TryGetValue(page.Path, out Position position) ? position : null;
            ulong seen = known is { } before && before.IsOf(page) ? before.Serial : 0;
            string? server = null;
            foreach (PageEvent happened in page.Events)
            {
                if (happened.Serial <= seen)
                    continue;
                ulong missed = seen == 0 ? 0 : happened.Serial - seen - 1;
                server ??= PageOwner.IsAlive(page.Header) ? JackProcess.ServerNameOf(page.Header.ProcessId) : "";
                reports.Add(EventReport.From(happened, page.Header, server, missed));
                seen = happened.Serial;
            }
            long time = page.Events.Count == 0 ? 0 : page.Events[^1].Time;
            positions[page.Path] = new Position(page.Header.ProcessId, page.Header.StartTime, seen, time);
        }
        _positions = positions;
        return [.. reports.OrderBy(report => report.MonotonicNs)];
    }

    // How far a page was read.
    [StructLayout(LayoutKind.Auto)]
    private readonly record struct Position(int ProcessId, long StartTime, ulong Serial, long Time)
    {
        /// <summary>Whether the page is the one that was read: a module that is loaded anew begins with number 1 in a file of the same
        /// name.</summary>
        public bool IsOf(EventPage page)
        {
            if ((page.Header.ProcessId, page.Header.StartTime) != (ProcessId, StartTime))
                return false;
            if (Serial == 0)
                return true;
            foreach (PageEvent happened in page.Events)
            {
                if (happened.Serial == Serial)
                    return happened.Time == Time;
            }
            return page.Events.Count != 0 && page.Events[0].Serial > Serial;
        }
    }
}
