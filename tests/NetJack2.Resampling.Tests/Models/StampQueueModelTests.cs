// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.Models;
using NetJack2.Resampling.Bridge;

namespace NetJack2.Resampling.Tests.Models;

/// <summary>The protocol of <see cref="StampQueue"/>, with room for two, in every order of its steps.</summary>
public class StampQueueModelTests
{
    private const int Capacity = 2, Stamps = 4;

    // Cells: the two counters, and two halves of each stamp.
    private const int Put = 0, Taken = 1, FirstHalf = 2, SecondHalf = FirstHalf + Capacity, Cells = SecondHalf + Capacity;

    [Test]
    public void What_is_taken_is_whole_and_in_order()
    {
        Assert.That(
            Interleavings.FindViolation(new int[Cells], [FarSide(looksForRoom: true, publishesLast: true), NearSide()], out int moments),
            Is.Null);
        Assert.That(moments, Is.GreaterThan(200));
    }

    [TestCase(false, true)]
    [TestCase(true, false)]
    public void Without_any_of_its_parts_it_would_not_be(bool looksForRoom, bool publishesLast) =>
        Assert.That(
            Interleavings.FindViolation(new int[Cells], [FarSide(looksForRoom, publishesLast), NearSide()], out _),
            Is.EqualTo("no whole stamp, or an old one"));

    // Stamp n has the value n in both halves. Own: stamps put, stamps tried.
    private static ModelThread FarSide(bool looksForRoom, bool publishesLast) => new(
        2,
        (memory, own) => looksForRoom && own[0] - memory.Load(Taken) == Capacity ? 4 : publishesLast ? 1 : 3,
        (memory, own) => Write(memory, FirstHalf, own[0], own[0] + 1, next: 2),
        (memory, own) => Write(memory, SecondHalf, own[0], own[0] + 1, next: publishesLast ? 3 : 5),
        (memory, own) =>
        {
            memory.Release(Put, own[0] + 1);
            return publishesLast ? 5 : 1;
        },
        (_, own) => ++own[1] == Stamps ? ModelThread.End : 0, // no room: it is dropped
        (_, own) =>
        {
            own[0]++;
            return 4;
        });

    // Own: stamps taken, the first half, times looked.
    private static ModelThread NearSide() => new(
        3,
        (memory, own) => memory.Load(Put) == own[0] ? 4 : 1,
        (memory, own) =>
        {
            own[1] = memory.Load(FirstHalf + (own[0] % Capacity));
            return 2;
        },
        (memory, own) =>
        {
            int second = memory.Load(SecondHalf + (own[0] % Capacity));
            memory.Require(own[1] == own[0] + 1 && second == own[0] + 1, "no whole stamp, or an old one");
            return 3;
        },
        (memory, own) =>
        {
            memory.Release(Taken, ++own[0]);
            return 4;
        },
        (_, own) => ++own[2] == Stamps ? ModelThread.End : 0);

    private static int Write(SharedCells memory, int half, int index, int value, int next)
    {
        memory.Store(half + (index % Capacity), value);
        return next;
    }
}
