// SPDX-License-Identifier: GPL-2.0-or-later
namespace NetJack2.RealTime;

/// <summary>A clock that never jumps and never goes back. Any thread; real-time safe.</summary>
public interface IMonotonicClock
{
    /// <summary>Nanoseconds since an origin of the clock's own.</summary>
    long Now
    {
        [RealTimeSafe]
        get;
    }
}
