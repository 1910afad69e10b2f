// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.Link.Cycles;

namespace NetJack2.Link.Tests.Cycles;

public class PacketFlagsTests
{
    [TestCase(0u, 0u, false)]
    [TestCase(0u, 1u, true)]
    [TestCase(99u, 100u, true)]
    [TestCase(100u, 100u, false)]
    [TestCase(0u, 101u, false)]
    [TestCase(uint.MaxValue, uint.MaxValue, false)]
    public void Only_numbers_within_the_capacity_are_admitted(uint index, uint count, bool admitted)
        => Assert.That(new PacketFlags(100).Admits(index, count), Is.EqualTo(admitted));

    [Test]
    public void All_packets_of_a_cycle_have_the_same_count()
    {
        var flags = new PacketFlags(100);
        flags.Add(70, 80);
        Assert.That((flags.Admits(1, 80), flags.Admits(1, 79)), Is.EqualTo((true, false)));
        Assert.That((flags.Has(70), flags.Has(6)), Is.EqualTo((true, false)));
    }

    [Test]
    public void It_is_complete_when_the_announced_count_has_been_received()
    {
        var flags = new PacketFlags(100);
        Assert.That(flags.IsComplete, Is.False);
        flags.Add(0, 2);
        Assert.That(flags.IsComplete, Is.False);
        flags.Add(1, 2);
        Assert.That(flags.IsComplete, Is.True);
        flags.Clear();
        Assert.That((flags.IsComplete, flags.Has(0), flags.Expected), Is.EqualTo((false, false, 0)));
    }
}
