// SPDX-License-Identifier: GPL-2.0-or-later
using System.Runtime.InteropServices;

namespace NetJack2.RealTime;

/// <summary>MIDI events on their way from one thread to another, each with the frame that it is meant for,
/// in the order in which they were put.</summary>
/// <remarks>One thread puts; one other, the taking thread, reads and later releases what it has read. Wait-free.</remarks>
public sealed class EventRing
{
    // Everything begins at a multiple of it, so that a header never lies across the end.
    private const int Grain = 16;

    // The size in the header that fills the end of the ring where an event did not fit in one piece.
    private const int Skip = -1;

    private readonly byte[] _bytes;
    private long _put;
    private long _taken;

    /// <summary>Allocates the ring. Not real-time safe.</summary>
    /// <param name="capacity">Bytes: a power of two, 32 or more. An event uses its length and 16, rounded up to a multiple of 16.</param>
    /// <exception cref="ArgumentOutOfRangeException">The capacity is below 32 or no power of two.</exception>
    public EventRing(int capacity)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(capacity, 2 * Grain);
        ArgumentOutOfRangeException.ThrowIfNotEqual(int.IsPow2(capacity), true, nameof(capacity));
        _bytes = new byte[capacity];
    }

    /// <summary>Puts an event. Putting thread.</summary>
    /// <param name="frame">What it is meant for.</param>
    /// <param name="data">Its bytes.</param>
    /// <param name="reserve">Bytes that must stay free behind it.</param>
    /// <returns>False where there is no room for it.</returns>
    [RealTimeSafe]
    public bool TryPut(long frame, ReadOnlySpan<byte> data, int reserve = 0)
    {
        int length = LengthOf(data.Length);
        int at = (int)(_put & (_bytes.Length - 1));
        int skipped = at + length > _bytes.Length ? _bytes.Length - at : 0;
        if (length > _bytes.Length || _put + skipped + length + reserve - Volatile.Read(ref _taken) > _bytes.Length)
            return false;
        if (skipped != 0)
        {
            WriteHeader(at, 0, Skip);
            at = 0;
        }
        WriteHeader(at, frame, data.Length);
        data.CopyTo(_bytes.AsSpan(at + Grain));
        Volatile.Write(ref _put, _put + skipped + length);
        return true;
    }

    /// <summary>The position of the oldest event that has not been released: bytes since the ring was made. Taking thread.</summary>
    public long Begin => _taken;

    /// <summary>Reads an event and leaves it in the ring. Taking thread.</summary>
    /// <param name="place">The position of the event; afterwards that of the next one.</param>
    /// <param name="frame">What it is meant for.</param>
    /// <param name="data">Its bytes, which stay until they are released.</param>
    /// <returns>False where there is none.</returns>
    [RealTimeSafe]
    public bool TryRead(scoped ref long place, scoped out long frame, out ReadOnlySpan<byte> data)
    {
        frame = 0;
        data = default;
        if (place == Volatile.Read(ref _put))
            return false;
        int at = (int)(place & (_bytes.Length - 1));
        if (SizeAt(at) == Skip)
        {
            // The event that made it skip was put together with it.
            place += _bytes.Length - at;
            at = 0;
        }
        int size = SizeAt(at);
        frame = MemoryMarshal.Read<long>(_bytes.AsSpan(at));
        data = _bytes.AsSpan(at + Grain, size);
        place += LengthOf(size);
        return true;
    }

    /// <summary>Frees the room of all events in front of a position. Taking thread.</summary>
    [RealTimeSafe]
    public void Release(long place) => Volatile.Write(ref _taken, place);

    [RealTimeSafe]
    private static int LengthOf(int size) => Grain + ((size + Grain - 1) & -Grain);

    [RealTimeSafe]
    private int SizeAt(int at) => MemoryMarshal.Read<int>(_bytes.AsSpan(at + sizeof(long)));

    [RealTimeSafe]
    private void WriteHeader(int at, long frame, int size)
    {
        MemoryMarshal.Write(_bytes.AsSpan(at), frame);
        MemoryMarshal.Write(_bytes.AsSpan(at + sizeof(long)), size);
    }
}
