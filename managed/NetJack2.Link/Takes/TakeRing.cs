// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.RealTime;

namespace NetJack2.Link.Takes;

/// <summary>The records of takes on their way from the thread of the cycles to a control thread.</summary>
/// <remarks>One thread puts, one takes. Wait-free.</remarks>
public sealed class TakeRing
{
    /// <summary>How many there is room for: a power of two. A control thread takes them every tenth of a second or sooner.</summary>
    public const int Length = 256;

    private readonly TakeRecord[] _records = new TakeRecord[Length];
    private long _put;
    private long _taken;

    /// <summary>How many records have room now. Putting thread.</summary>
    public int Room => Length - (int)(_put - Volatile.Read(ref _taken));

    /// <summary>Puts a record. Putting thread, where there is <see cref="Room"/>.</summary>
    [RealTimeSafe]
    public void Put(in TakeRecord record)
    {
        _records[(int)(_put & (Length - 1))] = record;
        Volatile.Write(ref _put, _put + 1);
    }

    /// <summary>The oldest record, which stays there. Taking thread.</summary>
    /// <returns>False where there is none.</returns>
    public bool TryPeek(out TakeRecord record)
    {
        bool isThere = _taken != Volatile.Read(ref _put);
        record = isThere ? _records[(int)(_taken & (Length - 1))] : default;
        return isThere;
    }

    /// <summary>Removes the oldest record. Taking thread.</summary>
    public void Drop() => Volatile.Write(ref _taken, _taken + 1);
}
