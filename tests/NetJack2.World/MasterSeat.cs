// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.Host.Border;
using NetJack2.Link.Links;
using NetJack2.Protocol.Session;
using NetJack2.Statistics;

namespace NetJack2.World;

/// <summary>One slave's JACK client in a master's server: it sends codes and checks the returned samples.</summary>
internal sealed unsafe class MasterSeat(SessionParameters session, MasterLink? link) : IGuarded
{
    private readonly SampleCounts _counts = new(session.Encoder, session.Period);
    private long _deadline;

    public SessionParameters Session { get; } = session;

    public MasterLink? Link { get; set; } = link;

    public FakePorts Ports { get; } = FakePorts.OfMaster(session);

    /// <summary>The lag at which all returned samples must be.</summary>
    public long ExpectedLag { get; set; } = session.RoundTripFrames;

    /// <summary>By how many steps of int16 a sample may be too small: each jack2 peer on its way takes one at most.</summary>
    public int Int16Steps { get; set; }

    /// <summary>Samples that returned at their time.</summary>
    public long Good => _counts.Good;

    /// <summary>Samples of silence, or of what a codec plays for what it has not got.</summary>
    public long Gaps => _counts.Gaps;

    /// <summary>Samples that are neither.</summary>
    public long Wrong => _counts.Wrong;

    /// <summary>What is sent and seen besides samples. The argument is the cycle's first frame.</summary>
    public Action<FakePorts, long> BeforeCycle { get; set; } = (_, _) => { };

    public Action<FakePorts, long> AfterCycle { get; set; } = (_, _) => { };

    /// <summary>Whether exceptions of a cycle end at the guard, as in the client of a slave, and not in the test.</summary>
    public bool IsGuarded { get; set; }

    /// <summary>The number of the cycle for all slaves.</summary>
    public uint Common { get; set; } = CommonCycle.None;

    public FaultRecord Faults { get; } = new();

    public void Recover(FaultPlace place)
    {
        for (int port = 0; port < Ports.IncomingCount; port++)
            Ports.IncomingSamples(port).AsSpan().Clear();
        Link?.Abandon();
    }

    public void ResetCounts() => _counts.Reset();

    public void Process(long firstFrame, long deadline)
    {
        for (int port = 0; port < Ports.OutgoingCount; port++)
            SampleCode.Fill(Session.Encoder, Ports.OutgoingPlace(port), port, firstFrame);
        BeforeCycle(Ports, firstFrame);
        _deadline = deadline;
        if (IsGuarded)
            _ = Guard.Run(this, FaultPlace.Cycle, &Process);
        else
            Link?.Process(Ports, deadline, Common);
        if (Link is not null)
            CheckSamples(firstFrame);
        AfterCycle(Ports, firstFrame);
    }

    private static void Process(MasterSeat seat) => seat.Link?.Process(seat.Ports, seat._deadline, seat.Common);

    private void CheckSamples(long firstFrame)
    {
        int looped = Math.Min(Session.SendAudio, Session.ReturnAudio);
        for (int port = 0; port < looped; port++)
        {
            if (!Ports.IsIncomingConnected(port))
                continue;
            _counts.Count(Ports.Incoming(port), port, firstFrame - ExpectedLag, Int16Steps);
        }
    }
}
