// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.Protocol.Extension;
using NetJack2.Protocol.Session;
using NetJack2.World;

namespace NetJack2.Link.Tests.Concealment;

/// <summary>The sound over a network with loss: a tone returns as a tone.</summary>
public class ConcealmentTests
{
    private const int Pitch = 441;

    private static readonly SineWave s_tone = new(Pitch);

    // What the tone's own samples differ by at most, and what two blends of sounds at their furthest add.
    private const float LargestStep = (float)(2 * Math.PI * Pitch / 48_000 * 1.1) + (2 * 2 * 1.5f / 240);

    [Test]
    public void Random_loss_makes_no_click(
        [Values(64, 256, 441, 1024)] int period, [Values(0.001, 0.01, 0.05)] double loss, [Values] bool isCompact,
        [Values(SampleEncoder.Float, SampleEncoder.Int16)] SampleEncoder encoder)
    {
        // What jack2 peers leave out of odd periods (D-10, D-11) is no loss.
        LinkedPair pair = Tone(period == 441 && !isCompact ? 512 : period, isCompact, encoder, out List<float> heard);
        pair.WarmUp();
        heard.Clear();
        pair.Network.Loss = loss;
        pair.RunCycles(1500);
        pair.Network.Loss = 0;
        pair.RunCycles(20);
        AssertSmooth(heard);
        if (loss > 0.001)
            Assert.That(pair.Concealed, Is.Positive);
        AssertIsTheTone(pair, heard);
    }

    [Test]
    public void Lost_pieces_of_a_period_are_concealed_by_themselves(
        [Values] bool isCompact, [Values(SampleEncoder.Float, SampleEncoder.Int16)] SampleEncoder encoder)
    {
        LinkedPair pair = Tone(1024, isCompact, encoder, out List<float> heard);
        pair.WarmUp();
        heard.Clear();
        long before = pair.Concealed;
        int packets = 0;
        // The second piece of one cycle, on the way back.
        pair.Network.Drop = (datagram, source, _) => source.Host == LinkedPair.SlaveHost
            && datagram[11] is (byte)'c' or (byte)'a' && datagram[39] == 1 && packets++ == 0;
        pair.RunCycles(50);
        AssertSmooth(heard);
        Assert.That(packets, Is.GreaterThan(1));
        Assert.That(pair.MasterCounters.Values.Lost, Is.EqualTo(1));
        Assert.That(pair.Concealed - before, Is.InRange(100, 1400 + 480), "of two ports together, and the blends behind");
    }

    [Test]
    public void Bursts_and_silent_peers_fade_out_and_in_without_a_click(
        [Values] bool isSlave, [Values] bool sync, [Values(1, 3, 12, 200)] int cycles, [Values] bool isCompact)
    {
        LinkedPair pair = Tone(256, isCompact, SampleEncoder.Float, out List<float> heard, sync);
        pair.WarmUp();
        heard.Clear();
        pair.Network.Drop = (_, source, _) => source.Host == (isSlave ? LinkedPair.SlaveHost : LinkedPair.MasterHost);
        pair.RunCycles(cycles);
        pair.Network.Drop = null;
        pair.RunCycles(60);
        AssertSmooth(heard);
        if (cycles == 200)
            Assert.That(heard.Count(sample => sample == 0), Is.GreaterThan(20_000), "it has faded");
        AssertIsTheTone(pair, heard);
    }

    [Test]
    public void A_session_begins_without_a_click([Values] bool isCompact, [Values] bool sync)
    {
        LinkedPair pair = Tone(64, isCompact, SampleEncoder.Float, out List<float> heard, sync);
        pair.RunCycles(100);
        AssertSmooth(heard);
        AssertIsTheTone(pair, heard);
    }

    [Test]
    public void A_decoder_conceals_for_itself([Values] bool isCompact)
    {
        var pair = new LinkedPair(ExampleSession.Parameters with
        {
            Period = 240,
            Encoder = SampleEncoder.Opus,
            Kilobits = 128,
            Capabilities = ExampleSession.CapabilitiesOf(isCompact),
        });
        pair.WarmUp();
        long before = pair.MasterCounters.Values.ConcealedFrames;
        pair.Network.Drop = (_, source, _) => source.Host == LinkedPair.SlaveHost;
        pair.RunCycles(3);
        pair.Network.Drop = null;
        pair.RunCycles(20);
        Assert.That(pair.Seat.Gaps, Is.EqualTo(pair.MasterCounters.Values.ConcealedFrames - before).And.EqualTo(3 * 2 * 240));
    }

    private static LinkedPair Tone(int period, bool isCompact, SampleEncoder encoder, out List<float> heard, bool sync = true)
    {
        var pair = new LinkedPair(ExampleSession.Parameters with
        {
            Period = period,
            Encoder = encoder,
            Latency = 5,
            SlaveSync = sync,
            Capabilities = ExampleSession.CapabilitiesOf(isCompact),
        });
        List<float> samples = [];
        pair.Seat.BeforeCycle = (ports, frame) =>
        {
            for (int port = 0; port < ports.OutgoingCount; port++)
                s_tone.Fill(ports.OutgoingPlace(port), frame);
        };
        pair.Seat.AfterCycle = (ports, _) => samples.AddRange(ports.IncomingSamples(0));
        heard = samples;
        return pair;
    }

    private static void AssertSmooth(List<float> heard)
    {
        float largest = 0;
        for (int index = 1; index < heard.Count; index++)
            largest = Math.Max(largest, Math.Abs(heard[index] - heard[index - 1]));
        Assert.That(largest, Is.LessThanOrEqualTo(LargestStep));
        Assert.That(heard.Max(), Is.InRange(0.9, 1.5));
    }

    // In the end all is as it was sent, at its time.
    private static void AssertIsTheTone(LinkedPair pair, List<float> heard)
    {
        long last = 1_000_000 + ((long)pair.Master.Cycles * pair.Session.Period) - pair.Session.RoundTripFrames;
        for (int back = 1; back <= 256; back++)
            Assert.That(heard[^back], Is.EqualTo(s_tone.At(last - back)).Within(0.0001));
    }
}
