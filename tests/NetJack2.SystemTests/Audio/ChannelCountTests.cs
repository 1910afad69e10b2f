// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.JackProbe.Results;
using NetJack2.SystemTests.Harness;
using NetJack2.TestHosts.Pairs;

namespace NetJack2.SystemTests.Audio;

/// <summary>Channel counts at which jack2 overflows its buffers or sends IP fragments (D-07), and no channel at all.</summary>
[TestFixture]
[Lane(Lane.Tolerant)]
public class ChannelCountTests : SystemTest
{
    [TestCase(43)]
    [TestCase(255)]
    public async Task Any_number_of_channels_passes_between_netjack2_cs_peers(int channels)
    {
        // No client on the slave: what is measured is the network, not how fast 510 ports are copied.
        NetPairOptions options = Pairings.NetJack2CsOnly with { Channels = channels, Period = 1024, Latency = 5, Through = false };
        LoopResult result = await Attempts.LoopAsync(options);
        Assert.That(result.IsPerfect, Is.True, result.Summary);
        Assert.That(result.Lag, Is.EqualTo(options.ExpectedLag), result.Summary);
    }

    [Test]
    public async Task A_slave_may_have_MIDI_and_no_audio()
    {
        await using NetPair pair = await NetPair.StartAsync(Pairings.NetJack2CsOnly with { Channels = 0, MidiChannels = 1 });
        await pair.AwaitSessionAsync("midi_to_slave_1");
        Assert.That(await PortSnapshot.ReadAsync(pair.MasterHost, "slave:"), Has.Count.EqualTo(2));
    }
}
