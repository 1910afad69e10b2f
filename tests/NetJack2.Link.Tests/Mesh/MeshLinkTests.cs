// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.Protocol;
using NetJack2.Protocol.Session;
using NetJack2.World;

namespace NetJack2.Link.Tests.Mesh;

/// <summary>Audio and MIDI between two slaves of one master.</summary>
public sealed class MeshLinkTests
{
    /// <summary>Whatever the period and the number of channels: each frame comes, so many periods later as agreed.</summary>
    [Test]
    public void EachFrameComesAtItsTime(
        [Values(64, 256, 441, 1024)] int period, [Values(1, 2, 5)] int latency, [Values(2, 16, 64)] int channels)
    {
        var world = new MeshWorld(MeshWorld.End(channels, latency: latency), MeshWorld.End(channels, latency: latency), period);
        world.WarmUp();
        world.RunCycles(500);
        AssertExact(world, 500L * period * channels);
        Assert.That(world.First.Seat.Link.Channel.Counters.Values.Lost + world.Second.Seat.Link.Channel.Counters.Values.Lost, Is.Zero);
    }

    /// <summary>The servers of two slaves run a cycle at slightly different times, each a little irregularly.</summary>
    [Test]
    public void ServersNeedNotBeInStep([Range(1, 10)] int seed)
    {
        var world = new MeshWorld(MeshWorld.End(), MeshWorld.End(), seed: seed);
        world.First.Offset = world.PeriodNs * 3 / 4;
        world.First.Jitter = world.PeriodNs / 2;
        world.Second.Jitter = world.PeriodNs / 2;
        world.WarmUp();
        world.RunCycles(1000);
        AssertExact(world, 1000 * 256 * 2L);
    }

    /// <summary>Coded audio, with different wishes at the two ends: what needs fewer bytes is used by both.</summary>
    [Test]
    public void CodedAudioIsExact()
    {
        var world = new MeshWorld(MeshWorld.End(encoder: SampleEncoder.Int16), MeshWorld.End(encoder: SampleEncoder.Float));
        Assert.That(world.Second.Seat.Link.Channel.Session.Encoder, Is.EqualTo(SampleEncoder.Int16));
        world.WarmUp();
        world.RunCycles(300);
        AssertExact(world, 300 * 256 * 2L);
    }

    /// <summary>Where the ends have different numbers of ports, as many channels are there as both have ports for.</summary>
    [Test]
    public void NoEndDecidesWhatTheOtherHas()
    {
        var world = new MeshWorld(MeshWorld.End(audio: 200, latency: 3), MeshWorld.End(audio: 5, latency: 1));
        Assert.That(world.First.Seat.Ports.OutgoingCount, Is.EqualTo(5));
        Assert.That(world.Second.Seat.Link.Channel.Session.Latency, Is.EqualTo(3));
        world.WarmUp();
        world.RunCycles(300);
        AssertExact(world, 300 * 256 * 5L);
    }

    /// <summary>With nothing connected there are less than a hundred bytes in a second; a connection works at once.</summary>
    [Test]
    public void NothingConnectedCostsNothing()
    {
        var world = new MeshWorld(MeshWorld.End(), MeshWorld.End());
        foreach (MeshServer server in new[] { world.First, world.Second })
        {
            server.Seat.Ports.OutgoingConnections = default;
            server.Seat.Ports.IncomingConnections = default;
        }
        world.WarmUp();
        world.World.RunFor(1_000_000_000);
        long bytes = world.Network.SentBytes;
        world.World.RunFor(10_000_000_000);
        Assert.That((world.Network.SentBytes - bytes) / 10 / 2, Is.LessThan(100));
        Assert.That(world.First.Seat.Link.Channel.Counters.Values.Lost, Is.Zero, "a rest is no loss");
        Assert.That(world.First.Seat.Link.Channel.Counters.Values.Asked, Is.Zero, "and nothing to be asked for");

        world.First.Seat.Ports.OutgoingConnections = PortSet.First(2);
        world.Second.Seat.Ports.IncomingConnections = PortSet.First(2);
        world.RunCycles(20);
        world.Second.Seat.ResetCounts();
        world.RunCycles(100);
        Assert.That(world.Second.Seat.Good, Is.EqualTo(100 * 256 * 2L));
    }

    /// <summary>Whichever end receives the other's packet first: what both want is known as soon as the path is there.</summary>
    [Test]
    public void APathThatIsThereLateIsUsedAtOnce([Range(0, 90, 10)] int phaseMs)
    {
        var world = new MeshWorld(MeshWorld.End(), MeshWorld.End());
        world.Network.Unplug(MeshWorld.SecondHost);
        world.World.RunFor((1000 + phaseMs) * 1_000_000L);
        world.RestartSecond();
        world.First.Seat.Ports.IncomingConnections = default;
        world.Second.Seat.Ports.OutgoingConnections = default;
        world.World.RunFor(1_000_000_000);
        world.Network.Plug(MeshWorld.SecondHost);
        world.World.RunFor(300_000_000);
        world.Second.Seat.ResetCounts();
        world.RunCycles(100);
        Assert.That(world.Second.Seat.Good, Is.EqualTo(100 * 256 * 2L));
    }

    /// <summary>What is lost is asked for, and comes in time where the latency has room for it.</summary>
    [Test]
    public void LossIsRepaired([Range(1, 5)] int seed)
    {
        var world = new MeshWorld(MeshWorld.End(latency: 5), MeshWorld.End(latency: 5), seed: seed);
        world.WarmUp();
        world.RunCycles(400);
        world.First.Seat.ResetCounts();
        world.Network.Loss = 0.01;
        world.RunCycles(5000);
        Assert.That(world.First.Seat.Link.Channel.Counters.Values.Recovered, Is.GreaterThan(20));
        // A twentieth of what was lost, at most.
        Assert.That(world.First.Seat.Gaps + world.First.Seat.Wrong, Is.LessThan(5000 * 512 * 0.01 * 0.05));
    }

    /// <summary>MIDI comes with its time, once, also where a tenth of the packets is lost.</summary>
    [Test]
    public void MidiComesOnce([Values(0, 0.1)] double loss)
    {
        var world = new MeshWorld(MeshWorld.End(midi: 1, latency: 3), MeshWorld.End(midi: 1, latency: 3));
        var sent = new List<uint>();
        var received = new List<uint>();
        world.First.Seat.HasMidi = true;
        world.Second.Seat.HasMidi = true;
        world.WarmUp();
        world.Network.Loss = loss;
        world.First.Seat.BeforeCycle = (ports, cycle) =>
        {
            ports.ClearOutgoingMidi();
            if (cycle % 7 != 0)
                return;
            _ = ports.Send(0, cycle % 256, [0xE0, (byte)(cycle & 127), (byte)((cycle >> 7) & 127)]);
            sent.Add(cycle & 0x3FFF);
        };
        world.Second.Seat.AfterCycle = (ports, _) => received.AddRange(
            ports.Received(0).Where(e => e.Data.StartsWith("E0", StringComparison.Ordinal))
                .Select(e => Convert.FromHexString(e.Data)).Select(data => (uint)(data[1] | (data[2] << 7))));
        world.RunCycles(2000);
        world.First.Seat.BeforeCycle = (ports, _) => ports.ClearOutgoingMidi();
        world.RunCycles(20);
        Assert.That(received, Is.EqualTo(sent));
    }

    /// <summary>A peer that ends is faded out and not counted as lost for ever; one that reconnects is played at once.</summary>
    [Test]
    public void APeerMayEndAndComeBack()
    {
        var world = new MeshWorld(MeshWorld.End(), MeshWorld.End());
        world.WarmUp();
        world.Network.Unplug(0x0A000003);
        world.World.RunFor(7_000_000_000);
        Assert.That(world.First.Seat.Link.IsPeerThere, Is.False);
        Assert.That(world.First.Seat.Link.Channel.Counters.Values.Lost, Is.LessThan(0.3 * 48_000 / 256));
        long bytes = world.Network.SentBytes;
        world.World.RunFor(1_000_000_000);
        Assert.That(world.Network.SentBytes - bytes, Is.LessThan(2 * 12 * 80), "no audio for nobody");
        world.RestartSecond();
        world.Network.Plug(0x0A000003);
        world.World.RunFor(500_000_000);
        world.First.Seat.ResetCounts();
        world.Second.Seat.ResetCounts();
        world.RunCycles(100);
        AssertExact(world, 100 * 256 * 2L);
    }

    /// <summary>The master ends: nothing has a number. Another one numbers from elsewhere, and everything goes on.</summary>
    [Test]
    public void NumbersMayBeginElsewhere([Values(5u, 0x7000_0000u, 0xF000_0000u)] uint first)
    {
        var world = new MeshWorld(MeshWorld.End(), MeshWorld.End());
        world.WarmUp();
        (world.First.HasNumber, world.Second.HasNumber) = (false, false);
        world.World.RunFor(1_000_000_000);
        world.First.Seat.ResetCounts();
        world.RunCycles(10);
        Assert.That(world.First.Seat.Wrong, Is.Zero, "silence");
        (world.First.HasNumber, world.Second.HasNumber) = (true, true);
        (world.First.Cycle, world.Second.Cycle) = (first, first);
        world.RunCycles(30);
        world.First.Seat.ResetCounts();
        world.Second.Seat.ResetCounts();
        world.RunCycles(100);
        AssertExact(world, 100 * 256 * 2L);
    }

    /// <summary>A client that was late reads the number of the next cycle, and in that one reads it again: it is silent once.</summary>
    [Test]
    public void ANumberThatComesTwiceIsPlayedOnce()
    {
        var world = new MeshWorld(MeshWorld.End(), MeshWorld.End());
        world.WarmUp();
        world.First.Cycle++;
        world.RunCycles(1);
        world.First.Cycle--;
        world.RunCycles(50);
        world.First.Seat.ResetCounts();
        world.Second.Seat.ResetCounts();
        world.RunCycles(100);
        AssertExact(world, 100 * 256 * 2L);
    }

    /// <summary>Once in 2³² cycles the number would be the one that means none: that cycle is concealed, the next ones are exact.</summary>
    [Test]
    public void TheCycleWhoseNumberMeansNoneIsConcealed()
    {
        var world = new MeshWorld(MeshWorld.End(), MeshWorld.End());
        (world.First.Cycle, world.Second.Cycle) = (uint.MaxValue - 200, uint.MaxValue - 200);
        world.WarmUp();
        world.RunCycles(50);
        world.First.Seat.ResetCounts();
        world.RunCycles(1000);
        Assert.That(world.First.Seat.Wrong, Is.InRange(1, 6 * 256 * 2));
        world.First.Seat.ResetCounts();
        world.Second.Seat.ResetCounts();
        world.RunCycles(100);
        AssertExact(world, 100 * 256 * 2L);
    }

    private static void AssertExact(MeshWorld world, long samples)
    {
        using (Assert.EnterMultipleScope())
        {
            Assert.That((world.First.Seat.Good, world.First.Seat.Gaps, world.First.Seat.Wrong), Is.EqualTo((samples, 0L, 0L)));
            Assert.That((world.Second.Seat.Good, world.Second.Seat.Gaps, world.Second.Seat.Wrong), Is.EqualTo((samples, 0L, 0L)));
        }
    }
}
