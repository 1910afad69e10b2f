// SPDX-License-Identifier: GPL-2.0-or-later
namespace NetJack2.Host.Linux;

/// <summary>FNV-1a of 64 bits: recognises equal texts, and is no protection against forged ones.</summary>
internal static class FnvHash
{
    /// <summary>The hash of no bytes, with which a chain of <see cref="Add"/> begins.</summary>
    public const ulong Basis = 0xCBF2_9CE4_8422_2325;

    private const ulong Prime = 0x0000_0100_0000_01B3;

    /// <summary>Continues a hash with further bytes.</summary>
    /// <param name="hash">The hash of the first ones.</param>
    /// <param name="bytes">The others.</param>
    public static ulong Add(ulong hash, ReadOnlySpan<byte> bytes)
    {
        foreach (byte value in bytes)
            hash = (hash ^ value) * Prime;
        return hash;
    }
}
