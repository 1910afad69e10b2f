// SPDX-License-Identifier: GPL-2.0-or-later
using System.Runtime.CompilerServices;
using NetJack2.Link.Links;
using NetJack2.Protocol;
using NetJack2.Protocol.Extension;
using NetJack2.Protocol.Session;
using NetJack2.World;

namespace NetJack2.Link.Tests.Links;

/// <summary>Coded audio between netjack2-cs peers: the codec loses nothing, so every sample shows where it belongs.</summary>
public class CodedAudioTests
{
    private static readonly SampleEncoder[] s_encoders = [SampleEncoder.Int16, SampleEncoder.Opus];

    [Test]
    public void Every_sample_returns_after_exactly_the_published_latency(
        [ValueSource(nameof(s_encoders))] SampleEncoder encoder, [Values(32, 64, 128, 240, 256, 441, 480, 1024)] int period,
        [Values(0, 2, 5)] int latency, [Values] bool sync)
    {
        var pair = new LinkedPair(Session(encoder) with { Period = period, Latency = latency, SlaveSync = sync });
        pair.WarmUp();
        pair.RunCycles(300);
        AssertWhole(pair);
        Assert.That(pair.Network.FragmentedCount, Is.Zero);
    }

    [TestCase(64, 43)]
    [TestCase(240, 16)]
    [TestCase(441, 255)]
    [TestCase(1024, 21)]
    [Property("Defect", "D-07, D-11")]
    public void Any_number_of_channels_passes(int period, int channels)
    {
        foreach (SampleEncoder encoder in s_encoders)
        {
            var pair = new LinkedPair(Session(encoder) with { Period = period, SendAudio = channels, ReturnAudio = channels, Latency = 2 });
            pair.WarmUp();
            pair.RunCycles(20);
            AssertWhole(pair);
            Assert.That(pair.Network.FragmentedCount, Is.Zero);
        }
    }

    [Test]
    public void What_is_lost_is_concealed_and_shifts_nothing(
        [ValueSource(nameof(s_encoders))] SampleEncoder encoder, [Values(64, 256, 441, 480)] int period, [Values] bool sync,
        [Values(1, 2, 3)] int seed)
    {
        var pair = new LinkedPair(Session(encoder) with { Period = period, SlaveSync = sync }, seed);
        pair.WarmUp();
        pair.Network.Loss = 0.05;
        pair.RunCycles(400);
        pair.Network.Loss = 0;
        pair.WarmUp();
        pair.RunCycles(50);
        Assert.That(pair.MasterCounters.Values.Lost, Is.Positive);
        AssertWhole(pair);
    }

    [Test]
    public void While_packets_are_lost_no_sample_is_in_a_wrong_place(
        [ValueSource(nameof(s_encoders))] SampleEncoder encoder, [Values(64, 441)] int period)
    {
        var pair = new LinkedPair(Session(encoder) with { Period = period, SlaveSync = true });
        pair.WarmUp();
        pair.Network.Loss = 0.05;
        pair.RunCycles(400);
        pair.AssertNothingIsMisplaced();
        Assert.That(Math.Min(pair.Concealed, pair.Seat.Good), Is.Positive);
    }

    [Test]
    public void After_an_interruption_of_any_length_the_latency_is_what_it_was(
        [ValueSource(nameof(s_encoders))] SampleEncoder encoder, [Values(1, 7, 100, 1000)] int cycles, [Values(64, 441)] int period)
    {
        var pair = new LinkedPair(Session(encoder) with { Period = period });
        pair.WarmUp();
        pair.Network.Unplug(LinkedPair.MasterHost);
        pair.RunCycles(cycles);
        pair.Network.Plug(LinkedPair.MasterHost);
        pair.RunCycles(30);
        pair.AssertNothingIsMisplaced();
        pair.WarmUp();
        pair.RunCycles(50);
        AssertWhole(pair);
    }

    [Test]
    public void A_port_that_is_disconnected_and_connected_again_begins_anew(
        [ValueSource(nameof(s_encoders))] SampleEncoder encoder, [Values] bool isSlave, [Values(64, 441, 1024)] int period)
    {
        var pair = new LinkedPair(Session(encoder) with { Period = period });
        pair.WarmUp();
        FakePorts ports = isSlave ? pair.Slave.Ports : pair.Seat.Ports;
        ports.IncomingConnections = PortSet.First(1);
        Array.Clear(ports.IncomingSamples(1));
        pair.RunCycles(17);
        ports.IncomingConnections = PortSet.First(2);
        pair.RunCycles(17);
        ports.OutgoingConnections = PortSet.First(1);
        pair.RunCycles(17);
        ports.OutgoingConnections = PortSet.First(2);
        pair.RunCycles(17);
        pair.AssertNothingIsMisplaced();
        pair.WarmUp();
        pair.RunCycles(50);
        AssertWhole(pair);
    }

    [Test]
    public void The_cycle_number_may_wrap_around([ValueSource(nameof(s_encoders))] SampleEncoder encoder)
    {
        var pair = new LinkedPair(Session(encoder) with { Period = 441 });
        pair.WarmUp();
        CycleOf(pair.Seat.Link!) = 0xFFFFFFE0;
        pair.RunCycles(60);
        pair.WarmUp();
        pair.RunCycles(50);
        AssertWhole(pair);
    }

    [TestCase(240)]
    [TestCase(480)]
    public void In_jack2s_format_frames_are_as_long_as_the_period(int period)
    {
        var pair = new LinkedPair(Session(SampleEncoder.Opus) with { Period = period, Capabilities = Capabilities.None });
        pair.WarmUp();
        pair.RunCycles(100);
        AssertWhole(pair);
        pair.Network.Loss = 0.05;
        pair.RunCycles(200);
        Assert.That((pair.Seat.Wrong, pair.Seat.Gaps > 0), Is.EqualTo((0L, true)));
    }

    [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "_cycle")]
    private static extern ref uint CycleOf(MasterLink link);

    private static void AssertWhole(LinkedPair pair)
    {
        Assert.That((pair.Seat.Wrong, pair.Seat.Gaps), Is.EqualTo((0L, 0L)));
        Assert.That(pair.Seat.Good, Is.Positive);
    }

    private static SessionParameters Session(SampleEncoder encoder) =>
        ExampleSession.Parameters with { Encoder = encoder, Kilobits = 128, Capabilities = ExampleSession.Unrepaired };
}
