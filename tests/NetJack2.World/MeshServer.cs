// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.Link.Mesh;
using NetJack2.Models;

namespace NetJack2.World;

/// <summary>The server of a slave, in whose cycles it sends codes to another slave of the same master, and looks at what comes.</summary>
/// <param name="clock">The clock of the world.</param>
/// <param name="link">Its end of the link.</param>
/// <param name="ports">The ports of the client that stands for the other slave.</param>
/// <param name="seed">Of what happens by chance.</param>
internal sealed class MeshServer(VirtualClock clock, MeshLink link, FakePorts ports, int seed) : Actor
{
    private readonly Random _random = new(seed);
    private long _base = clock.Now + VirtualClock.Millisecond;
    private long _shift;

    /// <summary>The common number of the next cycle.</summary>
    public uint Cycle { get; set; } = uint.MaxValue - 500;

    /// <summary>Whether the master's cycles have a number at all.</summary>
    public bool HasNumber { get; set; } = true;

    public int SampleRate { get; init; } = 48_000;

    /// <summary>By how much the server's cycles are later than the master's.</summary>
    public long Offset { get; set; }

    /// <summary>By how much each of them is later at most, by chance.</summary>
    public long Jitter { get; set; }

    public MeshLink Link { get; } = link;

    public FakePorts Ports { get; } = ports;

    public bool HasMidi { get; set; }

    public long Good { get; private set; }

    public long Gaps { get; private set; }

    public long Wrong { get; private set; }

    /// <summary>What is sent and seen besides samples. The argument is the cycle's number.</summary>
    public Action<FakePorts, uint> BeforeCycle { get; set; } = (_, _) => { };

    public Action<FakePorts, uint> AfterCycle { get; set; } = (_, _) => { };

    public long PeriodNs => VirtualClock.Second * Ports.Period / SampleRate;

    public override long WakeAt => _base + Offset + _shift;

    public override void Step()
    {
        _base += PeriodNs;
        _shift = Jitter == 0 ? 0 : _random.NextInt64(Jitter);
        for (int port = 0; port < Ports.OutgoingCount; port++)
            SampleCode.Fill(Link.Channel.Session.Encoder, Ports.OutgoingPlace(port), port, FrameOf(Cycle));
        BeforeCycle(Ports, Cycle);
        if (HasNumber)
            Link.Process(Ports, Cycle, HasMidi);
        else
            Link.Rest(Ports);
        CheckSamples();
        AfterCycle(Ports, Cycle);
        Cycle++;
    }

    public void ResetCounts() => (Good, Gaps, Wrong) = (0, 0, 0);

    // Far from 0 for a cycle before 0, too.
    private long FrameOf(uint cycle) => ((int)cycle + 1_000_000L) * Ports.Period;

    private void CheckSamples()
    {
        long lag = (long)Link.Channel.Session.Latency * Ports.Period;
        for (int port = 0; port < Ports.IncomingCount; port++)
        {
            if (!Ports.IsIncomingConnected(port))
                continue;
            ReadOnlySpan<float> samples = Ports.Incoming(port);
            for (int index = 0; index < samples.Length; index++)
            {
                if (samples[index] is 0 or FakeCodec.Concealed)
                    Gaps++;
                else if (SampleCode.IsAt(Link.Channel.Session.Encoder, samples[index], port, FrameOf(Cycle) + index - lag, steps: 0))
                    Good++;
                else
                    Wrong++;
            }
        }
    }
}
