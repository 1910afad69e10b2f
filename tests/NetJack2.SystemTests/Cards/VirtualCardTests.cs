// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.SystemTests.Harness;
using NetJack2.TestHosts;
using NetJack2.TestHosts.Cards;
using NetJack2.TestHosts.Hosts;
using NetJack2.TestHosts.Processes;
using NetJack2.TestHosts.Servers;

namespace NetJack2.SystemTests.Cards;

/// <summary>The sound card for tests, to a stock server.</summary>
[TestFixture]
[Lane(Lane.Untimed)]
public class VirtualCardTests : SystemTest
{
    private const int Period = 1024;
    private const int Periods = 3;
    private const int CapturedFrames = 480_000;
    private static readonly TimeSpan s_limit = TimeSpan.FromSeconds(5);

    [Test]
    public async Task A_captured_signal_passes_a_server_and_is_played_frame_by_frame()
    {
        float[] played = await Attempts.RepeatAsync(Pairings.NetJack2CsOnly with { Period = Period }, async () =>
        {
            using var card = new VirtualCard("through", "ppm 200", "playback_channels 2", "capture_channels 2", "format FLOAT_LE");
            card.SetCaptured(Ramp());
            await PassThroughAsync(card);
            // A card stops when the machine is late, as any does.
            return (card.ReadPlayedFloats(), card.Xruns, card.Xruns == 0, $"{card.Xruns} xruns of the card");
        });
        // Ports are connected one after the other.
        int first = (Array.FindIndex(played, sample => sample != 0) / 2) + (8 * Period);
        Assert.That(played, Has.Length.GreaterThan((first + 24_000) * 2));
        // A synchronous server plays what it captured after as many frames as the buffer holds.
        const int Buffer = Period * Periods;
        Assert.That(played[(first * 2)..], Is.EqualTo(Ramp()[((first - Buffer) * 2)..(played.Length - (Buffer * 2))]));
    }

    [Test]
    public async Task A_server_finds_two_cards_and_loses_the_one_that_is_pulled_out()
    {
        using VirtualCard first = new("first"), second = new("second", "ppm -100");
        await using TestHost host = await TestHost.StartAsync("cards");
        await using JackServer server = await JackServer.StartAsync(
            host, DriverFolder.Jack2, JackServerArguments.Alsa(second, Period) with { Cards = [first, second] });
        await Poll.UntilAsync(() => second.ReadPlayed().Length > 0, s_limit, "something played");
        second.Vanish();
        await server.AwaitLogAsync("device disconnected", s_limit);
        Assert.That(first.Journal, Is.Empty);
        Assert.That(second.Journal, Has.Some.Contain("playback start").And.Some.Contain("control vanish"));
    }

    private static async Task PassThroughAsync(VirtualCard card)
    {
        await using TestHost host = await TestHost.StartAsync("through");
        await using JackServer server = await JackServer.StartAsync(
            host, DriverFolder.Jack2, JackServerArguments.Alsa(card, Period, periods: Periods) with { Synchronous = true });
        await using HostProcess through = await Probe.StartThroughAsync(host, "system:capture_", "system:playback_", channels: 2);
        await Task.Delay(TimeSpan.FromSeconds(1));
    }

    /// <summary>Two channels of frame numbers, the second negative: exact in a float, never 0.</summary>
    private static float[] Ramp()
        => [.. Enumerable.Range(1, CapturedFrames).SelectMany(frame => (float[])[frame / 8_388_608f, -frame / 8_388_608f])];
}
