// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.SystemTests.Harness;
using NetJack2.TestHosts.Pairs;

namespace NetJack2.SystemTests.Audio;

/// <summary>The part of the matrix that tolerates delays of the machine.</summary>
[TestFixture]
[Lane(Lane.Tolerant, Seconds = 65)]
[Category("Matrix")]
public class RealityMatrixTests : RealityMatrixTest
{
    [TestCaseSource(typeof(RealityMatrix), nameof(RealityMatrix.Tolerant))]
    public Task Every_frame_returns_after_the_published_latency(NetPairOptions[] slaves) => AssertEveryFrameReturnsAsync(slaves);
}
