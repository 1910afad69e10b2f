// SPDX-License-Identifier: GPL-2.0-or-later
using System.Runtime.InteropServices;
using NetJack2.JackProbe.Results;
using NetJack2.TestHosts;
using NetJack2.TestHosts.Cards;
using NetJack2.TestHosts.Hosts;
using NetJack2.TestHosts.Processes;
using NetJack2.TestHosts.Servers;

namespace NetJack2.Bench.Adapters;

/// <summary>A master that sends tones to a slave on another host with a virtual sound card, whose clock deviates.</summary>
/// <param name="Title">Title in reports.</param>
/// <param name="Name">Prefix of file names.</param>
/// <param name="Deviation">Deviation of the card's clock in ppm.</param>
internal sealed record AdapterScene(string Title, string Name, double Deviation)
{
    /// <summary>The frequency of each channel in Hz.</summary>
    public static readonly double[] Frequencies = [1000, 10_000];

    /// <summary>Option <c>-g</c> of netjack2-cs in frames; half of it is for late threads. jack2 has its default, which grows.</summary>
    public const int RingBuffer = 1024;

    private const int Rate = 48_000;

    /// <summary>The slave runs on the clock of the network and resamples the card.</summary>
    public static AdapterScene AudioAdapter { get; } = new("jackd -d net and audioadapter, card +100 ppm", "audioadapter", 100);

    /// <summary>The slave runs on the clock of the card and resamples the network.</summary>
    public static AdapterScene NetAdapter { get; } = new("netadapter, card −100 ppm", "netadapter", -100);

    /// <summary>Runs the scene and analyses what the card has played.</summary>
    /// <param name="modules">The modules of netjack2-cs or jack2.</param>
    /// <param name="period">Period of all clocks in frames.</param>
    /// <param name="settle">Seconds before the measurement.</param>
    /// <param name="seconds">Seconds of the measurement.</param>
    public async Task<AdapterResult> RunAsync(DriverFolder modules, int period, double settle, double seconds)
    {
        using var card = new VirtualCard(
            "stage", $"ppm {Deviation}", "format S32_LE", "playback_channels 2", "capture_channels 2", "loopback 480");
        await using TestNetwork network = await TestNetwork.StartAsync();
        TestHost stage = network.Leaves[0];
        await using JackServer master = await JackServer.StartAsync(network.Hub, modules, JackServerArguments.Dummy(period));
        await LoadAsync(network.Hub, master, "netmanager", "");
        string ringBuffer = modules.IsNetJack2Cs ? $" -g {RingBuffer}" : "";
        bool isAudioAdapter = ReferenceEquals(this, AudioAdapter);
        await using JackServer slave = await JackServer.StartAsync(stage, modules, isAudioAdapter
            ? JackServerArguments.Net(synchronous: true, "-n", "stage", "-C", "2", "-P", "2", "-l", "2") with { Cards = [card] }
            : JackServerArguments.Alsa(card, period));
        if (isAudioAdapter)
            await LoadAsync(stage, slave, "audioadapter", $"-d {card.CopyName} -n 3 -p {period} -r {Rate}{ringBuffer}");
        else
            await LoadAsync(stage, slave, "netadapter", $"-n stage -l 2{ringBuffer}");
        (string networkClient, string cardClient) = isAudioAdapter ? ("system", "audioadapter") : ("netadapter", "system");
        await Probe.WireAsync(stage, $"{networkClient}:capture_", $"{cardClient}:playback_", 2);
        await Probe.WireAsync(stage, $"{cardClient}:capture_", $"{networkClient}:playback_", 2);
        HostProcess tone = await Probe.StartToneAsync(
            network.Hub, "stage:to_slave_", "stage:from_slave_", 2, seconds, settle, string.Join(',', Frequencies));
        await Task.Delay(TimeSpan.FromSeconds(settle / 2));
        int cardXruns = card.Xruns, serverXruns = master.XrunLines + slave.XrunLines;
        ToneResult heard = await Probe.FinishAsync(tone, ResultsJson.Default.ToneResult, TimeSpan.FromSeconds(seconds + settle + 20));
        int[] samples = MemoryMarshal.Cast<byte, int>(card.ReadPlayed()).ToArray();
        float[] played = [.. samples.Select(sample => sample / 2147483648f)];
        double rate = Rate * (1 + (Deviation * 1e-6));
        return new AdapterResult(
            heard, card.Xruns - cardXruns, master.XrunLines + slave.XrunLines - serverXruns,
            [.. Frequencies.Select((frequency, channel) => PlayedTone.Of(played, channel, frequency / rate, Rate, seconds))]);
    }

    private static async Task LoadAsync(TestHost host, JackServer server, string client, string arguments)
    {
        ServerResult loaded = await Probe.LoadAsync(host, client, arguments);
        if (loaded.Status != 0)
            throw new InvalidOperationException($"{client} cannot be loaded\n{server.Log}");
    }
}
