// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.Models;
using NetJack2.Resampling.Bridge;

namespace NetJack2.Resampling.Tests.Models;

/// <summary>The protocol of <see cref="FrameRing"/>, with room for four frames of which two are kept,
/// in every order of its steps.</summary>
public class FrameRingModelTests
{
    private const int Capacity = 4, Kept = 2;

    // Cells: begin, end, and what lies in each place: a frame's number, and 100 more for each new beginning.
    private const int BeginCell = 0, EndCell = 1, Samples = 2;
    private const int NewBeginning = 100;

    [Test]
    public void What_is_there_when_it_is_looked_for_stays_while_as_much_is_written_as_there_is_room_for()
    {
        // Frames 4 and 5 are written while the two before them are read.
        int[] cells = [0, 4, 0, 1, 2, 3];
        string? violation = Interleavings.FindViolation(
            cells,
            [new ModelThread(1, [.. Write(4, 0), .. Write(5, 2)]), Reader(looksAgain: true, isOfOneBeginning: true)],
            out int moments);
        Assert.That(violation, Is.Null);
        Assert.That(moments, Is.GreaterThan(30));
    }

    [TestCase(9, Description = "forwards")]
    [TestCase(2, Description = "backwards, to a frame that is still there from before")]
    [TestCase(3)]
    public void A_new_beginning_makes_no_stretch_with_an_old_end(int frame)
    {
        Assert.That(
            Interleavings.FindViolation(
                [0, 4, 0, 1, 2, 3], [Writer(frame), Reader(looksAgain: true, isOfOneBeginning: false)], out int moments),
            Is.Null);
        Assert.That(moments, Is.GreaterThan(30));
    }

    [Test]
    public void If_the_end_were_not_looked_at_again_it_would() =>
        Assert.That(
            Interleavings.FindViolation([0, 4, 0, 1, 2, 3], [Writer(2), Reader(looksAgain: false, isOfOneBeginning: false)], out _),
            Is.EqualTo("a stretch that there never was"));

    // Begin at a frame, then write and publish it. Own: the end as the writer knows it.
    private static ModelThread Writer(int frame)
    {
        ModelStep Release(int cell, int value, int next) => (memory, _) =>
        {
            memory.Release(cell, value);
            return next;
        };
        return new ModelThread(
            1,
            [
                Release(EndCell, Math.Min(4, frame), 1),
                Release(BeginCell, frame, 2),
                Release(EndCell, frame, 3),
                .. Write(frame, 3, NewBeginning)
            ]);
    }

    // The samples of a frame, and its publication: two steps, of which the first has this number.
    private static ModelStep[] Write(int frame, int step, int beginning = 0) =>
    [
        (memory, _) =>
        {
            memory.Store(Samples + (frame % Capacity), frame + beginning);
            return step + 1;
        },
        (memory, _) =>
        {
            memory.Release(EndCell, frame + 1);
            return step == 0 ? 2 : ModelThread.End;
        },
    ];

    // Look, and read all that is there. Own: the end at first, begin, the end, the frame that is read.
    private static ModelThread Reader(bool looksAgain, bool isOfOneBeginning) => new(
        4,
        (memory, own) =>
        {
            own[0] = memory.Load(EndCell);
            return 1;
        },
        (memory, own) =>
        {
            own[1] = memory.Load(BeginCell);
            return 2;
        },
        (memory, own) =>
        {
            own[2] = looksAgain ? Math.Min(own[0], memory.Load(EndCell)) : own[0];
            own[3] = Math.Max(own[1], own[0] - Kept);
            // From a new beginning on, no more is there than has been published since.
            memory.Require(own[1] == 0 || own[2] <= own[3] || own[2] <= memory.Load(EndCell), "a stretch that there never was");
            return 3;
        },
        (memory, own) =>
        {
            if (own[3] >= own[2])
                return ModelThread.End;
            int sample = memory.Load(Samples + (own[3] % Capacity));
            // Who has looked before a new beginning may find either: it is a hole anyway.
            memory.Require(
                own[1] != 0 ? sample == own[3] + NewBeginning : sample == own[3] || !isOfOneBeginning, "another frame than was asked for");
            own[3]++;
            return 3;
        });
}
