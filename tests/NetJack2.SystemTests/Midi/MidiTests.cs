// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.JackProbe.Results;
using NetJack2.SystemTests.Harness;
using NetJack2.TestHosts;
using NetJack2.TestHosts.Hosts;
using NetJack2.TestHosts.Pairs;
using NetJack2.TestHosts.Processes;

namespace NetJack2.SystemTests.Midi;

/// <summary>Numbered events: nothing lost, nothing twice, nothing corrupted, each at its frame.</summary>
[TestFixture]
[Lane(Lane.Tolerant)]
public class MidiTests : SystemTest
{
    private const string ToSlave = "slave:midi_to_slave_1", FromSlave = "slave:midi_from_slave_1";
    private const string Capture = "system:midi_capture_1", Playback = "system:midi_playback_1";
    private const double Seconds = 1.5;
    private static readonly int[] s_longSizes = [60, 2000];

    [TestCase(64)]
    [TestCase(256)]
    [TestCase(1024)]
    public async Task Events_of_all_sizes_return_intact_and_on_their_frame_between_ours(int period)
    {
        NetPairOptions options = Pairings.OursOnly with { Period = period, Channels = 2, MidiChannels = 1, Through = false };
        MidiResult result = await RoundTripAsync(options, [3, 60, 2000], [0, period / 2, period - 1]);
        AssertIntact(result, options);
    }

    [TestCaseSource(typeof(Pairings), nameof(Pairings.All))]
    public async Task Notes_return_intact_and_on_their_frame_in_every_pairing(NetPairOptions pairing)
    {
        NetPairOptions options = pairing with { MidiChannels = 1, Through = false };
        AssertIntact(await RoundTripAsync(options, [3], [0, 100, 255]), options);
    }

    [TestCaseSource(typeof(Pairings), nameof(Pairings.Mixed))]
    public async Task Long_events_reach_an_original_intact(NetPairOptions pairing)
    {
        var (sent, received) = await OneWayAsync(pairing, toMaster: !pairing.Manager.IsOurs);
        foreach (var (before, after) in sent.Sizes.Zip(received.Sizes))
        {
            Assert.Multiple(() =>
            {
                Assert.That(before.Sent, Is.Positive);
                Assert.That(after.Intact, Is.EqualTo(before.Sent), $"{after}");
                Assert.That(after.Corrupted + after.Repeated, Is.Zero, $"{after}");
            });
        }
    }

    /// <summary>An original sends the right length and wrong bytes (D-06): better no event than such a one.</summary>
    [TestCaseSource(typeof(Pairings), nameof(Pairings.Mixed))]
    public async Task Long_events_that_an_original_spoils_are_not_delivered(NetPairOptions pairing)
    {
        var (_, received) = await OneWayAsync(pairing, toMaster: pairing.Manager.IsOurs);
        Assert.Multiple(() =>
        {
            Assert.That(received.Cycles, Is.Positive);
            Assert.That(received.Sizes.Sum(size => size.Corrupted), Is.Zero);
            Assert.That(received.Sizes.Sum(size => size.Repeated), Is.Zero);
        });
    }

    private static async Task<MidiResult> RoundTripAsync(NetPairOptions options, int[] sizes, int[] times)
        => await Attempts.RepeatAsync(options, async () =>
        {
            await using NetPair pair = await NetPair.StartAsync(options);
            await Probe.WireAsync(pair.SlaveHost, Capture, Playback, channels: 0);
            MidiResult result = await Probe.FinishAsync(
                await Probe.StartMidiAsync(pair.MasterHost, ToSlave, FromSlave, sizes, times, Seconds),
                ResultsJson.Default.MidiResult,
                TimeSpan.FromSeconds(15));
            bool isGood = result.Sizes.All(size => size is { Lost: 0, Corrupted: 0, Repeated: 0 } && size.OffsetMin == size.OffsetMax);
            return (result, result.Xruns + pair.XrunLines, isGood, string.Join("; ", result.Sizes));
        });

    /// <summary>Long events from one server to the other, which are two probes. 1024 frames: the original has room for 4 bytes a frame.</summary>
    private static Task<(MidiResult Sent, MidiResult Received)> OneWayAsync(NetPairOptions pairing, bool toMaster)
        => Attempts.RepeatAsync(pairing, async () =>
        {
            await using NetPair pair = await NetPair.StartAsync(pairing with { Period = 1024, MidiChannels = 1, Through = false });
            TestHost from = toMaster ? pair.SlaveHost : pair.MasterHost, to = toMaster ? pair.MasterHost : pair.SlaveHost;
            await using HostProcess receiver = await Probe.StartMidiAsync(to, null, toMaster ? FromSlave : Capture, s_longSizes, [0], Seconds + 2, settle: 0);
            await using HostProcess sender = await Probe.StartMidiAsync(from, toMaster ? Playback : ToSlave, null, s_longSizes, [0], Seconds, every: 2);
            MidiResult sent = await Probe.FinishAsync(sender, ResultsJson.Default.MidiResult, TimeSpan.FromSeconds(15));
            MidiResult received = await Probe.FinishAsync(receiver, ResultsJson.Default.MidiResult, TimeSpan.FromSeconds(15));
            bool isGood = sent.Sizes.Zip(received.Sizes).All(pair => pair.First.Sent == pair.Second.Intact);
            return ((sent, received), pair.XrunLines, isGood, $"sent {string.Join("; ", sent.Sizes.Select(s => s.Sent))}, received {string.Join("; ", received.Sizes)}");
        });

    private static void AssertIntact(MidiResult result, NetPairOptions options)
    {
        foreach (MidiSizeResult size in result.Sizes)
        {
            Assert.Multiple(() =>
            {
                Assert.That(size.Sent, Is.Positive);
                Assert.That(size.Intact, Is.EqualTo(size.Sent), $"{size}");
                Assert.That(size.Corrupted + size.Repeated + result.Strangers, Is.Zero, $"{size}");
                Assert.That(size.OffsetMin, Is.EqualTo(options.ExpectedLag), $"{size}");
                Assert.That(size.OffsetMax, Is.EqualTo(options.ExpectedLag), $"{size}");
            });
        }
    }
}
