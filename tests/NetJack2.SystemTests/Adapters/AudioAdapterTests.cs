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
[Lane(Lane.Tolerant, Seconds = 32)]
public class AudioAdapterTests : SystemTest
{
    private const int Period = 256;
    private const int Rate = 48000;
    private const double Frequency = 440; // what the probe's tone has
    private const double LeastSignalToNoise = 100;
    private static readonly TimeSpan s_limit = TimeSpan.FromSeconds(5);

    /// <summary>Three cards of one server at once, one of them behind a plug-in, as <c>plughw:</c> or <c>default</c> are.</summary>
    [Test]
    public Task Tones_are_played_clean_by_cards_that_are_fast_or_slow() => Attempts.AssertAsync(Period, async () =>
    {
        using VirtualCard fast = Looped("fast", 100, Rate), slow = Looped("slow", -250, Rate), plugged = Looped("plugged", 100, Rate);
        (VirtualCard Card, string Device, int Ppm)[] cards =
            [(fast, fast.Name, 100), (slow, slow.Name, -250), (plugged, plugged.CopyName, 100)];
        await using TestHost host = await TestHost.StartAsync("adapter");
        await using JackServer server = await StartAsync(host, fast, slow, plugged);
        // A thread that is late by 10 ms makes no hole.
        foreach (var (card, device, _) in cards) await LoadAsync(host, server, $"-d {device} -n 3 -g 1024", card.Name);
        // The loop between the clocks has settled after 15 s; what is played from then on is looked at.
        List<HostProcess> tones = [];
        foreach (var (card, _, _) in cards)
            tones.Add(await Probe.StartToneAsync(host, $"{card.Name}:playback_", $"{card.Name}:capture_", 2, seconds: 4, settle: 16));
        List<(bool IsClean, int Xruns, string Summary)> runs = [];
        foreach (var ((card, _, ppm), tone) in cards.Zip(tones))
        {
            ToneResult heard = await Probe.FinishAsync(tone, ResultsJson.Default.ToneResult, TimeSpan.FromSeconds(30));
            double snr = Recording.LeastSignalToNoise(card.ReadPlayedFloats(), Frequency / (Rate * (1 + (ppm * 1e-6))), Rate, Period);
            bool isPure = Math.Abs(heard.FrequencyMin - Frequency) < 0.01 && snr > LeastSignalToNoise;
            runs.Add((
                heard.LongestGap == 0 && heard.Clicks == 0 && isPure,
                card.Xruns + heard.Xruns,
                $"{card.Name}: {heard.Summary}; played with {snr:F1} dB; {card.Xruns} xruns of the card"));
        }

        // A cycle or a card that was late stops, as any does, and both directions are aligned anew.
        return (
            server.XrunLines + runs.Sum(run => run.Xruns),
            runs.TrueForAll(run => run.IsClean),
            string.Join("\n", runs.Select(run => run.Summary)));
    });

    /// <summary>Through three cards of one server at once, which capture what they play 10 ms later.</summary>
    [Test]
    public Task The_latency_is_the_published_one() => Attempts.AssertAsync(Period, async () =>
    {
        using VirtualCard usual = Looped("usual", 100, Rate), other = Looped("other", -100, 44100), small = Looped("small", 0, Rate);
        (VirtualCard Card, string Arguments)[] cards =
            [(usual, "-n 3"), (other, "-r 44100 -p 512 -n 2 -q 0"), (small, "-p 64 -n 4 -q 4 -g 4096")];
        await using TestHost host = await TestHost.StartAsync("adapter");
        await using JackServer server = await StartAsync(host, usual, other, small);
        foreach (var (card, arguments) in cards) await LoadAsync(host, server, $"-d {card.Name} {arguments}", card.Name);
        List<HostProcess> sounds = [];
        foreach (var (card, _) in cards)
            sounds.Add(await Probe.StartSoundAsync(host, $"{card.Name}:playback_", $"{card.Name}:capture_", 2, seconds: 1, settle: 3));
        List<(bool IsRight, int Xruns, string Summary)> runs = [];
        foreach (var ((card, _), sound) in cards.Zip(sounds))
        {
            SoundResult heard = await Probe.FinishAsync(sound, ResultsJson.Default.SoundResult, TimeSpan.FromSeconds(12));
            double error = ((heard.Lag - heard.PublishedLatency) / (double)heard.Rate * 1000) - 10;
            bool isRight = Math.Abs(error) < 1 && heard.LagMin == heard.LagMax;
            runs.Add((isRight, card.Xruns, $"{card.Name}: {heard.Summary}; {error:F2} ms more than published"));
        }

        return (
            server.XrunLines + runs.Sum(run => run.Xruns),
            runs.TrueForAll(run => run.IsRight),
            string.Join("\n", runs.Select(run => run.Summary)));
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
        await server.AwaitLogAsync("audioadapter: Device 'usb' is disconnected; its ports are silent until it reconnects", s_limit);
        card.Return();
        await Poll.UntilAsync(
            () => server.Log.Split("audioadapter: Device 'usb' captures").Length == 3, s_limit, "the card is taken again");
        BystanderResult seen = await Probe.StopAsync(bystander, ResultsJson.Default.BystanderResult);
        Assert.That(server.IsRunning, Is.True);
        Assert.That(seen.Xruns, Is.LessThanOrEqualTo(server.XrunLines), "no xrun of which the machine itself did not tell");
    }

    [Test]
    public async Task What_cannot_be_fails_the_load_with_a_line_and_the_server_goes_on()
    {
        using var card = new VirtualCard("usb");
        await using TestHost host = await TestHost.StartAsync("adapter");
        await using JackServer server = await StartAsync(host, card);
        foreach (var (arguments, line) in ((string, string)[])[
            ("-d nocard", "Capture device 'nocard' cannot be opened: there is no such device"),
            ("-C none -P none", "neither capture nor playback is left; give -C or -P a device"),
            ("-q 9", "option -q, quality: must be 0 to 4, not 9"),
            ("-d usb -C300", "option -C, capture: must be an ALSA device, 0 to 255 or none, not 300")])
        {
            Assert.That((await Probe.LoadAsync(host, "audioadapter", arguments)).Status, Is.Not.Zero, arguments);
            Assert.That(server.Log, Does.Contain($"audioadapter: {line}"));
            await LoadAsync(host, server, "-d usb");
            Assert.That((await Probe.UnloadAsync(host, "audioadapter")).Status, Is.Zero, arguments);
        }
    }

    [Test]
    public async Task It_can_be_loaded_twice_and_again_with_two_cards()
    {
        using VirtualCard first = new("first"), second = new("second", "ppm -100");
        await using TestHost host = await TestHost.StartAsync("adapter");
        await using JackServer server = await StartAsync(host, first, second);
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

    /// <summary>A card that captures what it plays 10 ms later.</summary>
    private static VirtualCard Looped(string name, int ppm, int rate)
        => new(name, $"ppm {ppm}", "format FLOAT_LE", FormattableString.Invariant($"loopback {rate / 100}"));

    private static Task<JackServer> StartAsync(TestHost host, params VirtualCard[] cards)
        => JackServer.StartAsync(host, DriverFolder.NetJack2Cs, JackServerArguments.Dummy(Period) with { Cards = cards });

    private static async Task LoadAsync(TestHost host, JackServer server, string arguments, string client = "audioadapter")
    {
        ServerResult loaded = await Probe.LoadAsync(host, client, arguments, "audioadapter");
        Assert.That(loaded.Status, Is.Zero, server.Log);
    }
}
