// SPDX-License-Identifier: GPL-2.0-or-later
using System.Text;

namespace NetJack2.Protocol.Mesh;

/// <summary>Writes words into a reply, in groups of which each is there as a whole or not at all. Allocates nothing.</summary>
public ref struct WordWriter(Span<byte> room)
{
    private readonly Span<byte> _room = room;
    private bool _isFull;
    private int _begin;
    private int _length;

    /// <summary>The words of all whole groups.</summary>
    public readonly ReadOnlySpan<byte> Words => _room[.._begin];

    /// <summary>Adds a word to the present group.</summary>
    public void Add(scoped ReadOnlySpan<byte> word)
    {
        _isFull |= word.Length >= _room.Length - _length;
        if (_isFull)
            return;
        word.CopyTo(_room[_length..]);
        _length += word.Length;
        _room[_length++] = 0;
    }

    /// <summary>Adds a word to the present group.</summary>
    public void Add(string word)
    {
        _isFull |= Encoding.UTF8.GetByteCount(word) >= _room.Length - _length;
        if (_isFull)
            return;
        _length += Encoding.UTF8.GetBytes(word, _room[_length..]);
        _room[_length++] = 0;
    }

    /// <summary>Adds a number to the present group.</summary>
    public void Add(int number)
    {
        Span<byte> digits = stackalloc byte[11];
        _ = number.TryFormat(digits, out int length, default, System.Globalization.CultureInfo.InvariantCulture);
        Add(digits[..length]);
    }

    /// <summary>The group is complete, and another one begins.</summary>
    /// <returns>Whether there was room for it; otherwise there is none for further ones either.</returns>
    public bool TryEnd()
    {
        if (!_isFull)
            _begin = _length;
        return !_isFull;
    }
}
