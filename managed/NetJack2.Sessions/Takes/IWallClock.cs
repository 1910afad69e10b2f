// SPDX-License-Identifier: GPL-2.0-or-later
namespace NetJack2.Sessions.Takes;

/// <summary>The time of day, which may jump: it is only shown and stored. Control thread; allocates nothing.</summary>
public interface IWallClock
{
    /// <summary>The time in UTC.</summary>
    DateTime Utc { get; }

    /// <summary>A time of UTC in the time zone of this computer.</summary>
    DateTime ToLocal(DateTime utc);
}
