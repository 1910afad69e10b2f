// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.Rig.Events;
using NetJack2.Statistics;

namespace NetJack2.Cli.Tests.Events;

/// <summary>Events as a page may have them.</summary>
internal static class Sample
{
    /// <summary>An event of a page.</summary>
    public static PageEvent Of(ulong serial, EventKind kind = EventKind.Lost, string name = "keys", long time = 0, long count = 1) => new()
    {
        Serial = serial, Time = time == 0 ? (long)serial * 1_000_000_000 : time, WallTime = 1_796_000_000_000_000_000, Kind = (uint)kind,
        SessionId = 7, Count = count, Name = PageText.From(name), Peer = PageText.From("10.0.0.2:19000"),
    };

    /// <summary>The same as it is read.</summary>
    public static EventReport Report(in PageEvent happened) => EventReport.From(
        happened, new PageHeader { Module = (uint)ModuleKind.NetManager, ProcessId = 4711 }, "default", missed: 0);

    public static EventReport Report(EventKind kind, string name = "keys") => Report(Of(1, kind, name));
}
