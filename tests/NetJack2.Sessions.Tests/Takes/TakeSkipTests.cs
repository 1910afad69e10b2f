// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.Models;
using NetJack2.Protocol.Extension;
using NetJack2.Protocol.Session;
using NetJack2.World;

namespace NetJack2.Sessions.Tests.Takes;

/// <summary>Cycles that are left out are no part of an exact take, although each that is played is whole.</summary>
public class TakeSkipTests
{
    private const int Second = 188;

    private static SessionParameters Constant { get; } = ExampleSession.Parameters with
    {
        Capabilities = ExampleSession.Unrepaired,
        SendMidi = 0,
        ReturnMidi = 0,
    };

    private static SessionParameters Automatic { get; } = Constant with
    {
        Capabilities = Capabilities.All & ~Capabilities.Redundancy,
        LatencyMode = LatencyMode.Auto,
        Latency = 2,
    };

    [TestCase(false, 100)]
    [TestCase(false, 400)]
    [TestCase(true, 40)]
    [TestCase(true, 100)]
    public void What_a_slave_that_was_held_up_leaves_out_is_recorded(bool isAutomatic, int milliseconds)
    {
        var take = new TakePair(isAutomatic ? Automatic : Constant);
        var places = new List<(uint Frame, float Step)>();
        float last = 0;
        take.Run(5 * Second);
        take.Roll();
        take.Pair.Seat.BeforeCycle = (ports, first) => ports.OutgoingPlace(0).Fill(first / take.Pair.Session.Period);
        take.SlaveGraph = ports =>
        {
            float number = ports.Incoming(0)[^1];
            if (number != last + 1)
                places.Add((take.SlaveReel.Frame, number - last));
            last = number;
        };
        take.Run(Second);
        places.Clear();
        take.Pair.Slave.HeldUntil = take.Pair.World.Clock.Now + (milliseconds * VirtualClock.Millisecond);
        take.Run(Second);
        uint skipped = places.Single(place => place.Step > 1).Frame;
        take.Finish();
        string[] faults = take.SlaveFiles.Faults(0);
        Assert.That(faults, Has.One.Match($",1-2,skipped,{skipped},\\d+,256,48000$"));
        Assert.That(take.SlaveLines.Lines.Single(), Does.Contain("not exact"));
    }

    [Test]
    public void Each_change_of_an_automatic_latency_is_recorded()
    {
        var take = new TakePair(Automatic);
        take.Pair.Seat.BeforeCycle = (ports, _) =>
        {
            for (int port = 0; port < ports.OutgoingCount; port++)
                ports.OutgoingPlace(port).Clear(); // it is quiet
        };
        take.Run(5 * Second);
        take.Roll();
        take.Pair.Network.Jitter = 10 * VirtualClock.Millisecond;
        take.Run(10 * Second);
        int raised = take.Pair.Seat.Link!.Channel.Latency - 2;
        take.Pair.Network.Jitter = 0;
        take.Run(600 * Second);
        take.Finish();
        string[] faults = take.MasterFiles.Faults(0);
        Assert.That((raised > 0, take.Pair.Seat.Link.Channel.Latency), Is.EqualTo((true, 2)));
        Assert.That(faults.Count(line => line.Contains(",absent,", StringComparison.Ordinal)), Is.EqualTo(raised));
        Assert.That(faults.Count(line => line.Contains(",skipped,", StringComparison.Ordinal)), Is.EqualTo(raised));
    }
}
