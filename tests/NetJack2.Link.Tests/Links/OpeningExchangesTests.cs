// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.Link.Links;
using NetJack2.RealTime;

namespace NetJack2.Link.Tests.Links;

/// <summary>One cycle is under way at a time, until it is known how long an answer takes.</summary>
[Property("Defect", "Fault-04")]
public class OpeningExchangesTests
{
    private const long Period = 5 * Durations.MillisecondNs;
    private const int Latency = 5;
    private OpeningExchanges _opening = null!;
    private long _now;

    [SetUp]
    public void Begin()
    {
        _opening = new OpeningExchanges(Period, Latency);
        _now = Durations.SecondNs;
        Assert.That(_opening.MaySend(isNew: false, _now), Is.True, "the first cycle");
    }

    [Test]
    public void An_answer_in_the_next_cycle_ends_the_opening_and_no_cycle_is_held_back()
    {
        Assert.That((Poll(isNew: true), _opening.IsOver, _opening.Fastest), Is.EqualTo((true, true, 1)));
    }

    [Test]
    public void No_second_cycle_is_sent_before_the_answer_and_the_fastest_of_half_a_second_counts()
    {
        for (int exchange = 0; !_opening.IsOver; exchange++)
        {
            Assert.That(exchange, Is.LessThan(Durations.SecondNs / 2 / (2 * Period)));
            int cycles = exchange == 3 ? 2 : 3;
            for (int look = 1; look < cycles; look++)
                Assert.That(Poll(isNew: false), Is.False);
            Assert.That(Poll(isNew: true), Is.True);
        }
        Assert.That(_opening.Fastest, Is.EqualTo(2));
    }

    [Test]
    public void A_master_that_was_late_takes_no_answer_for_a_fast_one()
    {
        Assert.That((Poll(isNew: true, periods: 4), _opening.IsOver, _opening.Fastest), Is.EqualTo((true, false, 4)));
    }

    [Test]
    public void Cycles_that_run_back_to_back_take_no_answer_for_a_fast_one()
    {
        Assert.That(Poll(isNew: false, periods: 0), Is.False);
        Assert.That((Poll(isNew: true), _opening.IsOver, _opening.Fastest), Is.EqualTo((true, false, 2)));
    }

    [Test]
    public void After_a_cycle_without_an_answer_the_next_answer_counts_when_no_other_follows()
    {
        Assert.That(Silence(), Is.InRange(Durations.AbsenceNs - Period, Durations.AbsenceNs + Period));
        Assert.That(Poll(isNew: true), Is.False, "it may be the answer to the first cycle");
        Assert.That(Poll(isNew: true), Is.False, "so it was");
        Assert.That(Silence(), Is.InRange(Durations.AbsenceNs - Period, Durations.AbsenceNs + Period));
        Assert.That(_opening.Fastest, Is.EqualTo(int.MaxValue));
        Assert.That((Poll(isNew: true), _opening.IsOver, _opening.Fastest), Is.EqualTo((true, true, 1)));
    }

    [Test]
    public void Answers_that_carry_the_masters_numbers_end_it()
    {
        _opening.End();
        Assert.That(_opening.IsOver, Is.True);
    }

    // How long nothing may be sent while nothing comes.
    private long Silence()
    {
        long begin = _now;
        while (!Poll(isNew: false))
            Assert.That(_now - begin, Is.LessThan(Durations.SecondNs));
        return _now - begin;
    }

    private bool Poll(bool isNew, int periods = 1)
    {
        _now += periods * Period;
        return _opening.MaySend(isNew, _now);
    }
}
