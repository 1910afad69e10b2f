// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.Statistics.Events;

namespace NetJack2.Statistics.Tests.Events;

/// <summary>A slot that is looked at ten times a second of a virtual clock, and what has happened to it.</summary>
internal sealed class EventList(ModuleKind module = ModuleKind.NetManager) : IEventSink
{
    public const long UpdateNs = 100_000_000;

    private readonly SessionEvents _slot = new(module, 3);

    /// <summary>Nanoseconds.</summary>
    public long Now { get; private set; } = 1_000_000_000_000;

    public List<PageEvent> All { get; } = [];

    /// <summary>The kinds, in words.</summary>
    public string Words => string.Join(' ', All.Select(happened => EventWords.Of((EventKind)happened.Kind)));

    public PageEvent Last => All[^1];

    public void Add(in PageEvent happened) => All.Add(happened);

    /// <summary>A look, a tenth of a second after the one before.</summary>
    public void Update(in SessionStatistics slot)
    {
        Now += UpdateNs;
        _slot.Observe(slot, Now, this);
    }

    /// <summary>Looks in which a session receives all the time.</summary>
    /// <param name="slot">The session.</param>
    /// <param name="looks">How many.</param>
    /// <param name="change">What it counts from look to look.</param>
    public SessionStatistics Run(SessionStatistics slot, int looks, Func<SessionCounters, SessionCounters>? change = null)
    {
        for (int look = 0; look < looks; look++)
        {
            slot.Counters = change?.Invoke(slot.Counters) ?? slot.Counters;
            slot.Counters.LastReceived = Now + UpdateNs;
            Update(slot);
        }
        return slot;
    }

    /// <summary>The slot of a session that runs.</summary>
    public static SessionStatistics Session(string name = "keys", uint id = 7) => new()
    {
        State = (uint)SessionState.Running, Name = PageText.From(name), Peer = PageText.From("10.0.0.2:19000"),
        SampleRate = 48_000, Period = 480, Latency = 2, Counters = new SessionCounters { SessionId = id },
    };

    /// <summary>The slot of a slave that has disconnected.</summary>
    public static SessionStatistics Silent(SessionEnd end, string name = "keys") => new()
    {
        State = (uint)SessionState.Silent, Name = PageText.From(name), Peer = PageText.From("10.0.0.2:19000"),
        Counters = new SessionCounters { LastEnd = (int)end },
    };
}
