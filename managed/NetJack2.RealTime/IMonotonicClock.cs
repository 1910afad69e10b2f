// SPDX-License-Identifier: GPL-2.0-or-later
namespace NetJack2.RealTime;

/// <summary>A clock that never jumps.</summary>
public interface IMonotonicClock
{
    /// <summary>Nanoseconds since an origin of the clock's own.</summary>
    long Now
    {
        [RealTimeSafe]
        get;
    }
}
