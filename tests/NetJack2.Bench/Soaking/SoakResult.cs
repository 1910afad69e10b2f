// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.JackProbe.Results;

namespace NetJack2.Bench.Soaking;

/// <summary>What one pair did in a soak.</summary>
/// <param name="GrowthKiB">By how much the resident memory of both servers together has grown.</param>
/// <param name="Collections">Garbage collections while sessions ran; null: nobody told, as the original has none.</param>
/// <param name="AllocatedBytes">Bytes of managed memory that were allocated while sessions ran.</param>
internal sealed record SoakResult(LoopResult Loop, BystanderResult Bystander, long GrowthKiB, int XrunLines, long? Collections, long? AllocatedBytes)
{
    private const long MostGrowthKiB = 1024;

    public bool IsGood => Loop.IsPerfect && GrowthKiB <= MostGrowthKiB && Collections is 0 && AllocatedBytes is 0;
}
