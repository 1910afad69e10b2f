// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.JackProbe.Results;

namespace NetJack2.Bench.Soaking;

/// <summary>The result of one pair of servers in a soak test.</summary>
/// <param name="GrowthKiB">Growth of the resident memory of both servers together.</param>
/// <param name="Collections">Garbage collections while sessions ran; null for jack2.</param>
/// <param name="AllocatedBytes">Managed memory that was allocated while sessions ran; null for jack2.</param>
internal sealed record SoakResult(
    LoopResult Loop, BystanderResult Bystander, long GrowthKiB, int XrunLines, long? Collections, long? AllocatedBytes)
{
    private const long MostGrowthKiB = 1024;

    public bool IsGood => Loop.IsPerfect && GrowthKiB <= MostGrowthKiB && Collections is 0 && AllocatedBytes is 0;
}
