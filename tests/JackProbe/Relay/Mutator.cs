// SPDX-License-Identifier: GPL-2.0-or-later
using System.Buffers.Binary;

namespace NetJack2.JackProbe.Relay;

/// <summary>Changes valid datagrams by a seeded random generator: most of each stays valid, so that it passes the first checks.</summary>
internal sealed class Mutator(int seed)
{
    private const int MostKept = 256;
    private const int HeaderSize = 48, PacketSizeAt = 24, CycleAt = 32;

    private static readonly uint[] s_numbers =
    [
        0, 1, 2, 3, 47, 48, 255, 256, 576, 1472, 1500, 9000, 65_507, 1 << 24, int.MaxValue, 0x8000_0000, uint.MaxValue - 1, uint.MaxValue,
    ];

    private readonly Random _random = new(seed);
    private readonly List<byte[]> _kept = [];
    private readonly byte[] _mutant = new byte[9216];
    private int _seen;

    /// <summary>Keeps a valid datagram as a model; beyond 256 it replaces a random one.</summary>
    public void Learn(ReadOnlySpan<byte> datagram)
    {
        _seen++;
        if (_kept.Count < MostKept)
            _kept.Add(datagram.ToArray());
        else if (_random.Next(_seen) < MostKept)
            _kept[_random.Next(MostKept)] = datagram.ToArray();
    }

    /// <summary>The next changed datagram; valid until the next call.</summary>
    /// <param name="cycle">The current cycle of the session; most packets get a number near it.</param>
    public ReadOnlySpan<byte> Next(uint cycle)
    {
        ReadOnlySpan<byte> source = _kept[_random.Next(_kept.Count)];
        source.CopyTo(_mutant);
        int length = source.Length;
        bool isOfCycle = source.StartsWith("header"u8) && length >= HeaderSize;
        if (isOfCycle && _random.Next(8) != 0)
            Put(CycleAt, cycle + (uint)_random.Next(-8, 9));
        for (int changes = _random.Next(4); changes > 0; changes--)
            length = Change(length);
        // Where the length is right again, what lies behind the header is looked at.
        if (isOfCycle && length >= HeaderSize && _random.Next(4) != 0)
            Put(PacketSizeAt, (uint)length);
        return _mutant.AsSpan(0, length);
    }

    private int Change(int length)
    {
        switch (_random.Next(8))
        {
            case 0:
                return _random.Next(length + 1);
            case 1:
                int longer = Math.Min(length + _random.Next(1, 200), _mutant.Length);
                _random.NextBytes(_mutant.AsSpan(length, longer - length));
                return longer;
            case 2:
                ReadOnlySpan<byte> other = _kept[_random.Next(_kept.Count)];
                int from = _random.Next(other.Length + 1);
                other[from..].CopyTo(_mutant.AsSpan(from));
                return Math.Max(length, other.Length);
            case 3 when length > 0:
                _mutant[_random.Next(length)] ^= (byte)(1 << _random.Next(8));
                return length;
            default:
                // Half of the changes go into the header, which is small but decides most.
                int places = _random.Next(2) == 0 ? Math.Min(length, 96) / sizeof(uint) : length / sizeof(uint);
                if (places > 0)
                    Put(sizeof(uint) * _random.Next(places), Number());
                return length;
        }
    }

    private uint Number() => _random.Next(3) switch
    {
        0 => s_numbers[_random.Next(s_numbers.Length)],
        1 => (uint)_random.Next(-3, 40),
        _ => (uint)_random.NextInt64(1L << 32),
    };

    private void Put(int offset, uint value) => BinaryPrimitives.WriteUInt32BigEndian(_mutant.AsSpan(offset), value);
}
