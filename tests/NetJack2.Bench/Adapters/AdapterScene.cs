// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.JackProbe.Results;
using NetJack2.TestHosts;
using NetJack2.TestHosts.Cards;
using NetJack2.TestHosts.Hosts;
using NetJack2.TestHosts.Processes;
using NetJack2.TestHosts.Servers;

namespace NetJack2.Bench.Adapters;

/// <summary>A master, a slave on another host, and at the slave a sound card with a clock of its own, from which tones of the master are heard.</summary>
/// <param name="Title">For a person.</param>
/// <param name="Name">For a file.</param>
/// <param name="Deviation">Of the card's clock, in ppm.</param>
internal sealed record AdapterScene(string Title, string Name, double Deviation)
{
    /// <summary>On each channel one.</summary>
    public static readonly double[] Frequencies = [1000, 10_000];

    /// <summary>Frames between the clocks (<c>-g</c> of ours), of which half is for threads that are late. The original has its default, which grows.</summary>
    public const int RingBuffer = 1024;

    private const int Rate = 48_000;

    /// <summary>The slave's clock is the network, and the card is resampled.</summary>
    public static AdapterScene AudioAdapter { get; } = new("jackd -d net and audioadapter, card +100 ppm", "audioadapter", 100);

    /// <summary>The slave's clock is the card, and the network is resampled.</summary>
    public static AdapterScene NetAdapter { get; } = new("netadapter, card −100 ppm", "netadapter", -100);

    /// <summary>Plays for so long and tells what the card has played.</summary>
    /// <param name="modules">Whose.</param>
    /// <param name="period">Of all clocks, in frames.</param>
    /// <param name="settle">Seconds before what counts.</param>
    /// <param name="seconds">Seconds that count.</param>
    public async Task<AdapterResult> RunAsync(DriverFolder modules, int period, double settle, double seconds)
    {
        using var card = new VirtualCard("stage", $"ppm {Deviation}", "format S32_LE", "playback_channels 2", "capture_channels 2", "loopback 480");
        await using TestNetwork network = await TestNetwork.StartAsync();
        TestHost stage = network.Leaves[0];
        await using JackServer master = await JackServer.StartAsync(network.Hub, modules, JackServerArguments.Dummy(period));
        await LoadAsync(network.Hub, master, "netmanager", "");
        string ringBuffer = modules.IsOurs ? $" -g {RingBuffer}" : "";
        bool isAudioAdapter = ReferenceEquals(this, AudioAdapter);
        await using JackServer slave = await JackServer.StartAsync(stage, modules, isAudioAdapter
            ? JackServerArguments.Net(synchronous: true, "-n", "stage", "-C", "2", "-P", "2", "-l", "2") with { Cards = [card] }
            : JackServerArguments.Alsa(card, period));
        if (isAudioAdapter)
            await LoadAsync(stage, slave, "audioadapter", $"-d {card.CopyName} -n 3 -p {period} -r {Rate}{ringBuffer}");
        else
            await LoadAsync(stage, slave, "netadapter", $"-n stage -l 2{ringBuffer}");
        await Probe.WireAsync(stage, isAudioAdapter ? "system:capture_" : "netadapter:capture_", isAudioAdapter ? "audioadapter:playback_" : "system:playback_", 2);
        await Probe.WireAsync(stage, isAudioAdapter ? "audioadapter:capture_" : "system:capture_", isAudioAdapter ? "system:playback_" : "netadapter:playback_", 2);
        HostProcess tone = await Probe.StartToneAsync(
            network.Hub, "stage:to_slave_", "stage:from_slave_", 2, seconds, settle, string.Join(',', Frequencies));
        await Task.Delay(TimeSpan.FromSeconds(settle / 2));
        int cardXruns = card.Xruns, serverXruns = master.XrunLines + slave.XrunLines;
        ToneResult heard = await Probe.FinishAsync(tone, ResultsJson.Default.ToneResult, TimeSpan.FromSeconds(seconds + settle + 20));
        float[] played = [.. System.Runtime.InteropServices.MemoryMarshal.Cast<byte, int>(card.ReadPlayed()).ToArray().Select(sample => sample / 2147483648f)];
        return new AdapterResult(
            heard, card.Xruns - cardXruns, master.XrunLines + slave.XrunLines - serverXruns,
            [.. Frequencies.Select((frequency, channel) => PlayedTone.Of(played, channel, frequency / (Rate * (1 + (Deviation * 1e-6))), Rate, seconds))]);
    }

    private static async Task LoadAsync(TestHost host, JackServer server, string client, string arguments)
    {
        ServerResult loaded = await Probe.LoadAsync(host, client, arguments);
        if (loaded.Status != 0)
            throw new InvalidOperationException($"{client} did not load\n{server.Log}");
    }
}
