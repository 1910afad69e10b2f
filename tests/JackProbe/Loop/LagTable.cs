// SPDX-License-Identifier: GPL-2.0-or-later
namespace NetJack2.JackProbe.Loop;

/// <summary>Counts frames by lag: the first 32 lags separately, frames of further lags only in the total.</summary>
internal sealed class LagTable
{
    private const int Capacity = 32;
    private readonly uint[] _lags = new uint[Capacity];
    private readonly long[] _frames = new long[Capacity];
    private int _used;
    private int _last;

    public long Total { get; private set; }

    public void Count(uint lag)
    {
        Total++;
        if (_used > 0 && _lags[_last] == lag)
        {
            _frames[_last]++;
            return;
        }

        int index = _lags.AsSpan(0, _used).IndexOf(lag);
        if (index < 0)
        {
            if (_used == Capacity) return;
            index = _used++;
            _lags[index] = lag;
        }

        _frames[index]++;
        _last = index;
    }

    /// <summary>The most frequent lag; −1 if there are no frames.</summary>
    public long Mode
    {
        get
        {
            long[] frames = [.. _frames]; // the audio thread may still count
            return _used == 0 ? -1 : _lags[Array.IndexOf(frames, frames.Max())];
        }
    }

    public long Min => _used == 0 ? -1 : _lags[.._used].Min();

    public long Max => _used == 0 ? -1 : _lags[.._used].Max();

    public long FramesAt(long lag)
    {
        int index = lag < 0 ? -1 : _lags.AsSpan(0, _used).IndexOf((uint)lag);
        return index < 0 ? 0 : _frames[index];
    }
}
