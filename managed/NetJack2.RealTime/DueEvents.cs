// SPDX-License-Identifier: GPL-2.0-or-later
namespace NetJack2.RealTime;

/// <summary>MIDI events of one port that another thread has put, each with a frame, cut into cycles.</summary>
/// <remarks>One thread puts, one gathers and gets. Wait-free.</remarks>
public sealed class DueEvents
{
    // What an event takes in the ring at least.
    private const int LeastBytes = 32;

    private readonly EventRing _ring;
    private readonly int _latest;
    private readonly (long Place, uint Time)[] _events;
    private long _end;

    /// <summary>Not real-time safe.</summary>
    /// <param name="capacity">Bytes of the ring that they lie in, see <see cref="EventRing"/>.</param>
    /// <param name="latest">Frames behind the end of a cycle within which an event waits for its own. What is meant for later is due now:
    /// the clock was set anew.</param>
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

    /// <summary>Puts an event; false where there is no room for it, or nothing in it. Putting thread.</summary>
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

    /// <summary>Whether an event is due in a cycle: what is late is, too, and what is meant for a time that cannot be.</summary>
    /// <param name="at">What it is meant for, in frames from the cycle's first.</param>
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

    /// <summary>An event of the present cycle, in the order of time. Getting thread.</summary>
    [RealTimeSafe]
    public ReadOnlySpan<byte> Get(int index, out uint time)
    {
        long place = _events[index].Place;
        time = _events[index].Time;
        _ = _ring.TryRead(ref place, out _, out ReadOnlySpan<byte> data);
        return data;
    }
}
