// SPDX-License-Identifier: GPL-2.0-or-later
using System.Runtime.InteropServices;
using NetJack2.Protocol.Wire;

namespace NetJack2.Protocol.Tests.Wire;

public class UInt32BigEndianTests
{
    [Test]
    public void The_most_significant_byte_comes_first()
    {
        byte[] wire = new byte[4];
        MemoryMarshal.AsRef<UInt32BigEndian>(wire.AsSpan()) = 0x01020304u;
        Assert.That(wire, Is.EqualTo(new byte[] { 1, 2, 3, 4 }));
    }

    [Test]
    public void Minus_one_is_four_bytes_of_ones()
    {
        byte[] wire = new byte[4];
        MemoryMarshal.AsRef<UInt32BigEndian>(wire.AsSpan()) = uint.MaxValue;
        Assert.That(wire, Is.EqualTo(new byte[] { 0xFF, 0xFF, 0xFF, 0xFF }));
    }

    [Test]
    public void Every_value_survives_the_wire()
        => Gen.UInt.Sample(value => (UInt32BigEndian)value == value);

    [Test]
    public void It_prints_as_a_number() => Assert.That(((UInt32BigEndian)19000u).ToString(), Is.EqualTo("19000"));
}
