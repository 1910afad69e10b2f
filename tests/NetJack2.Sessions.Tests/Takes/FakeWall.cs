// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.Models;
using NetJack2.Sessions.Takes;

namespace NetJack2.Sessions.Tests.Takes;

/// <summary>An evening in Berlin, which goes on with a virtual clock.</summary>
internal sealed class FakeWall(VirtualClock clock) : IWallClock
{
    private static readonly DateTime s_evening = new(2026, 11, 30, 20, 14, 5, DateTimeKind.Utc);

    private readonly long _begin = clock.Now;

    public DateTime Utc => s_evening.AddTicks((clock.Now - _begin) / TimeSpan.NanosecondsPerTick);

    public DateTime ToLocal(DateTime utc) => utc.AddHours(1);
}
