// SPDX-License-Identifier: GPL-2.0-or-later
namespace NetJack2.Statistics.Tests.Events;

/// <summary>Losses as events: at once, not too many, and none uncounted.</summary>
public class LossEventsTests
{
    [Test]
    public void A_burst_is_an_event_at_once_and_one_with_the_rest_after_a_second()
    {
        var list = new EventList();
        SessionStatistics session = list.Run(EventList.Session(), 20);
        session = list.Run(session, 4, Lose);
        Assert.That((list.Words, list.Last.Count), Is.EqualTo(("connected lost", 3L)));
        Assert.That((list.Last.Duration, list.Last.Concealed), Is.EqualTo((20_000_000L, 500)), "two periods of 10 ms");
        list.Run(session, 200);
        Assert.That((list.Words, list.Last.Count, list.Last.Duration, list.Last.Concealed),
            Is.EqualTo(("connected lost lost", 9L, 60_000_000L, 1500)));
        Assert.That(list.Last.Time - list.All[1].Time, Is.EqualTo(10 * EventList.UpdateNs));
    }

    [Test]
    public void A_session_that_loses_all_the_time_fills_no_ring_and_every_packet_is_counted()
    {
        var list = new EventList();
        SessionStatistics session = list.Run(EventList.Session(), 36_000, Lose);
        session = list.Run(session, 700);
        Assert.That(list.All.Skip(1).Sum(happened => happened.Count), Is.EqualTo(session.Counters.Lost));
        Assert.That(list.All, Has.Count.LessThan(PageEvent.RingLength), "in an hour");
        Assert.That(
            list.All.Skip(1).Take(4).Zip(list.All.Skip(2), (one, next) => (next.Time - one.Time) / 1_000_000_000),
            Is.EqualTo(new long[] { 1, 2, 4, 8 }));
    }

    [Test]
    public void What_follows_after_quiet_seconds_is_an_event_at_once_again()
    {
        var list = new EventList();
        SessionStatistics session = list.Run(EventList.Session(), 100, Lose);
        session = list.Run(session, 250);
        int before = list.All.Count;
        list.Run(session, 1, Lose);
        Assert.That((list.All.Count, list.Last.Count), Is.EqualTo((before + 1, 3L)));
    }

    [Test]
    public void What_is_not_reported_when_a_session_ends_is_reported_before_its_end()
    {
        var list = new EventList();
        list.Run(EventList.Session(), 3, Lose);
        list.Update(EventList.Silent(SessionEnd.Silent));
        Assert.That(list.Words, Is.EqualTo("connected lost lost gone"));
        Assert.That(list.All[1].Count + list.All[2].Count, Is.EqualTo(9));
    }

    [Test]
    public void Losses_of_a_new_session_are_not_those_of_the_one_before()
    {
        var list = new EventList();
        list.Run(EventList.Session(), 3, Lose);
        list.Run(EventList.Session(id: 8), 30);
        Assert.That(list.Words, Is.EqualTo("connected lost lost connected"));
        Assert.That(list.All.Sum(happened => happened.Kind == (uint)EventKind.Lost ? happened.Count : 0), Is.EqualTo(9));
    }

    [Test]
    public void Late_packets_and_xruns_are_events_of_their_own()
    {
        var list = new EventList();
        SessionStatistics session = list.Run(EventList.Session(), 5);
        session.Counters.Late = 2;
        session.Counters.Xruns = 1;
        list.Run(session, 5);
        Assert.That(
            list.All.Skip(1).Select(happened => (EventWords.Of((EventKind)happened.Kind), happened.Count)),
            Is.EqualTo(((string, long)[])[("late", 2), ("xrun", 1)]));
    }

    [Test]
    public void Xruns_while_a_slave_is_away_are_none_of_its_session_and_none_is_counted_twice()
    {
        var list = new EventList();
        SessionStatistics session = EventList.Session();
        session.Counters.Xruns = 1;
        list.Run(session, 3);
        SessionStatistics silent = EventList.Silent(SessionEnd.Silent);
        silent.Counters.Xruns = 5;
        list.Update(silent);
        session.Counters.SessionId = 8;
        session.Counters.Xruns = 6;
        list.Run(session, 30);
        Assert.That(
            list.All.Where(happened => happened.Kind == (uint)EventKind.Xrun).Select(happened => happened.Count),
            Is.EqualTo(new long[] { 1, 1 }));
    }

    [Test]
    public void What_is_not_known_is_no_event()
    {
        var list = new EventList();
        SessionStatistics session = EventList.Session();
        session.Counters.Xruns = session.Counters.ConcealedFrames = -1;
        list.Run(session, 30);
        Assert.That(list.Words, Is.EqualTo("connected"));
    }

    [Test]
    public void Looking_allocates_nothing()
    {
        var sink = new Counter();
        var slot = new Statistics.Events.SessionEvents(ModuleKind.NetManager, 0);
        SessionStatistics session = EventList.Session(), silent = EventList.Silent(SessionEnd.Silent);
        Update(0, 40);
        long before = GC.GetAllocatedBytesForCurrentThread();
        Update(40, 400);
        Assert.That((GC.GetAllocatedBytesForCurrentThread() - before, sink.Count > 100), Is.EqualTo((0L, true)));

        void Update(int from, int to)
        {
            for (int look = from; look < to; look++)
            {
                long now = 1_000_000_000_000 + (look * EventList.UpdateNs);
                session.Counters.Lost++;
                session.Counters.Late++;
                session.Counters.SessionId = (uint)(look / 3);
                slot.Observe(look % 3 == 0 ? silent : session, now, sink);
            }
        }
    }

    // Three packets in two cycles at each look, of which 500 samples are concealed.
    private static SessionCounters Lose(SessionCounters counters) => counters with
    {
        Lost = counters.Lost + 3,
        IncompleteCycles = counters.IncompleteCycles + 2,
        ConcealedFrames = counters.ConcealedFrames + 500,
    };

    private sealed class Counter : IEventSink
    {
        public int Count { get; private set; }

        public void Add(in PageEvent happened) => Count++;
    }
}
