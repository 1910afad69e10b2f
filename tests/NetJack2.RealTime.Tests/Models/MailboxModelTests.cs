// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.Models;

namespace NetJack2.RealTime.Tests.Models;

/// <summary>The one place for a handshake packet between a session's cycles and the control thread
/// (<see cref="LinkChannel.TryReceiveHandshake"/>).</summary>
public class MailboxModelTests
{
    // Cells: whether the place is taken, and two halves of what lies in it.
    private const int Taken = 0, FirstHalf = 1, SecondHalf = 2, Packets = 3;

    [Test]
    public void What_is_taken_out_is_one_whole_packet()
    {
        Assert.That(Interleavings.FindViolation([0, 0, 0], [Cycles(Marking.BehindThePacket), Control()], out int moments), Is.Null);
        Assert.That(moments, Is.GreaterThan(50));
    }

    [Test]
    public void A_mark_before_the_packet_would_be_seen_too_early() =>
        Assert.That(
            Interleavings.FindViolation([0, 0, 0], [Cycles(Marking.BeforeThePacket), Control()], out _), Is.EqualTo("half of a packet"));

    private enum Marking
    {
        BehindThePacket,
        BeforeThePacket,
    }

    // Own: packets that came.
    private static ModelThread Cycles(Marking marking)
    {
        int[] order = marking == Marking.BehindThePacket ? [FirstHalf, SecondHalf, Taken] : [Taken, FirstHalf, SecondHalf];
        ModelStep Put(int place, int next) => (memory, own) =>
        {
            if (order[place] == Taken)
                memory.Release(Taken, 1);
            else
                memory.Store(order[place], own[0] + 1);
            return next;
        };
        return new ModelThread(
            1,
            (memory, _) => memory.Load(Taken) == 0 ? 1 : 4, // what does not fit is dropped
            Put(0, 2),
            Put(1, 3),
            Put(2, 4),
            (_, own) => ++own[0] == Packets ? ModelThread.End : 0);
    }

    // Own: the first half, times looked.
    private static ModelThread Control() => new(
        2,
        (memory, _) => memory.Load(Taken) == 0 ? 4 : 1,
        (memory, own) =>
        {
            own[0] = memory.Load(FirstHalf);
            return 2;
        },
        (memory, own) =>
        {
            memory.Require(own[0] != 0 && memory.Load(SecondHalf) == own[0], "half of a packet");
            return 3;
        },
        (memory, own) =>
        {
            memory.Release(Taken, 0);
            return 4;
        },
        (_, own) => ++own[1] == Packets ? ModelThread.End : 0);
}
