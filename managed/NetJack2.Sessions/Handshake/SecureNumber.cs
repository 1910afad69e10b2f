// SPDX-License-Identifier: GPL-2.0-or-later
using System.Runtime.InteropServices;

namespace NetJack2.Sessions.Handshake;

/// <summary>Random numbers that no other host can guess. Control thread; one system call each.</summary>
/// <remarks>
/// <see cref="Guid.NewGuid"/> takes its bits from the system's secure generator and needs no cryptographic library, which a plug-in would
/// have to load into jackd. Six of its bits are fixed; the ones used here are not among them.
/// </remarks>
internal static class SecureNumber
{
    /// <summary>32 random bits, not all of them 0.</summary>
    public static uint Next32()
    {
        uint number = 0;
        while (number == 0)
            number = Read<uint>(0);
        return number;
    }

    /// <summary>64 random bits.</summary>
    public static ulong Next64() => ((ulong)Read<uint>(0) << 32) | Read<uint>(12);

    private static T Read<T>(int offset) where T : unmanaged
    {
        Span<byte> bytes = stackalloc byte[16];
        _ = Guid.NewGuid().TryWriteBytes(bytes);
        return MemoryMarshal.Read<T>(bytes[offset..]);
    }
}
