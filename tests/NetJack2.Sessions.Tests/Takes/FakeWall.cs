// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.Models;
using NetJack2.RealTime;

namespace NetJack2.Sessions.Tests.Takes;

/// <summary>An evening in Berlin, which goes on with a virtual clock.</summary>
internal sealed class FakeWall(VirtualClock clock) : IWallClock
{
    // 2026-11-30 20:14:05 UTC.
    private const long Evening = 1_796_069_645 * VirtualClock.Second;

    private readonly long _begin = clock.Now;

    public long Utc => Evening + clock.Now - _begin;

    public long ToLocal(long utc) => utc + (3600 * VirtualClock.Second);
}
