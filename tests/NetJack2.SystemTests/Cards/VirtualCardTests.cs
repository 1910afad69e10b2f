using NetJack2.JackProbe.Results;
using NetJack2.SystemTests.Harness;
using NetJack2.TestHosts;
using NetJack2.TestHosts.Cards;
using NetJack2.TestHosts.Hosts;
using NetJack2.TestHosts.Servers;

namespace NetJack2.SystemTests.Cards;

/// <summary>The sound card for tests, to a stock server.</summary>
[TestFixture]
public class VirtualCardTests : SystemTest
{
    private const int Period = 1024;
    private const int MostAttempts = 4;
    private static readonly TimeSpan s_limit = TimeSpan.FromSeconds(5);

    [Test]
    public async Task A_card_in_loopback_returns_every_frame()
    {
        for (int attempt = 1; ; attempt++)
        {
            using var card = new VirtualCard("loop", "ppm 200", "loopback 480", "playback_channels 2", "capture_channels 2", "format FLOAT_LE");
            await using TestHost host = await TestHost.StartAsync("loop");
            await using JackServer server = await JackServer.StartAsync(host, DriverFolder.Original, JackServerArguments.Alsa(card, Period));
            LoopResult result = await Probe.LoopAsync(host, "system:playback_", "system:capture_", channels: 2, seconds: 1);
            await TestContext.Out.WriteLineAsync(result.Summary);
            // The machine was late: the card stopped, as any does.
            if (card.Xruns > 0 && attempt < MostAttempts) continue;
            Assert.That(result.IsPerfect, Is.True, result.Summary);
            Assert.That(result.Lag, Is.InRange(result.PublishedLatency + 480 - Period, result.PublishedLatency + 480 + Period), result.Summary);
            return;
        }
    }

    [Test]
    public async Task A_server_finds_two_cards_and_loses_the_one_that_is_pulled_out()
    {
        using VirtualCard first = new("first"), second = new("second", "ppm -100");
        await using TestHost host = await TestHost.StartAsync("cards");
        await using JackServer server = await JackServer.StartAsync(
            host, DriverFolder.Original, JackServerArguments.Alsa(second, Period) with { Cards = [first, second] });
        second.Vanish();
        await server.AwaitLogAsync("device disconnected", s_limit);
        Assert.That(first.Journal, Is.Empty);
        Assert.That(second.Journal, Has.Some.Contain("playback start").And.Some.Contain("control vanish"));
        Assert.That(second.ReadPlayed(), Is.Not.Empty);
    }
}
