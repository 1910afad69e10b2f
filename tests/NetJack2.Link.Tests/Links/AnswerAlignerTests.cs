// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.Link.Cycles;
using NetJack2.Link.Links;
using NetJack2.Link.Tests.Formats;
using NetJack2.Protocol.Wire;

namespace NetJack2.Link.Tests.Links;

/// <summary>The counter of an asynchronous jack2 slave loses step when a cycle does not reach it.</summary>
[Property("Defect", "D-20, D-21")]
public class AnswerAlignerTests
{
    private const int Second = 256, Stretch = Second / 4;

    private static readonly DirectionParameters s_direction = new(
        StreamDirection.Return, 7, Audio: 1, Midi: 0, Wantable: 1, Period: 64, Mtu: 1500);

    private readonly FormatBench _bench = new(s_direction, isCompact: false);
    private ReceiveWindow _window = null!;
    private AnswerAligner _aligner = null!;
    private uint _cycle;

    [SetUp]
    public void Begin()
    {
        _window = new ReceiveWindow(s_direction, _bench.Reader, cycles: 11, new LinkCounters());
        _aligner = new AnswerAligner(Second, latency: 5);
        _cycle = 100;
    }

    [TearDown]
    public void End() => _window.Dispose();

    [TestCase(1, 1, ExpectedResult = 0)]
    [TestCase(2, 2, ExpectedResult = 0)]
    [TestCase(1, 3, ExpectedResult = 2)]
    [TestCase(4, 3, ExpectedResult = 0)]
    [TestCase(9, 9, ExpectedResult = 4, Description = "Answers are never in time, and are played later.")]
    public int The_usual_time_of_an_answer_is_that_of_the_first_exchanges(int fastest, int age)
    {
        BeginWith(fastest);
        Answer(cycles: 3 * Stretch, age: (uint)age);
        return _aligner.Shift;
    }

    [Test]
    [Property("Defect", "Fault-04")]
    public void What_was_lost_in_the_first_exchanges_is_lost_for_good_even_if_answers_become_faster()
    {
        _window.MoveTo(_cycle - 10);
        _window.Accept(_bench.WriteCodes(_cycle - 3)[0], now: 0);
        _aligner.Begin(_window, _cycle, fastest: 2);
        Assert.That(_aligner.Shift, Is.EqualTo(3));
        Answer(cycles: 3 * Stretch, age: 4);
        Assert.That(_aligner.Shift, Is.EqualTo(3));
        Answer(cycles: 3 * Stretch, age: 5);
        Assert.That(_aligner.Shift, Is.EqualTo(4));
    }

    [Test]
    [Property("Defect", "Fault-04")]
    public void An_answer_that_a_late_master_finds_in_its_next_cycle_is_no_faster_than_others()
    {
        BeginWith(fastest: 3);
        Answer(cycles: 20 * Stretch, age: 1, elapsed: 3);
        Answer(cycles: 3 * Stretch, age: 3);
        Assert.That(_aligner.Shift, Is.Zero);
    }

    [Test]
    public void While_answers_come_as_fast_as_ever_nothing_is_shifted()
    {
        Answer(cycles: 10 * Stretch, age: 1);
        Assert.That(_aligner.Shift, Is.Zero);
    }

    [Test]
    public void A_counter_that_fell_behind_is_followed_after_two_stretches()
    {
        Answer(cycles: 2 * Stretch, age: 1);
        Answer(cycles: 1 * Stretch, age: 3);
        Assert.That(_aligner.Shift, Is.Zero);
        Answer(cycles: 2 * Stretch, age: 3);
        Assert.That(_aligner.Shift, Is.EqualTo(2));
    }

    [Test]
    public void A_slow_stretch_changes_nothing()
    {
        Answer(cycles: 2 * Stretch, age: 1);
        Answer(cycles: 1 * Stretch, age: 4);
        Answer(cycles: 4 * Stretch, age: 1);
        Assert.That(_aligner.Shift, Is.Zero);
    }

    [Test]
    public void A_stretch_with_one_fast_answer_is_fast()
    {
        for (int stretch = 0; stretch < 6; stretch++)
        {
            Answer(cycles: Stretch - 3, age: 3);
            Answer(cycles: 3, age: 1);
        }
        Assert.That(_aligner.Shift, Is.Zero);
    }

    [Test]
    [Property("Defect", "Fault-09")]
    public void One_forged_fast_answer_in_each_stretch_changes_nothing_for_good()
    {
        BeginWith(fastest: 3);
        Answer(cycles: 2 * Stretch, age: 3);
        for (int stretch = 0; stretch < 20; stretch++)
        {
            Answer(cycles: Stretch - 1, age: 3);
            Answer(cycles: 1, age: 1);
        }
        Answer(cycles: 6 * Stretch, age: 3);
        Assert.That(_aligner.Shift, Is.Zero);
    }

    [Test]
    public void A_network_that_became_faster_is_the_usual_one_from_then_on()
    {
        BeginWith(fastest: 4);
        Answer(cycles: 2 * Stretch, age: 4);
        Answer(cycles: 12 * Stretch, age: 2);
        Answer(cycles: 3 * Stretch, age: 3);
        Assert.That(_aligner.Shift, Is.EqualTo(1));
    }

    [Test]
    public void A_counter_that_fell_so_far_behind_that_all_its_answers_are_late_is_followed()
    {
        BeginWith(fastest: 2);
        Answer(cycles: 2 * Stretch, age: 2);
        Answer(cycles: 3 * Stretch, age: 40);
        Assert.That(_aligner.Shift, Is.EqualTo(38));
    }

    // Without latency the master wakes for each datagram of an answer; a stretch is none the shorter for that.
    [Test]
    [Property("Defect", "Fault-29")]
    public void An_answer_counts_once_however_often_the_master_looks()
    {
        Answer(cycles: 2 * Stretch, age: 1);
        for (int count = 0; count < Stretch; count++)
        {
            Answer(cycles: 1, age: 3);
            _aligner.Update(_window, _cycle, elapsed: 0);
            _aligner.Update(_window, _cycle, elapsed: 0);
        }
        Assert.That(_aligner.Shift, Is.Zero);
        Answer(cycles: 2 * Stretch, age: 3);
        Assert.That(_aligner.Shift, Is.EqualTo(2));
    }

    [Test]
    public void While_nothing_comes_nothing_changes()
    {
        Answer(cycles: 2 * Stretch, age: 1);
        for (int count = 0; count < 10 * Stretch; count++)
            _aligner.Update(_window, ++_cycle, elapsed: 0);
        Assert.That(_aligner.Shift, Is.Zero);
    }

    private void BeginWith(int fastest)
    {
        _window.MoveTo(_cycle - 10);
        _window.Accept(_bench.WriteCodes(_cycle)[0], now: 0);
        _aligner.Begin(_window, _cycle, fastest);
    }

    // Each answer comes so many cycles after the one whose number it has.
    private void Answer(int cycles, uint age, int elapsed = 0)
    {
        for (int count = 0; count < cycles; count++)
        {
            _cycle++;
            _window.MoveTo(_cycle - 10);
            _window.Accept(_bench.WriteCodes(_cycle - age)[0], now: 0);
            _aligner.Update(_window, _cycle, elapsed);
        }
    }
}
