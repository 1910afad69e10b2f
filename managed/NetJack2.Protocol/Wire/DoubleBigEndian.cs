// SPDX-License-Identifier: GPL-2.0-or-later
using System.Buffers.Binary;
using NetJack2.RealTime;

namespace NetJack2.Protocol.Wire;

/// <summary>An IEEE-754 double as it lies on the wire: the byte with its sign first.</summary>
public readonly struct DoubleBigEndian
{
    private readonly ulong _wire;

    private DoubleBigEndian(ulong wire) => _wire = wire;

    /// <summary>The value in the machine's order.</summary>
    [RealTimeSafe]
    public static implicit operator double(DoubleBigEndian big) => BitConverter.UInt64BitsToDouble(Swap(big._wire));

    /// <summary>The value in the wire's order.</summary>
    [RealTimeSafe]
    public static implicit operator DoubleBigEndian(double value) => new(Swap(BitConverter.DoubleToUInt64Bits(value)));

    [RealTimeSafe]
    private static ulong Swap(ulong value) => BitConverter.IsLittleEndian ? BinaryPrimitives.ReverseEndianness(value) : value;
}
