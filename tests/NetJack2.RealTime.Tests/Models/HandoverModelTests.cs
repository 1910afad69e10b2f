// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.Models;

namespace NetJack2.RealTime.Tests.Models;

/// <summary>The protocol of <see cref="Handover{T}"/> in every order of its steps,
/// and that the model would notice if a part of it were missing.</summary>
public class HandoverModelTests
{
    private const int None = 0, First = 1, Second = 2;

    // Cells: the two fields, and for each object whether it has been taken back.
    private const int Current = 0, InUse = 1, Withdrawn = 2;
    private static readonly int[] s_cells = [First, None, 0, 0, 0];

    [TestCase(new[] { Second, None })]
    [TestCase(new[] { None, Second })]
    [TestCase(new[] { None, First }, Description = "the same object comes again")]
    [TestCase(new[] { Second, First, None })]
    public void What_is_taken_back_is_used_by_no_cycle(int[] replacements)
    {
        string? violation = Interleavings.FindViolation(
            s_cells, [Cycles(isFenced: true, looksAgain: true), Control(replacements, waits: true)], out int moments);
        Assert.That(violation, Is.Null);
        Assert.That(moments, Is.GreaterThan(200));
    }

    [TestCase(false, true, true, Description = "a store that the other thread sees late, in place of the exchange")]
    [TestCase(true, false, true, Description = "the object in place is not looked at again")]
    [TestCase(true, true, false, Description = "who replaces does not wait")]
    public void Without_any_of_its_parts_it_would_be(bool isFenced, bool looksAgain, bool waits) =>
        Assert.That(
            Interleavings.FindViolation(s_cells, [Cycles(isFenced, looksAgain), Control([Second, None], waits)], out _),
            Is.EqualTo("a cycle uses what was taken back"));

    // Enter, use, leave: two cycles. Own: the object, what is in place now, cycles run.
    private static ModelThread Cycles(bool isFenced, bool looksAgain) => new(
        3,
        (memory, own) =>
        {
            own[0] = memory.Load(Current);
            return 1;
        },
        (memory, own) =>
        {
            if (isFenced)
                _ = memory.Exchange(InUse, own[0]);
            else
                memory.Release(InUse, own[0]);
            return looksAgain ? 2 : 3;
        },
        (memory, own) =>
        {
            own[1] = memory.Load(Current);
            return own[1] == own[0] ? 3 : 0;
        },
        (memory, own) => Use(memory, own, next: 4),
        (memory, own) => Use(memory, own, next: 5),
        (memory, own) =>
        {
            memory.Release(InUse, None);
            return ++own[2] == 2 ? ModelThread.End : 0;
        });

    private static int Use(SharedCells memory, int[] own, int next)
    {
        memory.Require(own[0] == None || memory.Load(Withdrawn + own[0]) == 0, "a cycle uses what was taken back");
        return next;
    }

    // Replace, some times. Own: replacements made, the object that was in place.
    private static ModelThread Control(int[] replacements, bool waits) => new(
        2,
        (memory, own) =>
        {
            // What comes again was made good before.
            if (replacements[own[0]] != None)
                memory.Release(Withdrawn + replacements[own[0]], 0);
            return 1;
        },
        (memory, own) =>
        {
            own[1] = memory.Exchange(Current, replacements[own[0]]);
            return own[1] == None ? 4 : waits ? 2 : 3;
        },
        (memory, own) => memory.Load(InUse) == own[1] ? 2 : 3,
        (memory, own) =>
        {
            memory.Store(Withdrawn + own[1], 1);
            return 4;
        },
        (_, own) => ++own[0] == replacements.Length ? ModelThread.End : 0);
}
