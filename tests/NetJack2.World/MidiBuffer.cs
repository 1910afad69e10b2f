// SPDX-License-Identifier: GPL-2.0-or-later
namespace NetJack2.World;

/// <summary>The events of one MIDI port in one cycle. Times do not decrease, and there is an end to its room.</summary>
internal sealed class MidiBuffer(int room)
{
    private const int TableEntry = 12;

    private readonly byte[] _bytes = new byte[room];
    private readonly List<(uint Time, int Offset, int Length)> _events = [];
    private int _used;

    public int Count => _events.Count;

    public ReadOnlySpan<byte> Get(int index, out uint time)
    {
        (time, int offset, int length) = _events[index];
        return _bytes.AsSpan(offset, length);
    }

    public bool TryAdd(uint time, ReadOnlySpan<byte> data)
    {
        if (data.IsEmpty || _used + data.Length + (TableEntry * (Count + 1)) > room || (Count != 0 && time < _events[^1].Time))
            return false;
        data.CopyTo(_bytes.AsSpan(_used));
        _events.Add((time, _used, data.Length));
        _used += data.Length;
        return true;
    }

    public void Clear()
    {
        _events.Clear();
        _used = 0;
    }
}
