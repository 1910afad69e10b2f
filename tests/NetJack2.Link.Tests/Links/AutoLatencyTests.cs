// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.Link.Links;
using NetJack2.Protocol.Extension;
using NetJack2.Protocol.Session;
using NetJack2.World;

namespace NetJack2.Link.Tests.Links;

/// <summary>An automatic latency follows the network, within what is needed.</summary>
public class AutoLatencyTests
{
    private const int Second = 188, Minute = 60 * Second;

    [TestCase(5, 1)]
    [TestCase(10, 1)]
    [TestCase(10, 2)]
    [TestCase(20, 1)]
    [TestCase(20, 2)]
    [TestCase(20, 3)]
    public void Jitter_raises_it_to_the_least_that_loses_nothing_and_its_end_lowers_it_again(int jitter, int seed)
    {
        foreach (bool sync in new[] { true, false })
        {
            var pair = new LinkedPair(Session(sync), seed);
            pair.RunCycles(5 * Second);
            Assert.That(LatencyOf(pair), Is.EqualTo(2));
            pair.Network.Jitter = jitter * 1_000_000L;
            pair.RunCycles(10 * Second);
            int reached = LatencyOf(pair);
            long incomplete = IncompleteOf(pair);
            pair.RunCycles(Minute);
            long more = IncompleteOf(pair) - incomplete;
            int later = LatencyOf(pair);
            int least = LeastConstant(jitter, sync, seed);
            pair.Network.Jitter = 0;
            pair.RunCycles(10 * Minute);
            TestContext.Out.WriteLine(
                $"{jitter} ms, seed {seed}, sync {sync}: {reached}, then {later}, {more} incomplete; least {least}; {LatencyOf(pair)}");
            Assert.That(reached, Is.InRange(Math.Max(2, least - 1), Math.Max(2, least + 1)), $"sync {sync}");
            Assert.That(LatencyOf(pair), Is.InRange(2, 3));
        }
    }

    private static SessionParameters Session(bool sync, LatencyMode mode = LatencyMode.Auto) => ExampleSession.Parameters with
    {
        Capabilities = Capabilities.All & ~Capabilities.Redundancy,
        LatencyMode = mode,
        Latency = 2,
        SlaveSync = sync,
    };

    private static int LatencyOf(LinkedPair pair) => pair.Seat.Link!.Channel.Latency;

    private static long IncompleteOf(LinkedPair pair) =>
        pair.MasterCounters.Values.IncompleteCycles + pair.SlaveCounters.Values.IncompleteCycles;

    private static int LeastConstant(int jitter, bool sync, int seed)
    {
        for (int latency = 1; ; latency++)
        {
            var pair = new LinkedPair(Session(sync, LatencyMode.Constant) with { Latency = latency }, seed);
            pair.RunCycles(5 * Second);
            pair.Network.Jitter = jitter * 1_000_000L;
            pair.RunCycles(10 * Second);
            long before = IncompleteOf(pair);
            pair.RunCycles(Minute);
            if (IncompleteOf(pair) == before)
                return latency;
        }
    }
}
