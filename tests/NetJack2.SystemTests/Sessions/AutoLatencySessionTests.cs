// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.JackProbe.Results;
using NetJack2.SystemTests.Harness;
using NetJack2.TestHosts;
using NetJack2.TestHosts.Pairs;
using NetJack2.TestHosts.Servers;

namespace NetJack2.SystemTests.Sessions;

/// <summary>A latency that follows the network, between real servers. How it follows, and for minutes: in virtual time.</summary>
[TestFixture]
public class AutoLatencySessionTests : SystemTest
{
    // Long ones: a busy machine is late by few of them.
    private const int Period = 512;

    // There and back that is 3.4 periods. What the hosts of a busy machine are late by themselves is needed, too.
    private const double Delay = 0.018;
    private const long Needed = 4, Most = Needed + 1;

    private static readonly NetPairOptions s_options = Pairings.NetJack2CsOnly with
    {
        Period = Period,
        SlaveSynchronous = true,
        DriverArguments = ["-l", "auto"],
    };

    [Test]
    public async Task Delay_raises_it_until_nothing_is_late_and_both_ends_publish_what_is_measured()
    {
        NetPairOptions options = s_options with { Relayed = true };
        (LoopResult before, LoopResult after, bool isLogged) = await Attempts.RepeatAsync(options, async () =>
        {
            await using NetPair pair = await NetPair.StartAsync(options);
            LoopResult before = await pair.LoopAsync();
            await Task.Delay(TimeSpan.FromSeconds(2)); // nothing counts while a session begins
            await pair.Relay.ImpairAsync(new Impairment { Delay = Delay });
            await Task.Delay(TimeSpan.FromSeconds(8));
            await Task.Delay(TimeSpan.FromSeconds(3)); // the second line comes ten seconds after the first
            LoopResult after = await pair.LoopAsync();
            string change = $": latency {after.Lag / Period} instead of ";
            bool isLogged = pair.Master.HasLogged(change) && pair.Slave.HasLogged(change);
            bool isGood = before.IsPerfect && after.IsPerfect && isLogged && after.Lag is >= Needed * Period and <= Most * Period;
            return ((before, after, isLogged), before.Xruns + after.Xruns, isGood, $"{before.Summary}; {after.Summary}");
        });
        Assert.That((before.IsPerfect, after.IsPerfect), Is.EqualTo((true, true)), $"{before.Summary}; {after.Summary}");
        Assert.That((before.Lag, before.PublishedLatency), Is.EqualTo((2L * Period, 2L * Period)));
        Assert.That((after.PublishedLatency, isLogged), Is.EqualTo((after.Lag, true)));
        Assert.That(after.Lag, Is.InRange(Needed * Period, Most * Period), "exactly that in virtual time: AutoLatencyTests");
    }

    [Test]
    public async Task With_a_manager_of_jack2_it_is_the_usual_latency()
    {
        NetPairOptions options = s_options with { Manager = DriverFolder.Jack2, Latency = 5 };
        await using NetPair pair = await NetPair.StartAsync(options);
        LoopResult result = await Attempts.LoopAsync(pair);
        Assert.That((result.IsPerfect, result.Lag), Is.EqualTo((true, (long)options.ExpectedLag)), result.Summary);
        Assert.That(pair.Slave.Log, Does.Contain("-l auto is -l 5 with it"));
    }
}
