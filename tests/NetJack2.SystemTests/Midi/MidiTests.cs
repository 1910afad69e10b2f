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
[Lane(Lane.Tolerant, Seconds = 30)]
public class MidiTests : SystemTest
{
    private const string ToSlave = "slave:midi_to_slave_1", FromSlave = "slave:midi_from_slave_1";
    private const string Capture = "system:midi_capture_1", Playback = "system:midi_playback_1";
    private const double Seconds = 1.5;
    private const int Note = 3;
    private static readonly int[] s_sizes = [Note, 60, 2000];

    [TestCase(64)]
    [TestCase(256)]
    [TestCase(1024)]
    public async Task Events_of_all_sizes_return_intact_and_on_their_frame_between_netjack2_cs_peers(int period)
    {
        NetPairOptions options = Pairings.NetJack2CsOnly with { Period = period, Channels = 2, MidiChannels = 1, Through = false };
        MidiResult result = await RoundTripAsync(options, s_sizes, [0, period / 2, period - 1]);
        AssertIntact(result, options);
    }

    // Between netjack2-cs peers it is one of the tests above.
    private static IEnumerable<NetPairOptions> WithJack2
        => Pairings.All.Where(pairing => !pairing.Manager.IsNetJack2Cs || !pairing.Driver.IsNetJack2Cs);

    [TestCaseSource(nameof(WithJack2))]
    public async Task Notes_return_intact_and_on_their_frame_with_jack2(NetPairOptions pairing)
    {
        NetPairOptions options = pairing with { MidiChannels = 1, Through = false };
        AssertIntact(await RoundTripAsync(options, [Note], [0, 100, 255]), options);
    }

    /// <summary>jack2 sends long events with the right length and wrong bytes (D-06): they are dropped, notes are not.</summary>
    [TestCaseSource(typeof(Pairings), nameof(Pairings.Mixed))]
    public async Task Long_events_reach_jack2_intact_and_those_that_it_damages_are_not_delivered(NetPairOptions pairing)
    {
        var (toJack2, fromJack2) = await BothWaysAsync(pairing);
        Assert.Multiple(() =>
        {
            foreach (var (sent, received) in toJack2.Pairs)
            {
                Assert.That(sent.Sent, Is.Positive);
                Assert.That((received.Intact, received.Corrupted, received.Repeated), Is.EqualTo((sent.Sent, 0L, 0L)), $"{received}");
            }

            foreach (var (sent, received) in fromJack2.Pairs)
            {
                Assert.That(sent.Sent, Is.Positive);
                Assert.That((received.Corrupted, received.Repeated), Is.EqualTo((0L, 0L)), $"{received}");
                if (sent.Size == Note) Assert.That(received.Intact, Is.EqualTo(sent.Sent), $"{received}");
            }
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

    /// <summary>Events of all sizes from each server to the other at once, which are four probes.</summary>
    /// <remarks>1024 frames: jack2 has room for 4 bytes a frame.</remarks>
    private static Task<(Way ToJack2, Way FromJack2)> BothWaysAsync(NetPairOptions pairing)
    {
        NetPairOptions options = pairing with { Period = 1024, MidiChannels = 1, Through = false };
        return Attempts.RepeatAsync(options, async () =>
        {
            await using NetPair pair = await NetPair.StartAsync(options);
            await pair.AwaitSessionAsync("midi_from_slave_1");
            await using HostProcess onMaster = await ReceiveAsync(pair.MasterHost, FromSlave);
            await using HostProcess onSlave = await ReceiveAsync(pair.SlaveHost, Capture);
            await using HostProcess fromMaster = await SendAsync(pair.MasterHost, ToSlave);
            await using HostProcess fromSlave = await SendAsync(pair.SlaveHost, Playback);
            var toSlave = new Way(await FinishAsync(fromMaster), await FinishAsync(onSlave));
            var toMaster = new Way(await FinishAsync(fromSlave), await FinishAsync(onMaster));
            var (toJack2, fromJack2) = options.Manager.IsNetJack2Cs ? (toSlave, toMaster) : (toMaster, toSlave);
            bool isGood = toJack2.Pairs.Append(fromJack2.Pairs.First()).All(size => size.Received.Intact == size.Sent.Sent);
            return ((toJack2, fromJack2), pair.XrunLines, isGood, $"to jack2 {toJack2}; from it {fromJack2}");
        });
    }

    private static Task<HostProcess> ReceiveAsync(TestHost host, string port)
        => Probe.StartMidiAsync(host, null, port, s_sizes, [0], Seconds + 2, settle: 0);

    private static Task<HostProcess> SendAsync(TestHost host, string port)
        => Probe.StartMidiAsync(host, port, null, s_sizes, [0], Seconds, every: 2);

    private static Task<MidiResult> FinishAsync(HostProcess probe)
        => Probe.FinishAsync(probe, ResultsJson.Default.MidiResult, TimeSpan.FromSeconds(15));

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

    /// <summary>What was sent one way, and what came.</summary>
    private sealed record Way(MidiResult Sent, MidiResult Received)
    {
        public IEnumerable<(MidiSizeResult Sent, MidiSizeResult Received)> Pairs => Sent.Sizes.Zip(Received.Sizes);

        public override string ToString()
            => $"sent {string.Join(", ", Sent.Sizes.Select(size => size.Sent))}, received {string.Join(", ", Received.Sizes)}";
    }
}
