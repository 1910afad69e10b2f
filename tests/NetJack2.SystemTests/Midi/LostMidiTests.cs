// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.JackProbe.Results;
using NetJack2.SystemTests.Harness;
using NetJack2.TestHosts;
using NetJack2.TestHosts.Hosts;
using NetJack2.TestHosts.Pairs;
using NetJack2.TestHosts.Processes;

namespace NetJack2.SystemTests.Midi;

/// <summary>Notes through a network that loses a twentieth of all datagrams: none is stuck.</summary>
[TestFixture]
[Lane(Lane.Tolerant, Seconds = 24)]
public class LostMidiTests : SystemTest
{
    private const string ToSlave = "slave:midi_to_slave_1", FromSlave = "slave:midi_from_slave_1";
    private const string Capture = "system:midi_capture_1", Playback = "system:midi_playback_1";
    private const double Seconds = 5;
    private static readonly Impairment s_bad = new() { Drop = 0.05, Seed = 7 };
    private static readonly NetPairOptions s_netJack2Cs
        = Pairings.NetJack2CsOnly with { Relayed = true, Latency = 5, MidiChannels = 1, Through = false };

    [Test]
    public async Task Between_netjack2_cs_peers_no_note_is_lost_repeated_or_stuck()
    {
        NotesResult notes = await Attempts.RepeatAsync(s_netJack2Cs, async () =>
        {
            await using NetPair pair = await NetPair.StartAsync(s_netJack2Cs);
            await Probe.WireAsync(pair.SlaveHost, Capture, Playback, channels: 0);
            await pair.AwaitSessionAsync("midi_from_slave_1");
            await pair.Relay.ImpairAsync(s_bad);
            NotesResult result = await FinishAsync(await Probe.StartNotesAsync(pair.MasterHost, ToSlave, FromSlave, Seconds, drain: 0.5));
            RelayResult relay = await pair.Relay.ReportAsync();
            bool isGood = result is { Strange: 0, Held: 0 } && result.Begun == result.Sent && result.Ended == result.Sent;
            return (result, result.Xruns + pair.XrunLines, isGood && relay.There.DroppedOf('c') > 20, $"{result}; {relay.Summary}");
        });
        Assert.Multiple(() =>
        {
            Assert.That(notes.Sent, Is.GreaterThan(200));
            Assert.That((notes.Begun, notes.Ended), Is.EqualTo((notes.Sent, notes.Sent)));
            Assert.That((notes.Strange, notes.Held), Is.EqualTo((0L, 0)));
        });
    }

    /// <summary>jack2 repeats nothing: a stuck note ends two seconds later.</summary>
    /// <remarks>
    /// With synchronous servers: an asynchronous one may leave out a client, which then misses the end that netmanager gave it.
    /// </remarks>
    [TestCaseSource(typeof(Pairings), nameof(Pairings.Mixed))]
    public async Task No_note_of_jack2_is_stuck(NetPairOptions pairing)
    {
        NetPairOptions options = s_netJack2Cs with { Manager = pairing.Manager, Driver = pairing.Driver, SlaveSynchronous = true };
        NotesResult notes = await Attempts.RepeatAsync(options, async () =>
        {
            await using NetPair pair = await NetPair.StartAsync(options);
            bool toMaster = options.Manager.IsNetJack2Cs;
            TestHost from = toMaster ? pair.SlaveHost : pair.MasterHost, to = toMaster ? pair.MasterHost : pair.SlaveHost;
            await pair.AwaitSessionAsync("midi_from_slave_1");
            await pair.Relay.ImpairAsync(toMaster ? Impairment.None : s_bad, toMaster ? s_bad : Impairment.None);
            string input = toMaster ? FromSlave : Capture, output = toMaster ? Playback : ToSlave;
            await using HostProcess receiver = await Probe.StartNotesAsync(to, null, input, Seconds, drain: 2.5, settle: 0);
            await using HostProcess sender = await Probe.StartNotesAsync(from, output, null, Seconds - 1, drain: 1, settle: 0.3);
            NotesResult sent = await FinishAsync(sender);
            NotesResult result = await FinishAsync(receiver);
            RelayLaneResult lane = toMaster ? (await pair.Relay.ReportAsync()).Back : (await pair.Relay.ReportAsync()).There;
            bool isGood = result.Held == 0 && result.Begun > sent.Sent / 2 && lane.DroppedOf('m') > 10;
            return (result, pair.XrunLines, isGood, $"sent {sent.Sent}, {result}; {lane.Summary}");
        });
        Assert.Multiple(() =>
        {
            Assert.That(notes.Begun, Is.GreaterThan(100));
            Assert.That(notes.Ended, Is.EqualTo(notes.Begun));
            Assert.That(notes.Held, Is.Zero);
        });
    }

    private static Task<NotesResult> FinishAsync(HostProcess probe)
        => Probe.FinishAsync(probe, ResultsJson.Default.NotesResult, TimeSpan.FromSeconds(15));
}
