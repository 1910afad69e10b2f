// SPDX-License-Identifier: GPL-2.0-or-later
using System.Buffers.Binary;
using System.Numerics;

namespace NetJack2.Protocol.Extension;

/// <summary>
/// The number by which a slave proves, in a START_MASTER, that it had an earlier session with the manager: docs/protocol-extension.md,
/// "Another address". It does not show the key of that session, and is right for the manager to which the slave sends it only.
/// </summary>
public static class SessionProof
{
    /// <summary>SipHash-2-4 (Aumasson, Bernstein: SipHash, a fast short-input PRF, 2012) of both numbers and the address.</summary>
    /// <param name="key">The key of the earlier session: the first half of the function's key. The other half is 0.</param>
    /// <param name="previousId">The number of the earlier session.</param>
    /// <param name="sessionId">The number of the session that is to begin.</param>
    /// <param name="managerHigh">
    /// The first 64 bits of the manager's address, most significant byte first, as the slave sees it: another host that offers the slave
    /// this session's number gets a proof for its own address.
    /// </param>
    /// <param name="managerLow">The last 64 bits; of IPv4, the address is ::ffff:a.b.c.d.</param>
    public static ulong Of(ulong key, uint previousId, uint sessionId, ulong managerHigh, ulong managerLow)
    {
        const ulong Length = 24UL << 56;
        var state = new State(key, 0);
        state.Absorb(((ulong)previousId << 32) | sessionId);
        // The function reads words from their least significant byte on.
        state.Absorb(BinaryPrimitives.ReverseEndianness(managerHigh));
        state.Absorb(BinaryPrimitives.ReverseEndianness(managerLow));
        state.Absorb(Length);
        return state.Finish();
    }

    private struct State(ulong low, ulong high)
    {
        private ulong _v0 = low ^ 0x736F_6D65_7073_6575;
        private ulong _v1 = high ^ 0x646F_7261_6E64_6F6D;
        private ulong _v2 = low ^ 0x6C79_6765_6E65_7261;
        private ulong _v3 = high ^ 0x7465_6462_7974_6573;

        public void Absorb(ulong word)
        {
            _v3 ^= word;
            Round();
            Round();
            _v0 ^= word;
        }

        public ulong Finish()
        {
            _v2 ^= 0xFF;
            for (int round = 0; round < 4; round++)
                Round();
            return _v0 ^ _v1 ^ _v2 ^ _v3;
        }

        private void Round()
        {
            _v0 += _v1;
            _v1 = BitOperations.RotateLeft(_v1, 13) ^ _v0;
            _v0 = BitOperations.RotateLeft(_v0, 32);
            _v2 += _v3;
            _v3 = BitOperations.RotateLeft(_v3, 16) ^ _v2;
            _v0 += _v3;
            _v3 = BitOperations.RotateLeft(_v3, 21) ^ _v0;
            _v2 += _v1;
            _v1 = BitOperations.RotateLeft(_v1, 17) ^ _v2;
            _v2 = BitOperations.RotateLeft(_v2, 32);
        }
    }
}
