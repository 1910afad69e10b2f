// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.Statistics;

namespace NetJack2.Rig.Pages;

/// <summary>The levels of a session's audio ports.</summary>
/// <param name="Outgoing">The ports whose samples go to the peer, in their order.</param>
/// <param name="Incoming">The ports whose samples come from the peer.</param>
internal sealed record LevelReport(IReadOnlyList<PortLevel> Outgoing, IReadOnlyList<PortLevel> Incoming)
{
    private const int Attempts = 5;

    /// <summary>Returns the module with the levels of its sessions, which it reads from the page of levels beside its page.</summary>
    public static ModulePage AddTo(ModulePage page)
    {
        var levels = new LevelReport?[page.Sessions.Count];
        // A slot that was being written is whole a moment later.
        bool isWhole = false;
        for (int attempt = 0; attempt < Attempts && !isWhole; attempt++)
        {
            if (attempt > 0)
                Thread.Sleep(1);
            if (page.IsStale || PageFile.CopyMeters(page.Path) is not { } copy || copy.Owner != page.Owner)
                break;
            isWhole = true;
            for (int index = 0; index < levels.Length; index++)
            {
                SessionReport session = page.Sessions[index];
                if (!MeterPage.TryRead(copy.Bytes, page.Header, session.Slot, out SessionMeters meters))
                    isWhole = false;
                else if (meters.IsInUse && meters.SessionId == session.Counters.SessionId)
                    levels[index] = From(meters);
            }
        }
        return page with { Sessions = [.. page.Sessions.Select((session, index) => session with { Levels = levels[index] })] };
    }

    private static LevelReport From(in SessionMeters meters)
    {
        ReadOnlySpan<PortMeter> outgoing = meters.Outgoing, incoming = meters.Incoming;
        return new LevelReport(LevelsOf(outgoing[..meters.OutgoingCount]), LevelsOf(incoming[..meters.IncomingCount]));
    }

    private static PortLevel[] LevelsOf(ReadOnlySpan<PortMeter> meters)
    {
        var levels = new PortLevel[meters.Length];
        for (int port = 0; port < meters.Length; port++)
            levels[port] = PortLevel.From(meters[port]);
        return levels;
    }
}
