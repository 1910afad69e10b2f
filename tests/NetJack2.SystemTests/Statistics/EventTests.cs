// SPDX-License-Identifier: GPL-2.0-or-later
using System.Text.Json;
using NetJack2.JackProbe.Results;
using NetJack2.SystemTests.Harness;
using NetJack2.TestHosts;
using NetJack2.TestHosts.Cards;
using NetJack2.TestHosts.Hosts;
using NetJack2.TestHosts.Pairs;
using NetJack2.TestHosts.Processes;
using NetJack2.TestHosts.Servers;

namespace NetJack2.SystemTests.Statistics;

/// <summary>What happens to the sessions of real servers is in their pages, and outlives the sessions.</summary>
[TestFixture]
[Lane(Lane.Tolerant)]
public class EventTests : SystemTest
{
    private static readonly TimeSpan s_limit = TimeSpan.FromSeconds(10);

    [Test]
    public async Task A_slave_that_is_killed_and_returns_is_connected_gone_and_connected_again_at_the_master()
    {
        await using NetPair pair = await NetPair.StartAsync(Pairings.NetJack2CsOnly);
        await AwaitAsync(pair.MasterHost, "connected");
        pair.Slave.Send(Signal.Kill);
        JsonElement gone = await AwaitAsync(pair.MasterHost, "gone");
        // The computer of a slave whose program has ended rejects packets: that is known after a tenth of a second without any.
        Assert.That(Number(gone, "milliseconds"), Is.InRange(100, 600), "since the slave was last heard");
        Assert.That(
            (Text(gone, "name"), Text(gone, "reason")),
            Is.EqualTo(("slave", "the peer's computer rejects packets: its program has ended")));
        await pair.Slave.AwaitExitAsync(s_limit);
        await pair.StartSlaveAsync();
        await Poll.UntilAsync(async () => (await WordsAsync(pair.MasterHost)).EndsWith("gone connected", StringComparison.Ordinal), s_limit,
            "a slave that is back");
        JsonElement back = (await StatisticsProgram.ReadEventsAsync(pair.MasterHost))[^1];
        Assert.That((Text(back, "reason"), Number(back, "milliseconds") > 0), Is.EqualTo(("48000 Hz, 256 frames, -l 2", true)));
        (string table, int code) = await StatisticsProgram.RunAsync(pair.MasterHost, "events", "netmanager");
        Assert.That(code, Is.Zero);
        Assert.That(table, Does.Match(@"\d\d-\d\d [0-9:.]{12}  gone         slave \(netmanager\): the peer's computer"));
        (_, int none) = await StatisticsProgram.RunAsync(pair.MasterHost, "events", "audioadapter");
        Assert.That(none, Is.EqualTo(1));
    }

    [Test]
    public async Task A_pulled_cable_runs_the_command_of_a_watch_within_half_a_second_at_both_ends()
    {
        await using NetPair pair = await NetPair.StartAsync(Pairings.NetJack2CsOnly);
        await AwaitAsync(pair.MasterHost, "connected");
        await AwaitAsync(pair.SlaveHost, "connected");
        await using HostProcess master = await WatchAsync(pair.MasterHost), slave = await WatchAsync(pair.SlaveHost);
        long pulled = (DateTime.UtcNow - DateTime.UnixEpoch).Ticks * TimeSpan.NanosecondsPerTick;
        await pair.MasterHost.SetLinkAsync(up: false);
        foreach (HostProcess watch in (HostProcess[])[master, slave])
        {
            await watch.AwaitTextAsync("alarm ", s_limit);
            string words = watch.Output[watch.Output.IndexOf("alarm ", StringComparison.Ordinal)..];
            long alarm = long.Parse(words.Split(' ')[1], System.Globalization.CultureInfo.InvariantCulture);
            await TestContext.Out.WriteLineAsync($"{(alarm - pulled) / 1e6:F0} ms: {watch.Output.Trim()}");
            Assert.That((alarm - pulled) / 1e6, Is.InRange(0, 500), watch.Log);
        }
        JsonElement gone = await AwaitAsync(pair.MasterHost, "gone");
        Assert.That(Text(gone, "reason"), Is.EqualTo("the peer sends nothing any more"));
        Assert.That(Number(gone, "milliseconds"), Is.InRange(2000, 2500), "as long as the manager goes on sending");
        await pair.MasterHost.SetLinkAsync(up: true);
        await Poll.UntilAsync(
            async () => (await WordsAsync(pair.MasterHost)).EndsWith("connected", StringComparison.Ordinal), s_limit, "sound");
        foreach (HostProcess watch in (HostProcess[])[master, slave])
        {
            watch.Send(Signal.Terminate);
            await watch.AwaitExitAsync(s_limit);
            Assert.That((watch.ExitCode, watch.Errors), Is.EqualTo((0, "")), watch.Log);
        }
    }

    [Test]
    public async Task Every_packet_that_the_network_loses_is_in_an_event()
    {
        await using NetPair pair = await NetPair.StartAsync(Pairings.NetJack2CsOnly with { Relayed = true, Channels = 1, Latency = 5 });
        await AwaitAsync(pair.MasterHost, "connected");
        // More on end than can be sent again in time.
        await pair.Relay.ImpairAsync(Impairment.None, new Impairment { Drop = 0.1, Burst = 20 });
        await Task.Delay(TimeSpan.FromSeconds(2));
        await pair.Relay.HealAsync();
        RelayResult relay = await pair.Relay.ReportAsync();
        JsonElement[] lost = [];
        JsonElement session = default;
        // What is not reported at once is after some seconds, at most ten quiet ones.
        await Poll.UntilAsync(
            async () =>
            {
                session = await StatisticsProgram.ReadSessionAsync(pair.MasterHost);
                lost = [.. (await StatisticsProgram.ReadEventsAsync(pair.MasterHost)).Where(each => Text(each, "event") is "lost")];
                return lost.Length != 0 && lost.Sum(each => Number(each, "count")) == Number(session, "lost");
            },
            TimeSpan.FromSeconds(20), "events of all losses");
        await TestContext.Out.WriteLineAsync(
            $"{relay.Back.Dropped} dropped, lost {string.Join(" + ", lost.Select(each => Number(each, "count")))}");
        Assert.That(relay.Back.Dropped, Is.GreaterThanOrEqualTo(20), "or nothing is proven");
        Assert.That(Number(session, "lost"), Is.GreaterThanOrEqualTo(5), "what is dropped for longer than the latency is lost");
        Assert.That(
            lost.Sum(each => Number(each, "milliseconds")),
            Is.EqualTo(Number(session, "incompleteCycles") * 256 / 48.0).Within(0.1 * lost.Length));
        Assert.That(lost, Has.Length.LessThan(10));
    }

    [Test]
    public async Task A_refused_slave_is_an_event_with_the_reason_at_both_ends()
    {
        await using NetPair pair = await NetPair.PrepareAsync(Pairings.NetJack2CsOnly with { ManagerArguments = "-N 1" }, otherHosts: 1);
        await pair.StartMasterAsync();
        await pair.StartSlaveAsync();
        await AwaitAsync(pair.MasterHost, "connected");
        TestHost other = pair.Others.Single();
        await using JackServer second = await JackServer.StartAsync(
            other, DriverFolder.NetJack2Cs, JackServerArguments.Net(synchronous: false, "-n", "second"));
        foreach (TestHost host in (TestHost[])[pair.MasterHost, other])
        {
            JsonElement refused = await AwaitAsync(host, "refused");
            Assert.That(Text(refused, "reason"), Is.EqualTo("the manager's limit -N 1 is reached"));
            Assert.That(Text(refused, "name"), Is.EqualTo(host == other ? "" : "second"));
        }
        (string text, _) = await StatisticsProgram.RunAsync(other, "events");
        Assert.That(text, Does.Contain($"{pair.MasterHost.Address}:19000 (netdriver): the manager's limit -N 1 is reached"));
    }

    [Test]
    public async Task A_slave_that_orders_the_masters_transport_is_named_with_its_orders()
    {
        await using NetPair pair = await NetPair.StartAsync(Pairings.NetJack2CsOnly with { Through = false });
        await pair.AwaitSessionAsync("to_slave_1");
        await using HostProcess client = await Probe.StartWatchAsync(
            pair.SlaveHost, null, "system:capture_1", 2, ["--plan", "locate:96000@0.3,start@0.7,stop@1.3"]);
        await Probe.FinishAsync(client, ResultsJson.Default.WatchResult, s_limit);
        JsonElement[] orders =
        [
            .. (await StatisticsProgram.ReadEventsAsync(pair.MasterHost)).Where(each => Text(each, "event") is "transport"),
        ];
        Assert.That(
            string.Join(", ", orders.Select(each => $"{Text(each, "name")} {Text(each, "reason")} {Number(each, "count")}")),
            Is.EqualTo("slave locate 1, slave start 1, slave stop 1"));
    }

    [Test]
    public async Task A_card_that_is_unplugged_disconnects_and_then_reconnects()
    {
        using var card = new VirtualCard("usb", "ppm 200");
        await using TestHost host = await TestHost.StartAsync("adapter");
        await using JackServer server = await JackServer.StartAsync(
            host, DriverFolder.NetJack2Cs, JackServerArguments.Dummy(256) with { Cards = [card] });
        Assert.That((await Probe.LoadAsync(host, "audioadapter", "-d usb -n 3")).Status, Is.Zero, server.Log);
        await using HostProcess follower = await StatisticsProgram.StartAsync(host, "events", "--follow", "--json");
        await AwaitAsync(host, "connected");
        card.Vanish();
        Assert.That(Text(await AwaitAsync(host, "device-gone"), "name"), Is.EqualTo("usb"));
        card.Return();
        Assert.That(Text(await AwaitAsync(host, "device-back"), "reason"), Is.EqualTo("48000 Hz, 256 frames"));
        await follower.AwaitTextAsync("device-back", s_limit);
        IEnumerable<string> lines = follower.Output.Split('\n').Where(line => line.Contains('{', StringComparison.Ordinal))
            .Select(line => line[line.IndexOf('{', StringComparison.Ordinal)..]);
        Assert.That(
            lines.Select(line => Text(JsonDocument.Parse(line).RootElement, "event")).Where(word => word is not "xrun"),
            Is.EqualTo((string[])["connected", "device-gone", "device-back"]));
        follower.Send(Signal.Interrupt);
        await follower.AwaitExitAsync(s_limit);
        Assert.That(follower.ExitCode, Is.Zero, follower.Log);
    }

    private static Task<HostProcess> WatchAsync(TestHost host) => StatisticsProgram.StartAsync(
        host, "watch", "--on", "lost,interrupted,gone", "--run", "echo \"alarm $(date +%s%N) $NETJACK2_EVENT $NETJACK2_NAME\"");

    private static async Task<string> WordsAsync(TestHost host)
        => string.Join(' ', (await StatisticsProgram.ReadEventsAsync(host)).Select(happened => Text(happened, "event")));

    private static async Task<JsonElement> AwaitAsync(TestHost host, string word)
    {
        JsonElement? found = null;
        await Poll.UntilAsync(async () =>
        {
            found = (await StatisticsProgram.ReadEventsAsync(host)).Cast<JsonElement?>().LastOrDefault(
                happened => string.Equals(Text(happened!.Value, "event"), word, StringComparison.Ordinal));
            return found is not null;
        }, s_limit, $"an event '{word}'");
        return found!.Value;
    }

    private static string Text(JsonElement happened, string name) => happened.GetProperty(name).GetString()!;

    private static double Number(JsonElement element, string name) =>
        element.GetProperty(name).ValueKind == JsonValueKind.Null ? 0 : element.GetProperty(name).GetDouble();
}
