// SPDX-License-Identifier: GPL-2.0-or-later
namespace NetJack2.RealTime;

/// <summary>The time of day, which may jump: it is only shown and stored. Control thread; allocates nothing.</summary>
public interface IWallClock
{
    /// <summary>The present time: nanoseconds since 1970-01-01, UTC.</summary>
    long Utc { get; }

    /// <summary>A time of UTC in the time zone of this computer, both in nanoseconds since 1970.</summary>
    long ToLocal(long utc);
}
