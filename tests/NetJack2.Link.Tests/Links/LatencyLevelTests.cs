// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.Protocol.Extension;
using NetJack2.Protocol.Session;
using NetJack2.World;

namespace NetJack2.Link.Tests.Links;

/// <summary>When an automatic latency is lowered: where it is inaudible, as long as there is such a moment.</summary>
public class LatencyLevelTests
{
    private const int Frequency = 94;
    private const double Level = 0.5;

    private static readonly SineWave s_sine = new(Frequency, Level);

    private int _latency;

    // Half a wave of it is a period: what is left out would have the other sign.
    [Test]
    public void A_bass_with_pauses_keeps_its_level()
    {
        LinkedPair pair = Calmed(period: 256, frame => frame % 96_000 < 86_400 ? Sine(frame) : 0);
        const double step = 2 * Math.PI * Frequency / 48_000;
        double last = 0;
        int low = 0, dips = 0, notes = 0;
        pair.Seat.AfterCycle = (ports, _) =>
        {
            foreach (float sample in ports.Incoming(0))
            {
                double level = Math.Sqrt(
                    Math.Pow((sample + last) / (2 * Math.Cos(step / 2)), 2) + Math.Pow((sample - last) / (2 * Math.Sin(step / 2)), 2));
                last = sample;
                if (level < 0.98 * Level)
                {
                    low++;
                    continue;
                }
                // A pause lasts 9600 frames, and the steps of all changes may fall into one.
                if (low > 0)
                    (dips, notes) = low < 7000 ? (dips + 1, notes) : (dips, notes + 1);
                low = 0;
            }
        };
        RunSeconds(pair, 600);
        Assert.That((dips, notes > 290, LatencyOf(pair)), Is.EqualTo((0, true, 2)));
    }

    [Test]
    public void Sound_without_a_pause_is_cut_once_in_five_minutes()
    {
        LinkedPair pair = Calmed(period: 256, Sine);
        RunSeconds(pair, 590);
        Assert.That(LatencyOf(pair), Is.EqualTo(_latency));
        RunSeconds(pair, 20);
        Assert.That(LatencyOf(pair), Is.EqualTo(_latency - 1));
        RunSeconds(pair, 290);
        Assert.That(LatencyOf(pair), Is.EqualTo(_latency - 1));
        RunSeconds(pair, 30);
        Assert.That(LatencyOf(pair), Is.EqualTo(_latency - 2));
    }

    // There a fade would be shorter than behind any loss.
    [TestCase(16)]
    [TestCase(32)]
    public void Periods_that_are_too_short_to_fade_are_left_out_of_silence_only(int period)
    {
        bool isSilent = false;
        LinkedPair pair = Calmed(period, frame => isSilent ? 0 : Sine(frame));
        RunSeconds(pair, 620); // it would be forced after 600
        Assert.That(LatencyOf(pair), Is.EqualTo(_latency));
        isSilent = true;
        RunSeconds(pair, 10 * _latency);
        Assert.That(LatencyOf(pair), Is.EqualTo(2));
    }

    // A session whose latency was raised, and is not needed any more.
    private LinkedPair Calmed(int period, Func<long, float> signal)
    {
        var pair = new LinkedPair(ExampleSession.Parameters with
        {
            Capabilities = ExampleSession.Unrepaired & ~Capabilities.Redundancy,
            LatencyMode = LatencyMode.Auto,
            Latency = 2,
            SlaveSync = true,
            Period = period,
        });
        pair.Seat.BeforeCycle = (ports, first) =>
        {
            for (int index = 0; index < period; index++)
                ports.OutgoingPlace(0)[index] = ports.OutgoingPlace(1)[index] = signal(first + index);
        };
        RunSeconds(pair, 5);
        pair.Network.Jitter = period < 64 ? 3_000_000 : 12_000_000;
        RunSeconds(pair, 10);
        pair.Network.Jitter = 0;
        RunSeconds(pair, 1);
        _latency = LatencyOf(pair);
        Assert.That(_latency, Is.GreaterThan(3));
        return pair;
    }

    private static float Sine(long frame) => s_sine.At(frame);

    private static void RunSeconds(LinkedPair pair, int seconds) => pair.RunCycles(seconds * 48_000 / pair.Session.Period);

    private static int LatencyOf(LinkedPair pair) => pair.Seat.Link!.Channel.Latency;
}
