// SPDX-License-Identifier: GPL-2.0-or-later
namespace NetJack2.JackProbe.Relay;

/// <summary>Frames that wait for their time. All memory is made at the beginning.</summary>
internal sealed class FrameStore
{
    private const int Places = 8192, PlaceSize = 2048;
    private readonly byte[] _bytes = new byte[Places * PlaceSize];
    private readonly int[] _sizes = new int[Places];
    private readonly long[] _arrivals = new long[Places];
    private readonly Stack<int> _free = new(Enumerable.Range(0, Places));

    // Of two that are due at once the one that came first goes first.
    private readonly PriorityQueue<int, (long Due, long Number)> _waiting = new(Places);
    private long _number;

    /// <summary>When the next frame is due; far in the future when none waits.</summary>
    public long NextDue => _waiting.TryPeek(out _, out var order) ? order.Due : long.MaxValue;

    /// <summary>Room for a frame that comes; <see cref="Add"/> makes use of it.</summary>
    public Span<byte> Room => Place(_free.Peek());

    public bool IsFull => _free.Count < 2;

    /// <summary>The frame in <see cref="Room"/> is to leave then.</summary>
    public void Add(int size, long arrived, long due)
    {
        int place = _free.Pop();
        _sizes[place] = size;
        _arrivals[place] = arrived;
        _waiting.Enqueue(place, (due, _number++));
    }

    /// <summary>Puts a second one of the frame in <see cref="Room"/> beside it.</summary>
    public void AddCopy(int size, long arrived, long due)
    {
        int original = _free.Pop();
        Place(original)[..size].CopyTo(Room);
        Add(size, arrived, due);
        _free.Push(original);
    }

    /// <summary>Takes the frame that is due next. It is valid until one is added.</summary>
    public ReadOnlySpan<byte> Take(out long arrived)
    {
        int place = _waiting.Dequeue();
        arrived = _arrivals[place];
        _free.Push(place);
        return Place(place)[.._sizes[place]];
    }

    private Span<byte> Place(int place) => _bytes.AsSpan(place * PlaceSize, PlaceSize);
}
