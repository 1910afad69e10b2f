// SPDX-License-Identifier: GPL-2.0-or-later
namespace NetJack2.JackProbe.Relay;

/// <summary>Delayed frames, ordered by their due time. Allocates in the constructor only.</summary>
internal sealed class FrameStore
{
    private const int Places = 8192, PlaceSize = 2048;
    private readonly byte[] _bytes = new byte[Places * PlaceSize];
    private readonly int[] _sizes = new int[Places];
    private readonly long[] _arrivals = new long[Places];
    private readonly Stack<int> _free = new(Enumerable.Range(0, Places));

    // Of two frames with the same due time, the one that arrived first is sent first.
    private readonly PriorityQueue<int, (long Due, long Number)> _waiting = new(Places);
    private long _number;

    /// <summary>The due time of the next frame in ns; the largest number if there is none.</summary>
    public long NextDue => _waiting.TryPeek(out _, out var order) ? order.Due : long.MaxValue;

    /// <summary>The buffer for the next received frame, before <see cref="Add"/>.</summary>
    public Span<byte> Room => Place(_free.Peek());

    public bool IsFull => _free.Count < 2;

    /// <summary>Adds the frame in <see cref="Room"/>, to be sent at a due time.</summary>
    public void Add(int size, long arrived, long due)
    {
        int place = _free.Pop();
        _sizes[place] = size;
        _arrivals[place] = arrived;
        _waiting.Enqueue(place, (due, _number++));
    }

    /// <summary>Adds a copy of the frame in <see cref="Room"/>, which stays there.</summary>
    public void AddCopy(int size, long arrived, long due)
    {
        int source = _free.Pop();
        Place(source)[..size].CopyTo(Room);
        Add(size, arrived, due);
        _free.Push(source);
    }

    /// <summary>Removes the frame that is due next. The span is valid until a frame is added.</summary>
    public ReadOnlySpan<byte> Dequeue(out long arrived)
    {
        int place = _waiting.Dequeue();
        arrived = _arrivals[place];
        _free.Push(place);
        return Place(place)[.._sizes[place]];
    }

    private Span<byte> Place(int place) => _bytes.AsSpan(place * PlaceSize, PlaceSize);
}
