// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.RealTime;

namespace NetJack2.Models;

/// <summary>A clock that the world moves.</summary>
internal sealed class VirtualClock : IMonotonicClock
{
    public const long Millisecond = 1_000_000;
    public const long Second = 1_000_000_000;

    // An origin that is not 0: a time of 0 means "never" nowhere by accident.
    public long Now { get; set; } = 3600 * Second;
}
