// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.RealTime;

namespace NetJack2.Protocol.Wire;

/// <summary>An IEEE-754 single as it lies on the wire: the byte with its sign first. Samples are not of this kind.</summary>
public readonly struct SingleBigEndian
{
    private readonly UInt32BigEndian _bits;

    private SingleBigEndian(UInt32BigEndian bits) => _bits = bits;

    /// <summary>The value in the machine's order.</summary>
    [RealTimeSafe]
    public static implicit operator float(SingleBigEndian big) => BitConverter.UInt32BitsToSingle(big._bits);

    /// <summary>The value in the wire's order.</summary>
    [RealTimeSafe]
    public static implicit operator SingleBigEndian(float value) => new(BitConverter.SingleToUInt32Bits(value));
}
