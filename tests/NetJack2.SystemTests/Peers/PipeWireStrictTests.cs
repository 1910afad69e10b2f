// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.SystemTests.Harness;

namespace NetJack2.SystemTests.Peers;

/// <summary>The part of the matrix with PipeWire that a late machine disturbs: no network latency.</summary>
[TestFixture]
public class PipeWireStrictTests : PipeWireTest
{
    [TestCaseSource(typeof(PipeWireSetup), nameof(PipeWireSetup.StrictPipeWireSlaves))]
    public Task Through_a_PipeWire_slave_every_frame_returns_in_its_cycle(PipeWireSetup setup)
        => PipeWireSlaveTests.AssertFramesAsync(setup);

    [TestCaseSource(typeof(PipeWireSetup), nameof(PipeWireSetup.StrictPipeWireMasters))]
    public Task From_a_PipeWire_master_every_frame_returns_in_its_cycle(PipeWireSetup setup)
        => PipeWireMasterTests.AssertFramesAsync(setup);
}
