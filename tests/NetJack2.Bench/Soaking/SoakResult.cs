// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.JackProbe.Results;

namespace NetJack2.Bench.Soaking;

/// <summary>The result of one pair of servers in a soak test.</summary>
/// <param name="Loss">The share of the packets that was lost, in each direction.</param>
/// <param name="GrowthKiB">Growth of the resident memory of both servers together.</param>
/// <param name="Collections">Garbage collections while sessions ran; null for jack2.</param>
/// <param name="AllocatedBytes">Managed memory that was allocated while sessions ran; null for jack2.</param>
internal sealed record SoakResult(
    LoopResult Loop, double Loss, BystanderResult Bystander, long GrowthKiB, int XrunLines, long? Collections, long? AllocatedBytes)
{
    private const long MostGrowthKiB = 1024;

    // Of the frames in packets that were lost on the way there or back, all but one of a hundred are repaired.
    private const double MostWrong = 0.01;

    private bool IsIntact => Loss == 0 ? Loop.IsPerfect : Loop.Frames > 0 && Loop.WrongFrames <= MostWrong * 2 * Loss * Loop.Frames;

    public bool IsGood => IsIntact && GrowthKiB <= MostGrowthKiB && Collections is 0 && AllocatedBytes is 0;
}
