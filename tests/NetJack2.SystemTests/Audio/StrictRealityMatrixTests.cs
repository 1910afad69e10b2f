// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.TestHosts.Pairs;

namespace NetJack2.SystemTests.Audio;

/// <summary>The part of the matrix without network latency, or with a period of 64 frames.</summary>
[TestFixture]
[Category("Matrix")]
public class StrictRealityMatrixTests : RealityMatrixTest
{
    [TestCaseSource(typeof(RealityMatrix), nameof(RealityMatrix.Strict))]
    public Task Every_frame_returns_after_the_published_latency(NetPairOptions[] slaves) => AssertEveryFrameReturnsAsync(slaves);
}
