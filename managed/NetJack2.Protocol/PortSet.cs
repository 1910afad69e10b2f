// SPDX-License-Identifier: GPL-2.0-or-later
using System.Numerics;
using System.Runtime.CompilerServices;
using NetJack2.RealTime;

namespace NetJack2.Protocol;

/// <summary>A set of port indices 0…255.</summary>
public struct PortSet : IEquatable<PortSet>
{
    /// <summary>How many indices there can be.</summary>
    public const int Capacity = 256;

    private Words _words;

    /// <summary>A set of the indices 0…<paramref name="count"/> - 1.</summary>
    [RealTimeSafe]
    public static PortSet First(int count)
    {
        PortSet set = default;
        for (int word = 0; word < Words.Length; word++)
        {
            int bits = Math.Clamp(count - (word * 64), 0, 64);
            set._words[word] = bits == 64 ? ulong.MaxValue : (1UL << bits) - 1;
        }
        return set;
    }

    /// <summary>How many indices are in the set, 0…256.</summary>
    public readonly int Count
    {
        get
        {
            int count = 0;
            for (int word = 0; word < Words.Length; word++)
                count += BitOperations.PopCount(_words[word]);
            return count;
        }
    }

    /// <summary>Whether <paramref name="port"/>, 0…255, is in the set.</summary>
    [RealTimeSafe]
    public readonly bool Contains(int port) => (_words[(port >> 6) & 3] >> port & 1) != 0;

    /// <summary>Puts <paramref name="port"/>, 0…255, into the set.</summary>
    [RealTimeSafe]
    public void Add(int port) => _words[(port >> 6) & 3] |= 1UL << port;

    /// <summary>Returns the indices that are in both sets.</summary>
    [RealTimeSafe]
    public static PortSet operator &(PortSet left, PortSet right)
    {
        for (int word = 0; word < Words.Length; word++)
            left._words[word] &= right._words[word];
        return left;
    }

    /// <summary>The smallest index in the set that is at least <paramref name="port"/>, or -1.</summary>
    [RealTimeSafe]
    public readonly int NextFrom(int port)
    {
        for (int word = port >> 6; word < Words.Length; word++)
        {
            ulong rest = _words[word];
            if (word == port >> 6)
                rest &= ulong.MaxValue << (port & 63);
            if (rest != 0)
                return (word * 64) + BitOperations.TrailingZeroCount(rest);
        }
        return -1;
    }

    /// <summary>Indices 32·<paramref name="index"/>…32·<paramref name="index"/>+31, lowest in bit 0.</summary>
    [RealTimeSafe]
    public readonly uint GetWord(int index) => (uint)(_words[(index >> 1) & 3] >> ((index & 1) * 32));

    /// <summary>Adds indices 32·<paramref name="index"/>…32·<paramref name="index"/>+31 whose bits are set.</summary>
    [RealTimeSafe]
    public void AddWord(int index, uint bits) => _words[(index >> 1) & 3] |= (ulong)bits << ((index & 1) * 32);

    /// <inheritdoc/>
    [RealTimeSafe]
    public readonly bool Equals(PortSet other) => ((ReadOnlySpan<ulong>)_words).SequenceEqual(other._words);

    /// <inheritdoc/>
    public override readonly bool Equals(object? obj) => obj is PortSet other && Equals(other);

    /// <inheritdoc/>
    public override readonly int GetHashCode() => HashCode.Combine(_words[0], _words[1], _words[2], _words[3]);

    /// <summary>Whether both hold the same indices.</summary>
    [RealTimeSafe]
    public static bool operator ==(PortSet left, PortSet right) => left.Equals(right);

    /// <summary>Whether one holds an index that the other does not.</summary>
    [RealTimeSafe]
    public static bool operator !=(PortSet left, PortSet right) => !left.Equals(right);

    [InlineArray(Length)]
    private struct Words
    {
        public const int Length = 4;
        private ulong _first;
    }
}
