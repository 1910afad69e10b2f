// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.Models;
using NetJack2.Statistics;
using NetJack2.Statistics.Events;

namespace NetJack2.World;

/// <summary>The events of a station: those that it adds, and those that its slots show to who looks ten times a second.</summary>
internal sealed class RecordingEvents : IEventSink
{
    public List<PageEvent> All { get; } = [];

    /// <summary>Kind and name of each.</summary>
    public string Words => string.Join(
        ", ", All.Select(happened => $"{EventWords.Of((EventKind)happened.Kind)} {happened.Name}".TrimEnd()));

    public void Add(in PageEvent happened) => All.Add(happened);

    /// <summary>Looks at the slots of a station from now on.</summary>
    public void Watch(VirtualWorld world, IStatisticsSource source, ModuleKind module, int slots) =>
        world.Add(new Watcher(world, source, module, slots, this));

    private sealed class Watcher(VirtualWorld world, IStatisticsSource source, ModuleKind module, int slots, IEventSink sink) : Actor
    {
        private readonly SessionEvents[] _slots = [.. Enumerable.Range(0, slots).Select(slot => new SessionEvents(module, slot))];
        private long _next = world.Clock.Now;

        public override long WakeAt => _next;

        public override void Step()
        {
            _next = world.Clock.Now + (100 * VirtualClock.Millisecond);
            for (int slot = 0; slot < slots; slot++)
            {
                var statistics = default(SessionStatistics);
                source.Describe(slot, ref statistics);
                _slots[slot].Observe(statistics, world.Clock.Now, sink);
            }
        }
    }
}
