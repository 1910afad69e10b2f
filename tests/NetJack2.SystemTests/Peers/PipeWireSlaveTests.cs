// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.SystemTests.Harness;

namespace NetJack2.SystemTests.Peers;

/// <summary>PipeWire's netjack2 driver as slave of netmanager.</summary>
[TestFixture]
[Lane(Lane.Tolerant, Seconds = 40)]
public class PipeWireSlaveTests : PipeWireTest
{
    [TestCaseSource(typeof(PipeWireSetup), nameof(PipeWireSetup.PipeWireSlaves))]
    public Task Every_frame_returns_after_exactly_the_latency(PipeWireSetup setup) => AssertAsync(setup);

    internal static Task AssertAsync(PipeWireSetup setup) => AssertEveryFrameReturnsAsync(setup, async () =>
    {
        await using PipeWireSlaveGroup group = await PipeWireSlaveGroup.StartAsync(setup);
        int before = group.Master.XrunLines;
        var results = await LoopAsync(setup, index => group.StartLoopAsync(index, seconds: 1.5, settle: 0.7));
        return (results, group.Master.XrunLines - before);
    });
}
