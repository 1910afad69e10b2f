// SPDX-License-Identifier: GPL-2.0-or-later
using System.Buffers.Binary;

namespace NetJack2.Protocol.Wire;

/// <summary>A 64-bit unsigned integer as it lies on the wire: most significant byte first.</summary>
public readonly struct UInt64BigEndian
{
    private readonly ulong _wire;

    private UInt64BigEndian(ulong wire) => _wire = wire;

    /// <summary>The value in the machine's order.</summary>
    public static implicit operator ulong(UInt64BigEndian big) => Swap(big._wire);

    /// <summary>The value in the wire's order.</summary>
    public static implicit operator UInt64BigEndian(ulong value) => new(Swap(value));

    /// <inheritdoc/>
    public override string ToString() => Swap(_wire).ToString();

    private static ulong Swap(ulong value) => BitConverter.IsLittleEndian ? BinaryPrimitives.ReverseEndianness(value) : value;
}
