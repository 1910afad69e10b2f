// SPDX-License-Identifier: GPL-2.0-or-later
using System.Buffers.Binary;
using NetJack2.RealTime;

namespace NetJack2.Protocol.Wire;

/// <summary>A 32-bit unsigned integer as it lies on the wire: most significant byte first.</summary>
public readonly struct UInt32BigEndian
{
    private readonly uint _wire;

    private UInt32BigEndian(uint wire) => _wire = wire;

    /// <summary>The value in the machine's order.</summary>
    [RealTimeSafe]
    public static implicit operator uint(UInt32BigEndian big) => Swap(big._wire);

    /// <summary>The value in the wire's order.</summary>
    [RealTimeSafe]
    public static implicit operator UInt32BigEndian(uint value) => new(Swap(value));

    /// <inheritdoc/>
    public override string ToString() => Swap(_wire).ToString();

    [RealTimeSafe]
    private static uint Swap(uint value) => BitConverter.IsLittleEndian ? BinaryPrimitives.ReverseEndianness(value) : value;
}
