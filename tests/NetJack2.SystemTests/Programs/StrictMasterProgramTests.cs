// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.SystemTests.Harness;

namespace NetJack2.SystemTests.Programs;

/// <summary>The others: no latency, or a period that is hardly longer than the machine's own delays.</summary>
[TestFixture]
[Lane(Lane.Alone, Seconds = 35)]
public class StrictMasterProgramTests : MasterProgramTest
{
    [TestCaseSource(typeof(ProgramSetup), nameof(ProgramSetup.Strict))]
    public Task Every_frame_returns_after_exactly_the_latency(ProgramSetup setup) => AssertEveryFrameReturnsAsync(setup);
}
