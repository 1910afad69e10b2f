// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.Link.Links;
using NetJack2.Link.Timelines;
using NetJack2.Protocol.Extension;
using NetJack2.Protocol.Session;
using NetJack2.Protocol.Transport;

namespace NetJack2.World;

/// <summary>A master and a slave with one transport, and what the clients of both have seen in each cycle.</summary>
internal sealed class SharedTransport
{
    private readonly Dictionary<float, (TransportState State, TransportPosition Position)> _seen = [];

    public SharedTransport(SessionParameters session, int seed = 1, FollowerLimits? limits = null)
    {
        Master = new FakeMasterTransport(session.Period);
        Slave = new FakeSlaveTransport(session.Period);
        Pair = new LinkedPair(session, seed, Slave);
        MasterLink link = Pair.Seat.Link!;
        link.Timeline?.Attach(Master, limits ?? new FollowerLimits());
        Pair.Seat.BeforeCycle = (_, frame) =>
        {
            Master.BeginCycle(link.IsReadyToRoll);
            _seen[SampleCode.At(0, frame)] = (Master.State, Master.Position);
        };
        Pair.Slave.Graph = ports =>
        {
            Compare(ports.IncomingSamples(0));
            Slave.EndCycle();
        };
    }

    public LinkedPair Pair { get; }

    public FakeMasterTransport Master { get; }

    public FakeSlaveTransport Slave { get; }

    /// <summary>Cycles that clients of both have seen, and in how many of them they saw different things.</summary>
    public int Compared { get; private set; }

    public int Different { get; private set; }

    public static SessionParameters Session { get; } = ExampleSession.Parameters with { Capabilities = Capabilities.All };

    public void ResetCounts()
    {
        Compared = 0;
        Different = 0;
    }

    // A cycle of which something was made up is not the master's: there the first sample has one position and the last another.
    private void Compare(float[] samples)
    {
        float code = samples[0];
        if (samples[^1] - code != SampleCode.At(0, samples.Length) - SampleCode.At(0, 1)
            || !_seen.TryGetValue(code, out (TransportState State, TransportPosition Position) seen))
            return;
        Compared++;
        if (seen.State != Slave.State || seen.Position.Frame != Slave.Position.Frame)
            Different++;
    }
}
