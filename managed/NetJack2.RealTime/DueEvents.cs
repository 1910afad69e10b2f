// SPDX-License-Identifier: GPL-2.0-or-later
namespace NetJack2.RealTime;

/// <summary>MIDI events of one port from another thread, each with a frame, divided into cycles.</summary>
/// <remarks>One thread puts, one gathers and gets. Wait-free.</remarks>
public sealed class DueEvents
{
    // The least that an event uses in the ring.
    private const int LeastBytes = 32;

    private readonly EventRing _ring;
    private readonly int _latest;
    private readonly (long Place, uint Time)[] _events;
    private long _end;

    /// <summary>Allocates the ring and the table of a cycle. Not real-time safe.</summary>
    /// <param name="capacity">Bytes of the ring that they lie in, see <see cref="EventRing"/>.</param>
    /// <param name="latest">Frames behind the end of a cycle within which an event waits for its own cycle. Later events
    /// are due now: the clock was set anew.</param>
    public DueEvents(int capacity, int latest)
    {
        _ring = new EventRing(capacity);
        _latest = latest;
        _events = new (long, uint)[capacity / LeastBytes];
    }

    /// <summary>The ring that they lie in, for the putting thread.</summary>
    public EventRing Ring => _ring;

    /// <summary>How many are due in the present cycle. Getting thread.</summary>
    public int Count { get; private set; }

    /// <summary>Puts an event, for the frame at which it is due; false where it is empty or the ring is full. Putting thread.</summary>
    [RealTimeSafe]
    public bool TryPut(long frame, ReadOnlySpan<byte> data) => data.Length != 0 && _ring.TryPut(frame, data);

    /// <summary>Begins a cycle and discards the events of the one before. Late events are due at once; the order is kept.
    /// Getting thread.</summary>
    /// <param name="frame">The first frame of the cycle.</param>
    /// <param name="period">Its frames.</param>
    [RealTimeSafe]
    public void Gather(long frame, int period)
    {
        _ring.Release(_end);
        Count = 0;
        long time = 0;
        for (long next = _end; _ring.TryRead(ref next, out long due, out _); _end = next)
        {
            if (!IsDue(due - frame, period, _latest, ref time))
                return;
            _events[Count++] = (_end, (uint)time);
        }
    }

    /// <summary>Whether an event is due in a cycle: late events are, and events too far in the future to be right.</summary>
    /// <param name="at">The frame of the event, counted from the cycle's first; negative: late.</param>
    /// <param name="period">Frames of the cycle.</param>
    /// <param name="latest">Frames behind the end of the cycle within which it waits for its own.</param>
    /// <param name="time">The frame of the event before it; then its own, which is no earlier.</param>
    [RealTimeSafe]
    public static bool IsDue(long at, int period, int latest, ref long time)
    {
        if (at >= period && at < period + latest)
            return false;
        time = Math.Clamp(at, time, period - 1);
        return true;
    }

    /// <summary>Event 0…<see cref="Count"/> - 1 of the present cycle, in order of time, which is a frame of the cycle from 0. Getting
    /// thread.</summary>
    [RealTimeSafe]
    public ReadOnlySpan<byte> Get(int index, out uint time)
    {
        long place = _events[index].Place;
        time = _events[index].Time;
        _ = _ring.TryRead(ref place, out _, out ReadOnlySpan<byte> data);
        return data;
    }
}
