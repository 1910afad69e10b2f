// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.SystemTests.Harness;

namespace NetJack2.SystemTests.Programs;

/// <summary>The combinations of <c>netjack2 master</c> and a slave that tolerate delays of the machine.</summary>
[TestFixture]
[Lane(Lane.Tolerant, Seconds = 20)]
public class MasterProgramMatrixTests : MasterProgramTest
{
    [TestCaseSource(typeof(ProgramSetup), nameof(ProgramSetup.Tolerant))]
    public Task Every_frame_returns_after_exactly_the_latency(ProgramSetup setup) => AssertEveryFrameReturnsAsync(setup);
}
