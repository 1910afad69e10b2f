// SPDX-License-Identifier: GPL-2.0-or-later
using System.Diagnostics;
using NetJack2.Link.Links;
using NetJack2.Protocol;
using NetJack2.World;

namespace NetJack2.Link.Tests.Links;

/// <summary>What the levels cost, beside the cycle of which they are a part.</summary>
[NonParallelizable]
public class MeterCostTests
{
    private const int Channels = 64, Period = 256, Rate = 48_000;

    // Clipped samples are counted in a second pass.
    [TestCase(0f)]
    [TestCase(0.5f)]
    [TestCase(1f)]
    [TestCase(float.NaN)]
    public void Levels_of_64_channels_in_both_directions_take_less_than_a_hundredth_of_a_cycle(float sample)
    {
        using var meters = new LinkMeters(7, Channels, Channels);
        var ports = new FakePorts(Channels, 0, Channels, 0, Period);
        PortSet all = PortSet.First(Channels);
        for (int port = 0; port < Channels; port++)
        {
            ports.OutgoingPlace(port).Fill(sample);
            ports.Incoming(port).Fill(sample);
        }
        double levels = double.MaxValue, copies = double.MaxValue;
        for (int round = 0; round < 1000; round++)
        {
            levels = Math.Min(levels, MicrosecondsOf(() =>
            {
                for (int port = 0; port < Channels; port++)
                    meters.MeasureOutgoing(port, ports.Outgoing(port));
                meters.MeasureIncoming(all, ports);
            }));
            copies = Math.Min(copies, MicrosecondsOf(() =>
            {
                for (int port = 0; port < Channels; port++)
                {
                    ports.Outgoing(port).CopyTo(ports.Incoming(port));
                    ports.Incoming(port).CopyTo(ports.OutgoingPlace(port));
                }
            }));
        }
        TestContext.Out.WriteLine($"levels {levels:F1} µs, copies of the same samples {copies:F1} µs");
        Assert.That(levels, Is.LessThan(0.01 * 1e6 * Period / Rate));
    }

    private static double MicrosecondsOf(Action action)
    {
        long start = Stopwatch.GetTimestamp();
        action();
        return Stopwatch.GetElapsedTime(start).TotalMicroseconds;
    }
}
