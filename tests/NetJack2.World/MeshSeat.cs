// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.Link.Links;
using NetJack2.Link.Mesh;

namespace NetJack2.World;

/// <summary>The client that stands for another slave of the master: it sends codes to it, and looks at what comes.</summary>
internal sealed class MeshSeat(MeshLink link, FakePorts ports)
{
    private readonly SampleCounts _counts = new(link.Channel.Session.Encoder, ports.Period);

    public MeshLink Link { get; } = link;

    public FakePorts Ports { get; } = ports;

    public bool HasMidi { get; set; }

    /// <summary>Samples that came at their time.</summary>
    public long Good => _counts.Good;

    /// <summary>Samples of silence, or of what a codec plays for what it has not got.</summary>
    public long Gaps => _counts.Gaps;

    /// <summary>Samples that are neither.</summary>
    public long Wrong => _counts.Wrong;

    /// <summary>What is sent and seen besides samples. The argument is the cycle's number.</summary>
    public Action<FakePorts, uint> BeforeCycle { get; set; } = (_, _) => { };

    public Action<FakePorts, uint> AfterCycle { get; set; } = (_, _) => { };

    /// <summary>A cycle of the server.</summary>
    /// <param name="cycle">Its common number; <see cref="CommonCycle.None"/> without one.</param>
    public void Process(uint cycle)
    {
        for (int port = 0; port < Ports.OutgoingCount; port++)
            SampleCode.Fill(Link.Channel.Session.Encoder, Ports.OutgoingPlace(port), port, FrameOf(cycle));
        BeforeCycle(Ports, cycle);
        if (cycle == CommonCycle.None)
            Link.Rest(Ports);
        else
            Link.Process(Ports, cycle, HasMidi);
        CheckSamples(cycle);
        AfterCycle(Ports, cycle);
    }

    public void ResetCounts() => _counts.Reset();

    // Far from 0 for a cycle that is played in cycle 0.
    private long FrameOf(uint cycle) => (cycle + 1_000_000L) * Ports.Period;

    private void CheckSamples(uint cycle)
    {
        long lag = (long)Link.Channel.Session.Latency * Ports.Period;
        for (int port = 0; port < Ports.IncomingCount; port++)
        {
            if (!Ports.IsIncomingConnected(port))
                continue;
            _counts.Count(Ports.Incoming(port), port, FrameOf(cycle) - lag);
        }
    }
}
