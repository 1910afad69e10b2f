// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.JackProbe.Results;
using NetJack2.SystemTests.Harness;
using NetJack2.TestHosts.Hosts;

namespace NetJack2.SystemTests.Robustness;

/// <summary>A computer that has more to do than it can. Alone: it would spoil every other test.</summary>
[TestFixture]
public class BusyHostTests : SystemTest
{
    [Test]
    public async Task With_all_processors_busy_a_session_loses_no_frame()
    {
        await using ProcessorLoops work = await ProcessorLoops.StartBusyAsync();
        LoopResult result = await Attempts.LoopAsync(Pairings.NetJack2CsOnly with { Period = 512, Latency = 5, Channels = 16 });
        Assert.That(result.IsPerfect, Is.True, result.Summary);
    }
}
