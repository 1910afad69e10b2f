// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.JackProbe.Results;
using NetJack2.SystemTests.Harness;
using NetJack2.TestHosts;
using NetJack2.TestHosts.Cards;
using NetJack2.TestHosts.Hosts;
using NetJack2.TestHosts.Processes;
using NetJack2.TestHosts.Servers;

namespace NetJack2.SystemTests.Adapters;

/// <summary>A second sound card whose clock is not the server's.</summary>
[TestFixture]
[Lane(Lane.Tolerant, Seconds = 79)]
public class AudioAdapterTests : SystemTest
{
    private const int Period = 256;
    private const int Rate = 48000;
    private const double Frequency = 440; // what the probe's tone has
    private const double LeastSignalToNoise = 100;
    private static readonly TimeSpan s_limit = TimeSpan.FromSeconds(5);

    /// <param name="ppm">How fast the card is.</param>
    /// <param name="isBehindPlugin">Whether it is reached through a plug-in, as <c>plughw:</c> or <c>default</c> are.</param>
    [TestCase(100, false)]
    [TestCase(-250, false)]
    [TestCase(100, true)]
    public Task A_tone_is_played_clean_by_a_card_that_is_fast_or_slow(int ppm, bool isBehindPlugin)
        => Attempts.AssertAsync(Period, async () =>
    {
        using var card = new VirtualCard("usb", $"ppm {ppm}", "format FLOAT_LE", "loopback 480");
        await using TestHost host = await TestHost.StartAsync("adapter");
        await using JackServer server = await StartAsync(host, card);
        // A thread that is late by 10 ms makes no hole.
        await LoadAsync(host, server, $"-d {(isBehindPlugin ? card.CopyName : card.Name)} -n 3 -g 1024");
        // The loop between the clocks has settled after 15 s; what is played from then on is looked at.
        HostProcess tone = await Probe.StartToneAsync(host, "audioadapter:playback_", "audioadapter:capture_", 2, seconds: 4, settle: 16);
        ToneResult heard = await Probe.FinishAsync(tone, ResultsJson.Default.ToneResult, TimeSpan.FromSeconds(30));
        double snr = Recording.LeastSignalToNoise(card.ReadPlayedFloats(), Frequency / (Rate * (1 + (ppm * 1e-6))), Rate, Period);
        bool isClean = heard.LongestGap == 0
            && heard.Clicks == 0 && Math.Abs(heard.FrequencyMin - Frequency) < 0.01 && snr > LeastSignalToNoise;
        // A cycle or a card that was late stops, as any does, and both directions are aligned anew.
        return (
            card.Xruns + server.XrunLines + heard.Xruns,
            isClean,
            $"{heard.Summary}; played with {snr:F1} dB; {card.Xruns} xruns of the card");
    });

    /// <summary>Through the card, which captures what it plays 10 ms later.</summary>
    [TestCase("ppm 100", "-d usb -n 3")]
    [TestCase("ppm -100", "-d usb -r 44100 -p 512 -n 2 -q 0")]
    [TestCase("ppm 0", "-d usb -p 64 -n 4 -q 4 -g 4096")]
    public Task The_latency_is_the_published_one(string clock, string arguments) => Attempts.AssertAsync(Period, async () =>
    {
        int cardRate = arguments.Contains("44100", StringComparison.Ordinal) ? 44100 : Rate;
        using var card = new VirtualCard("usb", clock, "format FLOAT_LE", FormattableString.Invariant($"loopback {cardRate / 100}"));
        await using TestHost host = await TestHost.StartAsync("adapter");
        await using JackServer server = await StartAsync(host, card);
        await LoadAsync(host, server, arguments);
        SoundResult heard = await Probe.SoundAsync(host, "audioadapter:playback_", "audioadapter:capture_", 2, seconds: 1, settle: 3);
        double error = ((heard.Lag - heard.PublishedLatency) / (double)heard.Rate * 1000) - 10;
        bool isRight = Math.Abs(error) < 1 && heard.LagMin == heard.LagMax;
        return (card.Xruns + server.XrunLines, isRight, $"{heard.Summary}; {error:F2} ms more than published");
    });

    /// <summary>JACK asks for latencies when connections change; a change of its period changes none.</summary>
    [Test]
    public async Task After_a_change_of_JACKs_period_the_ports_publish_the_new_latency_and_the_card_has_that_period()
    {
        using var card = new VirtualCard("usb");
        await using TestHost host = await TestHost.StartAsync("adapter");
        await using JackServer server = await StartAsync(host, card);
        await LoadAsync(host, server, "-d usb -n 3");
        await Poll.UntilAsync(async () => await PublishedAsync(host) is { Capture: > 0, Playback: > 0 }, s_limit, "latencies");
        (uint capture, uint playback) = await PublishedAsync(host);
        await Probe.SetBufferSizeAsync(host, 1024);
        await Poll.UntilAsync(
            async () => await PublishedAsync(host) is var now && now.Capture > capture + 768 && now.Playback > playback + 768,
            s_limit,
            "the new latencies");
        Assert.That(server.Log, Does.Contain("1024 frames, 3 periods"));
    }

    [Test]
    [Property("Defect", "D-43")]
    public async Task A_card_that_is_pulled_out_leaves_silence_and_is_taken_again()
    {
        using var card = new VirtualCard("usb", "format S16_LE");
        await using TestHost host = await TestHost.StartAsync("adapter");
        await using JackServer server = await StartAsync(host, card);
        await LoadAsync(host, server, "-d usb -n 3");
        await using HostProcess bystander = await Probe.StartBystanderAsync(host);
        card.Vanish();
        await server.AwaitLogAsync("audioadapter: Device 'usb' is gone; its ports are silent until it is back", s_limit);
        card.Return();
        await Poll.UntilAsync(
            () => server.Log.Split("audioadapter: Device 'usb' captures").Length == 3, s_limit, "the card is taken again");
        BystanderResult seen = await Probe.StopAsync(bystander, ResultsJson.Default.BystanderResult);
        Assert.That(server.IsRunning, Is.True);
        Assert.That(seen.Xruns, Is.LessThanOrEqualTo(server.XrunLines), "no xrun of which the machine itself did not tell");
    }

    [TestCase("-d nocard", "Capture device 'nocard' cannot be opened: there is no such device")]
    [TestCase("-C none -P none", "neither capture nor playback is left; give -C or -P a device")]
    [TestCase("-q 9", "option -q, quality: must be 0 to 4, not 9")]
    [TestCase("-d usb -C300", "option -C, capture: must be an ALSA device, 0 to 255 or none, not 300")]
    public async Task What_cannot_be_fails_the_load_with_a_line_and_the_server_goes_on(string arguments, string line)
    {
        using var card = new VirtualCard("usb");
        await using TestHost host = await TestHost.StartAsync("adapter");
        await using JackServer server = await StartAsync(host, card);
        ServerResult loaded = await Probe.LoadAsync(host, "audioadapter", arguments);
        Assert.That(loaded.Status, Is.Not.Zero);
        Assert.That(server.Log, Does.Contain($"audioadapter: {line}"));
        await LoadAsync(host, server, "-d usb");
    }

    [Test]
    public async Task It_can_be_loaded_twice_and_again_with_two_cards()
    {
        using VirtualCard first = new("first"), second = new("second", "ppm -100");
        await using TestHost host = await TestHost.StartAsync("adapter");
        await using JackServer server = await JackServer.StartAsync(
            host, DriverFolder.Ours, JackServerArguments.Dummy(Period) with { Cards = [first, second] });
        Assert.That((await Probe.LoadAsync(host, "one", "-d first", "audioadapter")).Status, Is.Zero, server.Log);
        Assert.That((await Probe.LoadAsync(host, "two", "-C second -P none", "audioadapter")).Status, Is.Zero, server.Log);
        for (int round = 0; round < 5; round++)
        {
            await Probe.UnloadAsync(host, "one");
            Assert.That((await Probe.LoadAsync(host, "one", "-d first", "audioadapter")).Status, Is.Zero, server.Log);
        }
        Assert.That(await PortSnapshot.ClientsAsync(host), Is.EqualTo((string[])["one", "system", "two"]));
    }

    private static async Task<(uint Capture, uint Playback)> PublishedAsync(TestHost host)
    {
        PortsResult ports = await Probe.PortsAsync(host);
        PortInfo Port(string name) => ports.Ports.Single(port => string.Equals(port.Name, name, StringComparison.Ordinal));
        return (Port("audioadapter:capture_1").CaptureLatency[1], Port("audioadapter:playback_1").PlaybackLatency[1]);
    }

    private static Task<JackServer> StartAsync(TestHost host, VirtualCard card)
        => JackServer.StartAsync(host, DriverFolder.Ours, JackServerArguments.Dummy(Period) with { Cards = [card] });

    private static async Task LoadAsync(TestHost host, JackServer server, string arguments)
    {
        ServerResult loaded = await Probe.LoadAsync(host, "audioadapter", arguments);
        Assert.That(loaded.Status, Is.Zero, server.Log);
    }
}
