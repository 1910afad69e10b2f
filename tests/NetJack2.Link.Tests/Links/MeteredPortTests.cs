// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.Link.Links;
using NetJack2.Protocol;
using NetJack2.Protocol.Extension;
using NetJack2.Protocol.Session;
using NetJack2.Statistics;
using NetJack2.World;

namespace NetJack2.Link.Tests.Links;

/// <summary>Levels from the cycles of a server to the updates of a page.</summary>
public class MeteredPortTests
{
    private const int Period = 256, Rate = 48_000, CyclesPerUpdate = 38;
    private const int Ports = 21, FloatBlocks = 22;

    [TestCase(0.0)]
    [TestCase(-0.1)]
    [TestCase(-18.0)]
    [TestCase(-60.0)]
    public void A_tone_of_997_Hz_is_measured_within_a_tenth_of_a_decibel(double dbfs)
    {
        var ports = new FakePorts(1, 0, 0, 0, Period);
        using var meters = new LinkMeters(7, 1, 1);
        long frame = 0;
        for (int cycle = 0; cycle < CyclesPerUpdate; cycle++)
        {
            foreach (ref float sample in ports.OutgoingPlace(0))
                sample = (float)(Math.Pow(10, dbfs / 20) * Math.Sin(2 * Math.PI * 997 * frame++ / Rate));
            meters.MeasureOutgoing(0, ports.Outgoing(0));
        }
        Assert.That(20 * Math.Log10(Take(meters).Outgoing[0].Peak), Is.EqualTo(dbfs).Within(0.1));
    }

    [Test]
    public void Each_of_255_ports_has_its_own_level_and_ports_that_are_not_active_have_none()
    {
        var ports = new FakePorts(255, 0, 255, 0, Period);
        using var meters = new LinkMeters(7, 255, 255);
        PortSet active = Without(PortSet.First(255), 7);
        for (int port = 0; port < 255; port++)
            ports.OutgoingPlace(port)[port] = -port / 256f;
        for (int port = active.NextFrom(0); port >= 0; port = active.NextFrom(port + 1))
            meters.MeasureOutgoing(port, ports.Outgoing(port));
        SessionMeters taken = Take(meters);
        Assert.That(
            Enumerable.Range(0, 255).Select(port => taken.Outgoing[port].Peak),
            Is.EqualTo(Enumerable.Range(0, 255).Select(port => port == 7 ? 0 : port / 256f)));
        Assert.That(taken.Incoming[0], Is.EqualTo(default(PortMeter)));
    }

    [Test]
    public void A_clipped_sample_is_counted_once_and_its_peak_is_held_for_a_second_to_two()
    {
        var ports = new FakePorts(0, 0, 1, 0, Period);
        using var meters = new LinkMeters(7, 1, 1);
        ports.Incoming(0)[100] = -1.25f;
        meters.MeasureIncoming(PortSet.First(1), ports);
        Assert.That(Take(meters).Incoming[0], Is.EqualTo(new PortMeter { Peak = 1.25f, Held = 1.25f, Clipped = 1 }));

        ports.Incoming(0)[100] = 0.5f;
        var held = new List<float>();
        for (int update = 0; update < 20; update++)
        {
            meters.MeasureIncoming(PortSet.First(1), ports);
            PortMeter meter = Take(meters).Incoming[0];
            Assert.That((meter.Peak, meter.Clipped), Is.EqualTo((0.5f, 1L)));
            held.Add(meter.Held);
        }
        Assert.That(held.IndexOf(0.5f), Is.InRange(5, 10));
        Assert.That(held[^1], Is.EqualTo(0.5f));
    }

    [TestCase(float.NaN)]
    [TestCase(float.PositiveInfinity)]
    [TestCase(float.NegativeInfinity)]
    [TestCase(float.MaxValue)]
    public void What_is_no_number_or_infinite_is_clipped_and_the_level_is_a_number_before_and_after(float sample)
    {
        var ports = new FakePorts(0, 0, 1, 0, Period);
        using var meters = new LinkMeters(7, 1, 1);
        ports.Incoming(0)[3] = sample;
        ports.Incoming(0)[200] = 0.5f;
        meters.MeasureIncoming(PortSet.First(1), ports);
        Assert.That(Take(meters).Incoming[0], Is.EqualTo(new PortMeter { Peak = PortMeter.Most, Held = PortMeter.Most, Clipped = 1 }));
        ports.Incoming(0)[3] = 0;
        meters.MeasureIncoming(PortSet.First(1), ports);
        Assert.That(Take(meters).Incoming[0].Peak, Is.EqualTo(0.5f));
    }

    // JACK mixes what is connected to a port each time that its samples are fetched; and jack2's format sends some ports twice.
    [Test]
    public void Samples_are_fetched_for_the_packets_only_and_measured_once([Values] bool isCompact)
    {
        var pair = new LinkedPair(ExampleSession.Parameters with
        {
            Capabilities = isCompact ? Capabilities.All : Capabilities.None,
            SendAudio = Ports,
            ReturnAudio = Ports,
        });
        pair.Seat.BeforeCycle = (ports, _) =>
        {
            for (int port = 0; port < Ports; port++)
                ports.OutgoingPlace(port).Fill(1);
        };
        pair.RunCycles(10);
        FakePorts sent = pair.Seat.Ports;
        int before = sent.Fetched;
        long clipped = ClippedOf(pair);
        pair.RunCycles(10);
        Assert.That(sent.Fetched - before, Is.EqualTo(10 * (isCompact ? Ports : FloatBlocks)));
        Assert.That(ClippedOf(pair) - clipped, Is.EqualTo(10 * pair.Session.Period));
    }

    [Test]
    public void Silence_after_sound_is_silence()
    {
        var ports = new FakePorts(1, 0, 0, 0, Period);
        using var meters = new LinkMeters(7, 1, 1);
        ports.OutgoingPlace(0)[0] = 0.25f;
        meters.MeasureOutgoing(0, ports.Outgoing(0));
        _ = Take(meters);
        Assert.That(Take(meters).Outgoing[0].Peak, Is.Zero);
        for (int update = 0; update < 10; update++)
            _ = Take(meters);
        Assert.That(Take(meters).Outgoing[0], Is.EqualTo(default(PortMeter)));
    }

    private static long ClippedOf(LinkedPair pair)
    {
        SessionMeters taken = default;
        pair.Seat.Link!.Channel.Meters.Take(ref taken);
        return taken.Outgoing[0].Clipped;
    }

    private static PortSet Without(PortSet ports, int left)
    {
        PortSet others = default;
        for (int port = ports.NextFrom(0); port >= 0; port = ports.NextFrom(port + 1))
            if (port != left)
                others.Add(port);
        return others;
    }

    private static SessionMeters Take(LinkMeters meters)
    {
        SessionMeters taken = default;
        meters.Take(ref taken);
        return taken;
    }
}
