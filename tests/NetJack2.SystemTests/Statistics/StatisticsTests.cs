// SPDX-License-Identifier: GPL-2.0-or-later
using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using NetJack2.JackProbe.Results;
using NetJack2.SystemTests.Harness;
using NetJack2.TestHosts;
using NetJack2.TestHosts.Cards;
using NetJack2.TestHosts.Hosts;
using NetJack2.TestHosts.Pairs;
using NetJack2.TestHosts.Processes;
using NetJack2.TestHosts.Servers;

namespace NetJack2.SystemTests.Statistics;

/// <summary>What can be seen of running modules from outside.</summary>
[TestFixture]
[Lane(Lane.Untimed, Seconds = 49)]
public class StatisticsTests : SystemTest
{
    private const double Period = 256 / 48.0; // in ms
    private static readonly TimeSpan s_limit = TimeSpan.FromSeconds(10);

    /// <remarks>That it loses nothing, and that less does: in virtual time, CycleMarginTests.</remarks>
    [Test]
    public async Task Stat_and_doctor_advise_the_latency_that_the_round_trip_of_a_slow_network_needs()
    {
        const double LongPeriod = 1024 / 48.0; // in ms
        NetPairOptions options = Pairings.NetJack2CsOnly with { Relayed = true, Latency = 12, Period = 1024 };
        var slow = new Impairment { Delay = 0.0224 }; // 2.1 periods there and back: found in the third, or as much later as the machine is
        (string Advice, string Doctor, string Seen) found = await Attempts.RepeatAsync(options, async () =>
        {
            await using NetPair pair = await NetPair.StartAsync(options);
            await pair.Relay.ImpairAsync(slow, slow);
            await Task.Delay(TimeSpan.FromSeconds(14)); // two at the beginning do not count; from ten on there is advice
            (string advice, _) = await StatisticsProgram.RunAsync(pair.MasterHost, "stat", "--advise");
            (string doctor, _) = await StatisticsProgram.RunAsync(pair.MasterHost, "doctor");
            await TestContext.Out.WriteLineAsync(advice);
            RelayResult relay = await pair.Relay.ReportAsync();
            // What the relay itself delays is delay of the network, as long as -l 12 tolerates it.
            Assume.That(relay.WorstLateness / 1000.0, Is.LessThan(8 * LongPeriod), "the relay was late");
            string longest = Regex.Match(advice, @"round trip +\d+\.\d ms, at most (?<ms>[\d.]+)", RegexOptions.ExplicitCapture, s_limit)
                .Groups["ms"].Value;
            double periods = Math.Round(double.Parse($"0{longest}", CultureInfo.InvariantCulture) / LongPeriod);
            string seen = $"slave: -l {periods} would have done for the last";
            return ((advice, doctor, seen), pair.XrunLines, advice.Contains(seen, StringComparison.Ordinal), seen);
        });
        Assert.That(found.Advice, Does.Contain(found.Seen).And.Match(@"margin +192\.0 ms, 99\.9 % \d"));
        Assert.That(
            found.Doctor,
            Does.Match(@"good   netmanager of jackd \d+: slave: -l \d+ would have done for the last \d+ s \(now 12\)"));
    }

    [Test]
    public async Task Both_ends_of_a_session_show_what_they_do_until_they_are_unloaded()
    {
        await using NetPair pair = await NetPair.StartAsync(Pairings.NetJack2CsOnly);
        foreach (TestHost host in (TestHost[])[pair.MasterHost, pair.SlaveHost])
        {
            await AwaitStateAsync(host, "running");
            JsonElement before = await StatisticsProgram.ReadSessionAsync(host);
            await Task.Delay(TimeSpan.FromSeconds(0.3));
            JsonElement after = await StatisticsProgram.ReadSessionAsync(host);
            await TestContext.Out.WriteLineAsync(after.GetRawText());
            Assert.That(
                (Number(after, "period"), Number(after, "latency"), Text(after, "encoding"), Text(after, "protocol")),
                Is.EqualTo((256.0, 2.0, "float", "extended")));
            foreach (string count in (string[])["cycles", "sent", "received"])
                Assert.That(Number(after, count) - Number(before, count), Is.GreaterThan(20), count);
            Assert.That(
                Number(after, "processMicroseconds"), Is.GreaterThan(0).And.LessThanOrEqualTo(Number(after, "worstProcessMicroseconds")));
            Assert.That(Number(after, "allocatedBytes"), Is.Zero);
            Assert.That(after.GetProperty("levels").GetProperty("incoming").GetArrayLength(), Is.EqualTo(2));
            Assert.That(Number(after, "load"), Is.GreaterThan(0.0).And.LessThan(100.0));
            (string list, _) = await StatisticsProgram.RunAsync(host, "list");
            Assert.That(list, Does.Contain("running").And.Contain("48000 Hz, 256 frames, -l 2, async").And.Contain("default"));
        }

        JsonElement master = await StatisticsProgram.ReadSessionAsync(pair.MasterHost);
        Assert.That((Text(master, "name"), Text(master, "peer")), Is.EqualTo(("slave", $"{pair.SlaveHost.Address}:19000")));
        // The answer of a slave on the same switch is there within its period, and is looked for once in a cycle: the next one, or with
        // -l 2 and a late machine the one after that.
        Assert.That(Number(master, "roundTripMilliseconds"), Is.InRange(0.9 * Period, 3 * Period));
        Assert.That(Text(await StatisticsProgram.ReadSessionAsync(pair.SlaveHost), "name"), Is.EqualTo("master"));
        foreach (TestHost host in (TestHost[])[pair.MasterHost, pair.SlaveHost])
            await Poll.UntilAsync(
                async () => (await StatisticsProgram.ReadSessionAsync(host)).GetProperty("peerLoad").ValueKind == JsonValueKind.Number,
                s_limit,
                "the peer's report");
        (string table, _) = await StatisticsProgram.RunAsync(pair.MasterHost, "stat");
        await TestContext.Out.WriteLineAsync(table);
        Assert.That(table, Does.Match(@"latency +768 frames, 16.0 ms")
            .And.Match(@"at the peer +0 lost, 0 gaps, 0 concealed,")
            .And.Match(@"round trip +\d+\.\d ms, at most")
            .And.Match(@"memory +0 collections, 0 bytes"));

        await Probe.UnloadAsync(pair.MasterHost, "netmanager");
        Assert.That(await StatisticsProgram.ReadAsync(pair.MasterHost), Is.Empty);
        await AwaitStateAsync(pair.SlaveHost, "searching");
        await pair.Slave.StopAsync(s_limit);
        (string nothing, int code) = await StatisticsProgram.RunAsync(pair.SlaveHost, "list");
        Assert.That(code, Is.EqualTo(1));
        Assert.That(nothing, Does.Contain("No module of netjack2-cs is loaded"));
    }

    [Test]
    public async Task A_jackd_that_was_killed_leaves_a_page_that_is_known_to_be_stale_until_the_next_one_removes_it()
    {
        await using NetPair pair = await NetPair.StartAsync(Pairings.NetJack2CsOnly);
        await AwaitStateAsync(pair.MasterHost, "running");
        pair.Slave.Send(Signal.Kill);
        await pair.Slave.AwaitExitAsync(s_limit);
        JsonElement stale = (await StatisticsProgram.ReadAsync(pair.SlaveHost, "list")).Single();
        Assert.That((Text(stale, "module"), stale.GetProperty("isStale").GetBoolean()), Is.EqualTo(("netdriver", true)));
        (string list, int code) = await StatisticsProgram.RunAsync(pair.SlaveHost, "list");
        Assert.That((code, list.Contains("stale", StringComparison.Ordinal)), Is.EqualTo((1, true)), list);
        Assert.That(
            (await StatisticsProgram.RunAsync(pair.SlaveHost, "doctor")).Output, Does.Contain("was not unloaded: that jackd was killed"));
        await AwaitStateAsync(pair.MasterHost, "silent");

        await pair.StartSlaveAsync();
        await AwaitStateAsync(pair.SlaveHost, "running");
        Assert.That((await StatisticsProgram.ReadAsync(pair.SlaveHost)).Single().GetProperty("isStale").GetBoolean(), Is.False);
        pair.Slave.Send(Signal.Stop);
        await Poll.UntilAsync(
            async () => (await StatisticsProgram.RunAsync(pair.SlaveHost, "list")).Output.Contains("no news for", StringComparison.Ordinal),
            s_limit,
            "a stopped jackd");
        pair.Slave.Send(Signal.Continue);

        await pair.Master.StopAsync(s_limit);
        Assert.That(await StatisticsProgram.ReadAsync(pair.MasterHost), Is.Empty, "a server that ends in order");
    }

    [Test]
    public async Task An_adapter_shows_its_card_and_what_it_knows_of_its_clock()
    {
        using var card = new VirtualCard("usb", "ppm 200");
        await using TestHost host = await TestHost.StartAsync("adapter");
        await using JackServer server = await JackServer.StartAsync(
            host, DriverFolder.NetJack2Cs, JackServerArguments.Dummy(256) with { Cards = [card] });
        Assert.That((await Probe.LoadAsync(host, "audioadapter", "-d usb -n 3")).Status, Is.Zero, server.Log);
        await AwaitStateAsync(host, "running");
        await Poll.UntilAsync(async () => await IsSettledAsync(), TimeSpan.FromSeconds(20), "a clock that is 200 ppm fast");
        JsonElement session = await StatisticsProgram.ReadSessionAsync(host);
        await TestContext.Out.WriteLineAsync(session.GetRawText());
        Assert.That((Text(session, "name"), session.GetProperty("sent").ValueKind), Is.EqualTo(("usb", JsonValueKind.Null)));
        card.Vanish();
        await AwaitStateAsync(host, "searching");
        await Probe.UnloadAsync(host, "audioadapter");
        Assert.That(await StatisticsProgram.ReadAsync(host), Is.Empty);

        // Within 20 ppm, and not only in passing.
        async Task<bool> IsSettledAsync()
        {
            for (int look = 0; look < 5; look++)
            {
                if (Math.Abs(Number(await StatisticsProgram.ReadSessionAsync(host), "driftPpm") - 200) > 20) return false;
                await Task.Delay(TimeSpan.FromSeconds(0.2));
            }

            return true;
        }
    }

    internal static async Task AwaitStateAsync(TestHost host, string state)
    {
        for (int attempt = 0; ; attempt++)
        {
            IReadOnlyList<JsonElement> modules = await StatisticsProgram.ReadAsync(host);
            IEnumerable<JsonElement> sessions = modules.SelectMany(module => module.GetProperty("sessions").EnumerateArray());
            if (sessions.Any(session => string.Equals(Text(session, "state"), state, StringComparison.Ordinal))) return;
            Assert.That(attempt, Is.LessThan(100), $"not {state}: {string.Join(' ', modules)}");
            await Task.Delay(TimeSpan.FromMilliseconds(100));
        }
    }

    /// <summary>Waits until sessions run again in which packets arrive, at one second's worth of them at least.</summary>
    internal static async Task AwaitPacketsAsync(params TestHost[] hosts)
    {
        foreach (TestHost host in hosts)
        {
            await AwaitStateAsync(host, "running");
            double before = await ReceivedAsync(host);
            await Poll.UntilAsync(async () => await ReceivedAsync(host) > before + 100, s_limit, $"packets at {host.Name}");
        }

        static async Task<double> ReceivedAsync(TestHost host)
            => (await StatisticsProgram.ReadSessionAsync(host)).GetProperty("received") is { ValueKind: JsonValueKind.Number } number
                ? number.GetDouble() : 0;
    }

    internal static double Number(JsonElement session, string name) => session.GetProperty(name).GetDouble();

    private static string? Text(JsonElement session, string name) => session.GetProperty(name).GetString();
}
