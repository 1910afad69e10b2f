// SPDX-License-Identifier: GPL-2.0-or-later
namespace NetJack2.SystemTests.Harness;

/// <summary>Who runs beside whom.</summary>
[TestFixture]
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public class LaneGateTests
{
    private const int Width = 6; // of the lane Tolerant
    private readonly LaneGate _gate = new();

    [Test]
    public void Lanes_open_one_after_the_other_whichever_came_first()
    {
        Task alone = _gate.EnterAsync(Lane.Alone), tolerant = _gate.EnterAsync(Lane.Tolerant), untimed = _gate.EnterAsync(Lane.Untimed);
        Assert.That(Admitted(alone, tolerant, untimed), Is.Zero);
        _gate.Open();
        Assert.That((untimed.IsCompleted, tolerant.IsCompleted, alone.IsCompleted), Is.EqualTo((true, false, false)));
        _gate.Leave();
        Assert.That((tolerant.IsCompleted, alone.IsCompleted), Is.EqualTo((true, false)));
        _gate.Leave();
        Assert.That(alone.IsCompleted, Is.True);
    }

    [Test]
    public void While_the_processors_are_busy_the_last_lane_is_closed()
    {
        bool isBusy = true;
        var gate = new LaneGate(() => isBusy);
        Task alone = gate.EnterAsync(Lane.Alone), tolerant = gate.EnterAsync(Lane.Tolerant);
        gate.Open();
        gate.Leave();
        gate.Update();
        Assert.That((tolerant.IsCompleted, alone.IsCompleted), Is.EqualTo((true, false)));
        isBusy = false;
        gate.Update();
        Assert.That(alone.IsCompleted, Is.True);
    }

    [TestCase(Lane.Untimed, 8)]
    [TestCase(Lane.Tolerant, Width)]
    [TestCase(Lane.Alone, 1)]
    public void A_lane_admits_so_many_and_the_next_when_one_has_ended(Lane lane, int width)
    {
        Task[] fixtures = [.. Enumerable.Range(0, 10).Select(_ => _gate.EnterAsync(lane))];
        _gate.Open();
        Assert.That(Admitted(fixtures), Is.EqualTo(width));
        _gate.Leave();
        Assert.That(Admitted(fixtures), Is.EqualTo(width + 1));
    }

    [Test]
    public void Of_a_lane_the_longest_starts_first()
    {
        _gate.Open();
        _ = _gate.EnterAsync(Lane.Alone);
        Task brief = _gate.EnterAsync(Lane.Alone), longest = _gate.EnterAsync(Lane.Alone, 80), longer = _gate.EnterAsync(Lane.Alone, 40);
        _gate.Leave();
        Assert.That((longest.IsCompleted, longer.IsCompleted, brief.IsCompleted), Is.EqualTo((true, false, false)));
        _gate.Leave();
        Assert.That((longer.IsCompleted, brief.IsCompleted), Is.EqualTo((true, false)));
    }

    [Test]
    public void One_that_becomes_alone_waits_for_the_others_and_holds_up_the_next()
    {
        Task[] fixtures = FillTolerantLane();
        Task alone = _gate.BecomeAloneAsync();
        AllButTwoLeave();
        Assert.That((Admitted(fixtures), alone.IsCompleted), Is.EqualTo((Width, false)));
        _gate.Leave();
        Assert.That((Admitted(fixtures), alone.IsCompleted), Is.EqualTo((Width, true)));
        _gate.Rejoin(Lane.Tolerant);
        Assert.That(Admitted(fixtures), Is.EqualTo(Width + 1));
    }

    [Test]
    public void Two_that_become_alone_do_so_one_after_the_other()
    {
        _gate.Open();
        _ = _gate.EnterAsync(Lane.Untimed);
        _ = _gate.EnterAsync(Lane.Untimed);
        Task first = _gate.BecomeAloneAsync(), second = _gate.BecomeAloneAsync();
        Assert.That((first.IsCompleted, second.IsCompleted), Is.EqualTo((true, false)));
        _gate.Rejoin(Lane.Untimed);
        Assert.That(second.IsCompleted, Is.False);
        _gate.Leave();
        Assert.That(second.IsCompleted, Is.True);
    }

    [Test]
    public void A_fixture_pauses_between_its_tests_for_one_that_waits_to_be_alone_and_is_the_next_afterwards()
    {
        Task[] fixtures = FillTolerantLane();
        Assert.That(_gate.PauseAsync(Lane.Tolerant).IsCompleted, Is.True, "nobody waits to be alone");
        Task alone = _gate.BecomeAloneAsync(), paused = _gate.PauseAsync(Lane.Tolerant);
        AllButTwoLeave();
        Assert.That((alone.IsCompleted, paused.IsCompleted, Admitted(fixtures)), Is.EqualTo((true, false, Width)));
        _gate.Rejoin(Lane.Tolerant);
        Assert.That((paused.IsCompleted, Admitted(fixtures)), Is.EqualTo((true, Width + 1)));
    }

    // As many as it has room for are admitted, and one more waits.
    private Task[] FillTolerantLane()
    {
        _gate.Open();
        return [.. Enumerable.Range(0, Width + 1).Select(_ => _gate.EnterAsync(Lane.Tolerant))];
    }

    private void AllButTwoLeave()
    {
        for (int fixture = 2; fixture < Width; fixture++) _gate.Leave();
    }

    private static int Admitted(params Task[] fixtures) => fixtures.Count(fixture => fixture.IsCompleted);
}
