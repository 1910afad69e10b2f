// SPDX-License-Identifier: GPL-2.0-or-later
namespace NetJack2.Statistics.Tests.Events;

/// <summary>Sessions that begin, end and are interrupted, as events.</summary>
public class SessionEventsTests
{
    [Test]
    public void A_slave_that_connects_disconnects_and_reconnects_is_four_events_and_one_more_when_it_is_given_up()
    {
        var list = new EventList();
        list.Update(default);
        list.Run(EventList.Session(), 5);
        list.Update(EventList.Silent(SessionEnd.Rejected));
        for (int look = 0; look < 19; look++)
            list.Update(EventList.Silent(SessionEnd.Rejected));
        list.Run(EventList.Session(id: 8), 5);
        list.Update(EventList.Silent(SessionEnd.Silent));
        list.Update(default);
        Assert.That(list.Words, Is.EqualTo("connected gone connected gone removed"));
        Assert.That(
            list.All.Select(happened => happened.Reason.ToString()),
            Is.EqualTo((string[])
            [
                "48000 Hz, 480 frames, -l 2", "the peer's computer rejects packets: its program has ended",
                "48000 Hz, 480 frames, -l 2", "the peer sends nothing any more", "",
            ]));
        Assert.That((list.All[0].Duration, list.All[2].Duration), Is.EqualTo((0L, 21 * EventList.UpdateNs)), "time without sound");
        Assert.That(list.All.Select(happened => (happened.Name.ToString(), happened.Slot)), Is.All.EqualTo(("keys", 3)));
        Assert.That(list.All.Select(happened => happened.SessionId), Is.EqualTo(new uint[] { 7, 7, 8, 8, 8 }));
    }

    [Test]
    public void A_slot_that_another_slave_gets_at_once_ends_the_session_of_the_first()
    {
        var list = new EventList();
        list.Run(EventList.Session("keys"), 2);
        list.Run(EventList.Session("drums", id: 8), 2);
        Assert.That(
            list.All.Select(happened => $"{EventWords.Of((EventKind)happened.Kind)} {happened.Name}"),
            Is.EqualTo((string[])["connected keys", "gone keys", "connected drums"]));
        Assert.That((list.All[1].Reason.ToString(), list.Last.Duration), Is.EqualTo(("the session was ended", 0L)));
    }

    [Test]
    public void Other_parameters_do_not_end_a_session()
    {
        var list = new EventList();
        SessionStatistics session = EventList.Session();
        list.Run(session, 3);
        list.Update(session with { State = (uint)SessionState.Offered, Counters = default });
        list.Run(session with { Period = 128, Counters = new SessionCounters { SessionId = 8 } }, 3);
        list.Run(session with { Period = 256, Counters = new SessionCounters { SessionId = 9 } }, 3);
        Assert.That(list.Words, Is.EqualTo("connected connected connected"));
        Assert.That(
            list.All.Skip(1).Select(happened => happened.Reason.ToString()),
            Is.EqualTo((string[])["48000 Hz, 128 frames, -l 2", "48000 Hz, 256 frames, -l 2"]));
    }

    [Test]
    public void An_offer_that_comes_to_nothing_ends_the_session_before_it()
    {
        var list = new EventList();
        SessionStatistics session = EventList.Session();
        list.Run(session, 3);
        list.Update(session with { State = (uint)SessionState.Offered, Counters = default });
        list.Update(EventList.Silent(SessionEnd.Parameters));
        Assert.That(list.Words, Is.EqualTo("connected gone"));
        Assert.That((list.Last.SessionId, list.Last.Reason.ToString()), Is.EqualTo((7u, "the master's period or sample rate has changed")));
    }

    [Test]
    public void A_peer_that_sends_nothing_for_a_fifth_of_a_second_is_an_interruption_with_its_duration()
    {
        var list = new EventList();
        SessionStatistics session = list.Run(EventList.Session(), 5);
        long heard = list.Now;
        list.Update(session);
        Assert.That(list.Words, Is.EqualTo("connected"));
        list.Update(session);
        Assert.That((list.Words, list.Last.Duration), Is.EqualTo(("connected interrupted", list.Now - heard)));
        for (int look = 0; look < 4; look++)
            list.Update(session);
        list.Run(session, 3);
        Assert.That((list.Words, list.Last.Duration), Is.EqualTo(("connected interrupted resumed", 7 * EventList.UpdateNs)));
    }

    [Test]
    public void A_session_in_which_nothing_ever_arrives_is_interrupted_too()
    {
        var list = new EventList();
        for (int look = 0; look < 5; look++)
            list.Update(EventList.Session());
        Assert.That(list.Words, Is.EqualTo("connected interrupted"));
    }

    [Test]
    public void Long_periods_have_more_time()
    {
        var list = new EventList();
        SessionStatistics session = EventList.Session() with { Period = 4800 };
        list.Run(session, 3);
        for (int look = 0; look < 5; look++)
            list.Update(session);
        Assert.That(list.Words, Is.EqualTo("connected"));
        list.Update(session);
        Assert.That(list.Words, Is.EqualTo("connected interrupted"));
    }

    [Test]
    public void A_slave_names_its_master_when_it_has_lost_it()
    {
        var list = new EventList(ModuleKind.NetDriver);
        SessionStatistics searching = new() { State = (uint)SessionState.Searching, Peer = PageText.From("225.3.19.154:19000") };
        list.Update(searching);
        list.Run(EventList.Session("studio"), 3);
        searching.Counters.LastEnd = (int)SessionEnd.Silent;
        list.Update(searching);
        list.Run(EventList.Session("studio", id: 8), 3);
        Assert.That(list.Words, Is.EqualTo("connected gone connected"));
        Assert.That(list.All.Select(happened => happened.Name.ToString()), Is.All.EqualTo("studio"));
        Assert.That(list.Last.Duration, Is.EqualTo(2 * EventList.UpdateNs));
    }

    [Test]
    public void A_problem_of_a_slave_is_one_event_also_if_the_master_reports_it_too()
    {
        var list = new EventList(ModuleKind.NetAdapter);
        foreach (SearchProblem problem in (SearchProblem[])
        [
            SearchProblem.None, SearchProblem.NoInterface, SearchProblem.NoInterface, SearchProblem.None, SearchProblem.Refused,
            SearchProblem.ParametersImpossible,
        ])
            list.Update(new SessionStatistics
            {
                State = (uint)SessionState.Searching, Counters = new SessionCounters { LastProblem = (int)problem },
            });
        Assert.That(list.Words, Is.EqualTo("refused refused"));
        Assert.That(
            list.All.Select(happened => happened.Reason.ToString()),
            Is.EqualTo((string[])
            [
                "no interface, or not the one of -I, is up and has an address",
                "this server cannot have the master's period, rate or ports",
            ]));
    }

    [Test]
    public void A_card_disconnects_and_reconnects_and_its_restarts_are_xruns()
    {
        var list = new EventList(ModuleKind.AudioAdapter);
        SessionStatistics card = EventList.Session("hw:1", id: 0), missing = new()
        {
            State = (uint)SessionState.Searching, Name = PageText.From("hw:1"), Counters = new SessionCounters { Xruns = -1 },
        };
        card.Counters.Xruns = -1;
        list.Run(card, 3);
        card.Counters.CardRestarts = 2;
        list.Run(card, 30);
        list.Update(missing);
        for (int look = 0; look < 9; look++)
            list.Update(missing);
        card.Counters.CardRestarts = 0;
        list.Run(card, 3);
        Assert.That(list.Words, Is.EqualTo("connected xrun device-gone device-back"));
        Assert.That((list.All[1].Count, list.All[1].Reason.ToString()), Is.EqualTo((2L, "the card was restarted")));
        Assert.That((list.Last.Name.ToString(), list.Last.Duration), Is.EqualTo(("hw:1", 11 * EventList.UpdateNs)));
    }

    [Test]
    public void An_exception_is_an_event_with_its_type_and_place_also_without_a_session()
    {
        var list = new EventList(ModuleKind.NetDriver);
        SessionStatistics searching = new() { State = (uint)SessionState.Searching };
        list.Update(searching);
        searching.Counters.Faults = 2;
        searching.Counters.FirstFault = new OverflowException().HResult;
        searching.Counters.FirstFaultPlace = (int)FaultPlace.Cycle;
        list.Update(searching);
        list.Run(EventList.Session() with { Counters = searching.Counters with { SessionId = 7 } }, 3);
        Assert.That(list.Words, Is.EqualTo("fault connected"));
        Assert.That((list.All[0].Count, list.All[0].Reason.ToString()), Is.EqualTo((2L, "OverflowException in a cycle")));
    }
}
