// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.Models;

namespace NetJack2.RealTime.Tests.Models;

/// <summary>A packet that is sent again while its place is written anew (<see cref="NetJack2.Link.Resend.SentCycles"/>).</summary>
public class SentCyclesModelTests
{
    private const int Version = 0, FirstHalf = 1, SecondHalf = 2, Cycles = 2;
    private const string Violation = "halves of two packets";

    [Test]
    public void What_is_sent_again_is_one_whole_packet()
    {
        Assert.That(
            Interleavings.FindViolation([0, 0, 0], [Sender(isFenced: true, isMarked: true), Responder(compares: true)], out int moments),
            Is.Null);
        Assert.That(moments, Is.GreaterThan(50));
    }

    [TestCase(false, true, true, Description = "a mark that may be seen after what it announces")]
    [TestCase(true, false, true, Description = "no mark while the place is written")]
    [TestCase(true, true, false, Description = "the version is not compared after the copy")]
    public void Without_any_of_its_parts_it_would_be_torn(bool isFenced, bool isMarked, bool compares) =>
        Assert.That(
            Interleavings.FindViolation([0, 0, 0], [Sender(isFenced, isMarked), Responder(compares)], out _), Is.EqualTo(Violation));

    // Begin, write, end. Own: cycles that were sent.
    private static ModelThread Sender(bool isFenced, bool isMarked) => new(
        1,
        (memory, own) =>
        {
            int odd = (2 * own[0]) + 1;
            if (isMarked && isFenced)
                _ = memory.Exchange(Version, odd);
            else if (isMarked)
                memory.Release(Version, odd);
            return 1;
        },
        (memory, own) =>
        {
            memory.Store(FirstHalf, own[0] + 1);
            return 2;
        },
        (memory, own) =>
        {
            memory.Store(SecondHalf, own[0] + 1);
            return 3;
        },
        (memory, own) =>
        {
            own[0]++;
            memory.Release(Version, 2 * own[0]);
            return own[0] == Cycles ? ModelThread.End : 0;
        });

    // Own: the version before, the two halves, times tried.
    private static ModelThread Responder(bool compares) => new(
        4,
        (memory, own) =>
        {
            own[0] = memory.Load(Version);
            return (own[0] & 1) == 0 ? 1 : 4;
        },
        (memory, own) =>
        {
            own[1] = memory.Load(FirstHalf);
            return 2;
        },
        (memory, own) =>
        {
            own[2] = memory.Load(SecondHalf);
            return 3;
        },
        (memory, own) =>
        {
            if (!compares || memory.Load(Version) == own[0])
                memory.Require(own[1] == own[2], Violation);
            return 4;
        },
        (_, own) => ++own[3] == 2 ? ModelThread.End : 0);
}
