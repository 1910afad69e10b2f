// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.Bench.Resampling.Measuring;
using NetJack2.Resampling.Tests.World;
using static NetJack2.Resampling.Tests.BridgeChecks;

namespace NetJack2.Resampling.Tests;

public class ClockBridgeTests
{
    private static readonly BridgeParameters s_parameters = new(48000, 48000, 256, 256, 2, 2) { SlackSeconds = 5e-3 };

    [TestCase(48000, 48000, 256, 256, 200)]
    [TestCase(48000, 44100, 64, 441, -300)]
    [TestCase(44100, 96000, 480, 128, 100)]
    public void The_round_trip_takes_the_sum_of_the_latencies(int nearRate, int farRate, int nearPeriod, int farPeriod, double ppm)
    {
        var parameters = new BridgeParameters(nearRate, farRate, nearPeriod, farPeriod, 2, 2) { SlackSeconds = 5e-3 };
        var simulation = new BridgeSimulation(parameters, ppm, 1000, 3);
        simulation.RunTo(20);
        simulation.RunTo(22);

        double expected = (simulation.Bridge.CaptureDelay + simulation.Bridge.PlaybackDelay) / simulation.Bridge.Ratio;
        Assert.That(RoundTrip(simulation, 0, expected), Is.EqualTo(expected).Within(0.05));
        Assert.That(simulation.Bridge.CaptureLatency + simulation.Bridge.PlaybackLatency, Is.EqualTo(expected).Within(1));
        Assert.That(simulation.Bridge.State, Is.EqualTo(BridgeState.Running));
        Assert.That(simulation.Bridge.Realignments, Is.Zero);
        Assert.That(simulation.Bridge.CaptureHoles + simulation.Bridge.PlaybackHoles, Is.Zero);
    }

    [Test]
    public void What_went_there_and_back_is_clean()
    {
        var simulation = new BridgeSimulation(s_parameters, 100, 20, 3);
        simulation.RunTo(25);
        simulation.RunTo(27);

        SineFit fit = SineFit.Of(simulation.Captured[0].ToArray(), BridgeSimulation.Frequency, 0);

        TestContext.Out.WriteLine($"{fit.SignalToNoise:0.0} dB after both directions");
        Assert.That(fit.SignalToNoise, Is.GreaterThan(100));
    }

    [Test]
    public void All_channels_are_in_step_to_the_bit()
    {
        var simulation = new BridgeSimulation(s_parameters with { CaptureChannels = 7, PlaybackChannels = 7 }, -150, 1000, 4);
        simulation.RunTo(5);
        simulation.RunTo(6);

        Assert.That(simulation.Captured[0].Max(), Is.GreaterThan(0.49f));
        for (int channel = 1; channel < 7; channel++)
            Assert.That(simulation.Captured[channel], Is.EqualTo(simulation.Captured[0]));
    }

    [TestCase(300e3, true, 1)]
    [TestCase(20e3, true, 1)]
    [TestCase(5e3, true, 1)]
    [TestCase(300e3, false, 1)]
    [TestCase(15e3, false, 0)]
    public void After_a_stall_of_the_far_side_the_latency_is_the_same(double microseconds, bool lose, int realignments)
    {
        var simulation = new BridgeSimulation(s_parameters, 100, 100, 5);
        simulation.RunTo(20);
        simulation.Far.Stall(microseconds, lose);
        simulation.RunTo(23);
        AssertNoClick(simulation);
        simulation.RunTo(24);

        double expected = (simulation.Bridge.CaptureDelay + simulation.Bridge.PlaybackDelay) / simulation.Bridge.Ratio;
        Assert.That(simulation.Bridge.Realignments, Is.EqualTo(realignments));
        Assert.That(RoundTrip(simulation, 1, expected), Is.EqualTo(expected).Within(0.05));
    }

    /// <summary>A card that stopped in an xrun and was started again, full of silence: what it plays next begins softly.</summary>
    [Test]
    public void What_the_far_side_plays_behind_blocks_that_it_missed_fades_in()
    {
        const int HalfWave = 24;
        var simulation = new BridgeSimulation(s_parameters, 0, 20, 7);
        simulation.RunTo(5);
        for (int missed = 0; missed < 3; missed++)
            simulation.Far.Next();
        simulation.RunTo(simulation.Far.NextSeen * 1e-6);
        float[] played = new float[simulation.Far.Block];
        simulation.Bridge.BeginFar(simulation.Far.Frame, simulation.Far.NextSeen * 1e-6, played.Length);
        simulation.Bridge.ReadPlayback(0, played);
        Assert.That(played.Take(HalfWave).Max(MathF.Abs), Is.LessThan(0.1f));
        Assert.That(played.TakeLast(2 * HalfWave).Max(MathF.Abs), Is.GreaterThan(0.4f));
    }

    [Test]
    public void After_a_stall_of_the_near_side_the_latency_is_the_same()
    {
        var simulation = new BridgeSimulation(s_parameters, 100, 100, 6);
        simulation.RunTo(20);
        simulation.Near.Stall(300e3, lose: true);
        simulation.RunTo(23);
        simulation.RunTo(24);

        double expected = (simulation.Bridge.CaptureDelay + simulation.Bridge.PlaybackDelay) / simulation.Bridge.Ratio;
        Assert.That(simulation.Bridge.Realignments, Is.EqualTo(1));
        Assert.That(RoundTrip(simulation, 1, expected), Is.EqualTo(expected).Within(0.05));
    }

    [Test]
    public void Frame_numbers_of_one_side_are_mapped_to_the_other()
    {
        var simulation = new BridgeSimulation(s_parameters, 200, 50, 7);
        simulation.RunTo(20);
        ClockBridge bridge = simulation.Bridge;
        long near = simulation.Near.Frame;

        double played = bridge.ToFar(near);
        double truth = simulation.Far.TrueFrame(simulation.Near.TrueTime(near)) + bridge.PlaybackDelay;

        Assert.That(played, Is.EqualTo(truth).Within(1));
        Assert.That(
            bridge.ToNear((long)played), Is.EqualTo(near + ((bridge.CaptureDelay + bridge.PlaybackDelay) / bridge.Ratio)).Within(1.01));
    }

    [Test]
    public void A_cycle_allocates_nothing()
    {
        var bridge = new ClockBridge(s_parameters);
        var samples = new float[256];
        Run(0, 50);
        long before = GC.GetAllocatedBytesForCurrentThread();
        Run(50, 2000);

        Assert.That(GC.GetAllocatedBytesForCurrentThread() - before, Is.Zero);
        Assert.That(bridge.State, Is.EqualTo(BridgeState.Running));

        void Run(int first, int end)
        {
            for (int cycle = first; cycle < end; cycle++)
            {
                bridge.BeginFar(cycle * 256L, cycle * 256.0 / 48000, 256);
                bridge.WriteCapture(0, samples);
                bridge.WriteCapture(1, samples);
                bridge.ReadPlayback(0, samples);
                bridge.ReadPlayback(1, samples);
                bridge.EndFar();
                bridge.BeginNear(cycle * 256L, cycle * 256.0 / 48000, 256);
                bridge.ReadCapture(0, samples);
                bridge.ReadCapture(1, samples);
                bridge.WritePlayback(0, samples);
                bridge.WritePlayback(1, samples);
                bridge.EndNear();
            }
        }
    }

    [Test]
    public void Two_real_threads_pass_audio()
    {
        var bridge = new ClockBridge(s_parameters with { SlackSeconds = 20e-3 });
        var far = new Thread(() => Pace(cycle =>
        {
            var samples = new float[256];
            bridge.BeginFar(cycle * 256, Now(), 256);
            bridge.WriteCapture(0, Enumerable.Repeat(0.25f, 256).ToArray());
            bridge.WriteCapture(1, samples);
            bridge.ReadPlayback(0, samples);
            bridge.EndFar();
        }));
        far.Start();
        float heard = 0;
        Pace(cycle =>
        {
            var samples = new float[256];
            bridge.BeginNear(cycle * 256, Now(), 256);
            bridge.ReadCapture(0, samples);
            heard = Math.Max(heard, samples[128]);
            bridge.WritePlayback(0, samples);
            bridge.WritePlayback(1, samples);
            bridge.EndNear();
        });
        far.Join();

        Assert.That(heard, Is.EqualTo(0.25f).Within(1e-6f));

        static double Now() => Environment.TickCount64 * 1e-3;

        static void Pace(Action<long> cycle)
        {
            var watch = System.Diagnostics.Stopwatch.StartNew();
            for (long number = 0; watch.ElapsedMilliseconds < 2000; number++)
            {
                while (watch.Elapsed.TotalMicroseconds < number * 256e6 / 48000)
                    Thread.Sleep(1);
                cycle(number);
            }
        }
    }
}
