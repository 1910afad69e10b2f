// SPDX-License-Identifier: GPL-2.0-or-later
using System.Buffers.Binary;
using System.Runtime.InteropServices;
using NetJack2.Link.Datagrams;
using NetJack2.Protocol.Extension;
using NetJack2.Protocol.Session;
using NetJack2.Protocol.Wire;
using NetJack2.World;

namespace NetJack2.Link.Tests.Links;

/// <summary>What is audible while an automatic latency changes.</summary>
public class LatencyChangeTests
{
    private const int Second = 188, Minute = 60 * Second;
    private const long Millisecond = 1_000_000;

    [TestCase(SampleEncoder.Float, 256)]
    [TestCase(SampleEncoder.Float, 64)]
    [TestCase(SampleEncoder.Float, 1024)]
    [TestCase(SampleEncoder.Int16, 256)]
    public void No_change_makes_a_larger_step_in_a_sine_than_the_concealment_of_a_loss(SampleEncoder encoder, int period)
    {
        SessionParameters session = Session(encoder, period);
        SessionParameters constant = session with { LatencyMode = LatencyMode.Constant };
        long jitter = Math.Max(12 * Millisecond, 3_000_000_000L * period / session.SampleRate);
        // What the concealer does with losses at many places of the wave, and with this jitter at latencies that stay.
        var lossy = new Listener(constant with { Latency = 5 });
        lossy.Run(seconds: 5);
        lossy.Pair.Network.Loss = 0.02;
        double concealed = lossy.WorstOf(seconds: 60);
        double late = concealed;
        for (int latency = 2; latency <= 20; latency++)
        {
            var jittery = new Listener(constant with { Latency = latency });
            jittery.Run(seconds: 5);
            jittery.Pair.Network.Jitter = jitter;
            late = Math.Max(late, jittery.WorstOf(seconds: 10));
        }

        var changing = new Listener(session);
        changing.Run(seconds: 5);
        changing.Pair.Network.Jitter = jitter;
        double up = changing.WorstOf(seconds: 10);
        int reached = changing.Latency;
        changing.Pair.Network.Jitter = 0;
        int steps = Math.Min(reached - 2, 3);
        double down = changing.WorstOf(seconds: 300 * (steps + 2)); // it is never quiet
        TestContext.Out.WriteLine($"loss {concealed:F5}, jitter {late:F5}; up to {reached} {up:F5}, down {down:F5}");
        Assert.That((steps > 0, changing.Latency <= reached - steps), Is.EqualTo((true, true)));
        Assert.That((up <= late, down <= concealed), Is.EqualTo((true, true)));
    }

    [Test]
    public void No_event_of_MIDI_is_lost_or_repeated_when_it_is_lowered()
    {
        var pair = new LinkedPair(Session(SampleEncoder.Float, 256));
        long cycle = 0;
        var received = new List<string>();
        pair.RunCycles(5 * Second);
        pair.Network.Jitter = 12 * Millisecond;
        pair.RunCycles(10 * Second);
        int reached = pair.Seat.Link!.Channel.Latency;
        pair.Network.Jitter = 0;
        pair.RunCycles(4 * Minute);
        pair.Seat.Ports.IncomingConnections = default; // it is quiet
        // In two of three cycles a note.
        pair.Seat.BeforeCycle = (ports, _) =>
        {
            ports.ClearOutgoingMidi();
            if (++cycle % 3 != 0)
                Assert.That(ports.Send(0, 5, [0x90, (byte)(cycle / 120 % 120), (byte)(1 + (cycle % 120))]));
        };
        pair.Seat.AfterCycle = (ports, _) => received.AddRange(ports.Received(0).Select(sent => sent.Data));
        pair.RunCycles(5 * Minute);
        Assert.That((reached > 2, pair.Seat.Link!.Channel.Latency), Is.EqualTo((true, 2)));
        var expected = new List<string>();
        for (long number = 1; number <= cycle; number++)
        {
            if (number % 3 != 0)
                expected.Add(Convert.ToHexString([0x90, (byte)(number / 120 % 120), (byte)(1 + (number % 120))]));
        }
        Assert.That(expected.Count - received.Count, Is.InRange(0, 8));
        Assert.That(received, Is.EqualTo(expected[..received.Count]));
    }

    [Test]
    public void Coded_audio_stays_in_step_through_each_change()
    {
        SessionParameters session = Session(SampleEncoder.Opus, 256) with { Kilobits = 128 };
        var pair = new LinkedPair(session);
        pair.RunCycles(5 * Second);
        pair.Network.Jitter = 12 * Millisecond;
        pair.RunCycles(10 * Second);
        foreach (int minutes in new[] { 0, 45 })
        {
            pair.Network.Jitter = 0;
            pair.RunCycles(minutes * Minute);
            pair.Seat.ExpectedLag = pair.Session.WithLatency(pair.Seat.Link!.Channel.Latency).RoundTripFrames;
            pair.RunCycles(Second);
            pair.Seat.ResetCounts();
            pair.RunCycles(10 * Second);
            Assert.That((pair.Seat.Gaps, pair.Seat.Wrong), Is.EqualTo((0L, 0L)), $"after {minutes} min");
        }
    }

    // Of all packets with another latency, only a packet of the session's own layout counts; and then for what is published.
    [TestCase(2u, 52, 2)]
    [TestCase(7u, 52, 7)]
    [TestCase(1u, 52, 2)]
    [TestCase(0u, 52, 2)]
    [TestCase(31u, 52, 2)]
    [TestCase(uint.MaxValue, 52, 2)]
    [TestCase(7u, 48, 2)]
    [TestCase(7u, 56, 2)]
    public void A_forged_latency_moves_no_sample(uint latency, int size, int published)
    {
        var pair = new LinkedPair(Session(SampleEncoder.Float, 256));
        pair.RunCycles(5 * Second);
        pair.WarmUp();
        Forge(pair, latency, size);
        pair.RunCycles(2);
        Assert.That(pair.SlaveLink.Channel.Latency, Is.EqualTo(published));
        pair.RunCycles(Second);
        Assert.That((pair.SlaveLink.Channel.Latency, pair.Seat.Gaps + pair.Seat.Wrong), Is.EqualTo((2, 0L)));
    }

    [Test]
    public void Without_the_bit_a_latency_packet_is_malformed()
    {
        var pair = new LinkedPair(Session(SampleEncoder.Float, 256) with { LatencyMode = LatencyMode.Constant });
        pair.RunCycles(5 * Second);
        Forge(pair, latency: 7, size: 52);
        pair.RunCycles(2);
        Assert.That((pair.SlaveLink.Channel.Latency, pair.SlaveCounters.Values.Malformed), Is.EqualTo((2, 1L)));
    }

    private static void Forge(LinkedPair pair, uint latency, int size)
    {
        Span<byte> datagram = stackalloc byte[size];
        datagram.Clear();
        ref PacketHeader header = ref MemoryMarshal.AsRef<PacketHeader>(datagram);
        header = PacketHeader.Create();
        header.DataType = DataType.Latency;
        header.Stream = StreamDirection.Send;
        header.SessionId = pair.Session.SessionId;
        header.PacketCount = 1;
        header.PacketSize = (uint)size;
        header.Cycle = pair.SlaveLink.Channel.Window.Newest + 1;
        if (size >= 52)
            BinaryPrimitives.WriteUInt32BigEndian(datagram[48..], latency);
        PeerAddress slave = pair.SlaveSocket.Local;
        pair.Network.Forge(datagram, pair.SlaveSocket.Peer!.Value, slave);
    }

    private static SessionParameters Session(SampleEncoder encoder, int period) => ExampleSession.Parameters with
    {
        Capabilities = ExampleSession.Unrepaired & ~Capabilities.Redundancy,
        LatencyMode = LatencyMode.Auto,
        Latency = 2,
        SlaveSync = true,
        Encoder = encoder,
        Period = period,
    };

    /// <summary>Sends a sine of 997 Hz and looks for the largest step of the returned audio: of its second difference.</summary>
    private sealed class Listener
    {
        private static readonly SineWave s_sine = new(997, 0.5);

        private readonly SessionParameters _session;
        private float _last;
        private float _before;
        private float _worst;

        public Listener(SessionParameters session)
        {
            _session = session;
            Pair = new LinkedPair(session);
            Pair.Seat.BeforeCycle = (ports, first) => s_sine.Fill(ports.OutgoingPlace(0), first);
            Pair.Seat.AfterCycle = (ports, _) =>
            {
                float worst = _worst, last = _last, before = _before;
                foreach (float sample in ports.Incoming(0))
                {
                    worst = Math.Max(worst, Math.Abs(sample - (2 * last) + before));
                    (before, last) = (last, sample);
                }
                (_worst, _last, _before) = (worst, last, before);
            };
        }

        public LinkedPair Pair { get; }

        public int Latency => Pair.Seat.Link!.Channel.Latency;

        public void Run(int seconds) => Pair.RunCycles(seconds * _session.SampleRate / _session.Period);

        public double WorstOf(int seconds)
        {
            _worst = 0;
            Run(seconds);
            return _worst;
        }
    }
}
