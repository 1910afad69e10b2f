// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.SystemTests.Harness;

namespace NetJack2.SystemTests.Peers;

/// <summary>The net driver as slave of PipeWire's netjack2 manager.</summary>
[TestFixture]
[Lane(Lane.Tolerant, Seconds = 40)]
public class PipeWireMasterTests : PipeWireTest
{
    [TestCaseSource(typeof(PipeWireSetup), nameof(PipeWireSetup.PipeWireMasters))]
    public Task Every_frame_returns_after_exactly_the_latency(PipeWireSetup setup) => AssertAsync(setup);

    internal static Task AssertAsync(PipeWireSetup setup) => AssertEveryFrameReturnsAsync(setup, async () =>
    {
        await using PipeWireMasterGroup group = await PipeWireMasterGroup.StartAsync(setup);
        int before = group.XrunLines;
        var results = await LoopAsync(setup, index => group.StartLoopAsync(index, seconds: 1.5, settle: 0.7));
        return (results, group.XrunLines - before);
    });
}
