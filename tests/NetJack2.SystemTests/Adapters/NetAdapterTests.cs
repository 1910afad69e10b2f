// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.JackProbe.Results;
using NetJack2.SystemTests.Harness;
using NetJack2.TestHosts;
using NetJack2.TestHosts.Cards;
using NetJack2.TestHosts.Processes;
using NetJack2.TestHosts.Servers;

namespace NetJack2.SystemTests.Adapters;

/// <summary>A slave in a server that has a sound card of its own.</summary>
[TestFixture]
[Lane(Lane.Tolerant, Seconds = 88)]
public class NetAdapterTests : SystemTest
{
    private const int Period = 256;
    private const int Rate = 48000;
    private const double Frequency = 440; // what the probe's tone has
    private const double LeastSignalToNoise = 100;
    private const int MostSpread = Rate / 1000; // a millisecond

    [Test]
    public Task A_tone_of_the_master_is_played_clean_by_a_card_that_is_slow() => Attempts.AssertAsync(Period, async () =>
    {
        using var card = new VirtualCard("stage", "ppm -100", "format FLOAT_LE", "playback_channels 2", "capture_channels 2");
        await using AdapterPair pair = await AdapterPair.StartAsync(
            JackServerArguments.Dummy(Period), JackServerArguments.Alsa(card, Period));
        await pair.LoadAsync();
        await Probe.WireAsync(pair.SlaveHost, "netadapter:capture_", "system:playback_", 2);
        await Probe.WireAsync(pair.SlaveHost, "netadapter:capture_", "netadapter:playback_", 2);
        HostProcess tone = await Probe.StartToneAsync(pair.MasterHost, "keys:to_slave_", "keys:from_slave_", 2, seconds: 4, settle: 16);
        ToneResult heard = await Probe.FinishAsync(tone, ResultsJson.Default.ToneResult, TimeSpan.FromSeconds(30));
        double snr = Recording.LeastSignalToNoise(card.ReadPlayedFloats(), Frequency / (Rate * (1 - 100e-6)), Rate, Period);
        bool isClean = heard.LongestGap <= 1
            && heard.Clicks == 0 && Math.Abs(heard.FrequencyMin - Frequency) < 0.01 && snr > LeastSignalToNoise;
        return (
            card.Xruns + pair.XrunLines + heard.Xruns,
            isClean,
            $"{heard.Summary}; played with {snr:F1} dB; {card.Xruns} xruns of the card");
    });

    /// <summary>
    /// A master of any rate and period, netjack2-cs or jack2; audio returns at the latency of the ports. Three of many: the others are
    /// arithmetic of the bridge between the clocks, in virtual time.
    /// </summary>
    [TestCase("netjack2-cs", 1024, 44100, 128, 48000, "-l 5 -R 1")]
    [TestCase("netjack2-cs", 256, 48000, 256, 48000, "-l 2 -O 256 -q 0 -g 2048")]
    [TestCase("jack2", 128, 96000, 1024, 48000, "-l 3")]
    public Task The_latency_is_the_published_one(string manager, int masterPeriod, int masterRate, int period, int rate, string arguments)
        => Attempts.AssertAsync(Math.Min(period, masterPeriod), async () =>
        {
            await using AdapterPair pair = await AdapterPair.StartAsync(
                JackServerArguments.Dummy(masterPeriod, masterRate),
                JackServerArguments.Dummy(period, rate),
                string.Equals(manager, "netjack2-cs", StringComparison.Ordinal) ? DriverFolder.NetJack2Cs : DriverFolder.Jack2);
            await pair.LoadAsync(arguments);
            return await RoundTripAsync(pair, (double)masterPeriod / masterRate);
        });

    /// <summary>A network that delays packets by more than the latency: it is raised, and the buffers between the clocks follow.</summary>
    [Test]
    public Task An_automatic_latency_is_published_as_it_is_after_a_change() => Attempts.AssertAsync(Period, async () =>
    {
        const int MasterPeriod = 512;
        await using AdapterPair pair = await AdapterPair.StartAsync(
            JackServerArguments.Dummy(MasterPeriod), JackServerArguments.Dummy(Period), isRelayed: true);
        await pair.LoadAsync("-l auto");
        await Task.Delay(TimeSpan.FromSeconds(2)); // nothing counts while a session begins
        // There and back that is 3.4 periods of the master.
        await pair.Relay.ImpairAsync(new Impairment { Delay = 0.018 });
        await Task.Delay(TimeSpan.FromSeconds(5));
        (int xruns, bool isAsPublished, string summary) = await RoundTripAsync(pair, (double)MasterPeriod / Rate);
        bool isLogged = pair.Slave.HasLogged("instead of 2; the round trip") && pair.Master.HasLogged("instead of 2; the round trip");
        return (xruns, isAsPublished && isLogged, $"{summary}; {(isLogged ? "logged" : "not logged")}");
    });

    /// <summary>Periods that change on either side, and a manager that was away: the ports stay, and publish the present latency.</summary>
    [Test]
    [Property("Defect", "D-66")]
    public async Task A_master_that_changes_and_returns_is_followed()
    {
        await using AdapterPair pair = await AdapterPair.StartAsync(JackServerArguments.Dummy(256), JackServerArguments.Dummy(256));
        await pair.LoadAsync();
        IReadOnlyList<string> ports = await PortSnapshot.ReadAsync(pair.SlaveHost, "netadapter:");
        await Probe.SetBufferSizeAsync(pair.MasterHost, 512);
        await AssertRoundTripAsync(pair, 512);
        await Probe.SetBufferSizeAsync(pair.SlaveHost, 128);
        await AssertRoundTripAsync(pair, 512);
        await Probe.UnloadAsync(pair.MasterHost, "netmanager");
        await Probe.LoadAsync(pair.MasterHost, "netmanager");
        await pair.AwaitSessionAsync();
        await AssertRoundTripAsync(pair, 512);
        Assert.That(await PortSnapshot.ReadAsync(pair.SlaveHost, "netadapter:"), Is.EqualTo(ports));
    }

    [Test]
    [Property("Defect", "D-42")]
    public async Task Events_go_round_once_each_and_in_order()
    {
        await using AdapterPair pair = await AdapterPair.StartAsync(JackServerArguments.Dummy(Period), JackServerArguments.Dummy(128));
        await pair.LoadAsync("-C 0 -P 0 -i 1 -o 1 -l 5", "midi_from_slave_1");
        await Probe.WireAsync(pair.MasterHost, "keys:midi_from_slave_1", "keys:midi_to_slave_1", channels: 0);
        // Where a cycle of the server was too late, or one of the network, its events were with it.
        MidiResult result = await Attempts.RepeatAsync(Pairings.NetJack2CsOnly with { Period = 128 }, async () =>
        {
            int before = pair.XrunLines;
            MidiResult run = await EventsAsync(pair);
            return (run, run.Xruns + pair.XrunLines - before, IsInTime(run), string.Join(", ", run.Sizes));
        });
        Assert.Multiple(() =>
        {
            Assert.That(result.Strangers, Is.Zero);
            foreach (MidiSizeResult size in result.Sizes)
            {
                Assert.That((size.Intact, size.Lost, size.Repeated, size.Corrupted), Is.EqualTo((size.Sent, 0L, 0L, 0L)), $"{size}");
                Assert.That(Spread(size), Is.LessThan(MostSpread), $"{size}");
            }
        });
    }

    /// <summary>With long periods the master's computer reports a closed port before a silent cycle is due.</summary>
    [TestCase(256)]
    [TestCase(1024)]
    public Task No_note_of_a_killed_master_is_stuck(int masterPeriod) => Attempts.AssertAsync(Period, async () =>
    {
        await using AdapterPair pair = await AdapterPair.StartAsync(
            JackServerArguments.Dummy(masterPeriod), JackServerArguments.Dummy(Period));
        await pair.LoadAsync("-C 0 -P 0 -i 1 -o 1 -l 5", "midi_from_slave_1");
        await using HostProcess receiver = await Probe.StartNotesAsync(
            pair.SlaveHost, null, "netadapter:midi_capture_1", seconds: 5, drain: 0.5, settle: 0);
        await using HostProcess sender = await Probe.StartNotesAsync(
            pair.MasterHost, "keys:midi_to_slave_1", null, seconds: 20, drain: 0, settle: 0.3);
        await Task.Delay(TimeSpan.FromSeconds(3));
        pair.Master.Send(Signal.Kill);
        NotesResult notes = await Probe.FinishAsync(receiver, ResultsJson.Default.NotesResult, TimeSpan.FromSeconds(10));
        // A client that a busy machine does not run in a cycle does not have the audio of that cycle.
        return (notes.Xruns, notes.Begun > 20 && notes.Held == 0 && notes.Ended == notes.Begun, $"{notes}");
    });

    [Test]
    public async Task It_can_be_loaded_twice_and_again()
    {
        await using AdapterPair pair = await AdapterPair.StartAsync(JackServerArguments.Dummy(Period), JackServerArguments.Dummy(Period));
        await pair.LoadAsync();
        Assert.That((await Probe.LoadAsync(pair.SlaveHost, "second", "-n second", "netadapter")).Status, Is.Zero, pair.Slave.Log);
        for (int round = 0; round < 5; round++)
        {
            await Probe.UnloadAsync(pair.SlaveHost, "second");
            Assert.That((await Probe.LoadAsync(pair.SlaveHost, "second", "-n second", "netadapter")).Status, Is.Zero, pair.Slave.Log);
        }
        Assert.That(await PortSnapshot.ClientsAsync(pair.SlaveHost), Is.EqualTo((string[])["netadapter", "second", "system"]));
    }

    private static bool IsInTime(MidiResult result) => result.Sizes.All(size => size.Lost == 0 && Spread(size) < MostSpread);

    private static long Spread(MidiSizeResult size) => size.OffsetMax - size.OffsetMin;

    private static async Task<MidiResult> EventsAsync(AdapterPair pair)
    {
        HostProcess events = await Probe.StartMidiAsync(
            pair.SlaveHost, "netadapter:midi_playback_1", "netadapter:midi_capture_1", sizes: [3, 60, 2000], times: [0, 50], seconds: 2,
            settle: 3, every: 5);
        return await Probe.FinishAsync(events, ResultsJson.Default.MidiResult, TimeSpan.FromSeconds(15));
    }

    // An xrun makes it align the clocks anew, in the middle of what is measured.
    private static Task AssertRoundTripAsync(AdapterPair pair, int masterPeriod)
        => Attempts.AssertAsync(masterPeriod, () => RoundTripAsync(pair, (double)masterPeriod / Rate));

    // A loop on the master goes through its client twice, and so into the next cycle.
    private static async Task<(int Xruns, bool IsAsPublished, string Summary)> RoundTripAsync(AdapterPair pair, double masterCycle)
    {
        int before = pair.XrunLines;
        await using HostProcess through = await Probe.StartThroughAsync(pair.MasterHost, "keys:from_slave_", "keys:to_slave_", 2);
        SoundResult heard = await Probe.SoundAsync(pair.SlaveHost, "netadapter:playback_", "netadapter:capture_", 2, seconds: 1, settle: 3);
        double error = (((heard.Lag - heard.PublishedLatency) / (double)heard.Rate) - masterCycle) * 1000;
        return (
            pair.XrunLines - before,
            Math.Abs(error) < 1 && heard.LagMin == heard.LagMax,
            $"{heard.Summary}; {error:F2} ms more than published");
    }
}
