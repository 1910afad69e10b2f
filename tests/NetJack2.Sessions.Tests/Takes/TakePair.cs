// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.Link.Takes;
using NetJack2.Models;
using NetJack2.Protocol.Session;
using NetJack2.Protocol.Transport;
using NetJack2.Sessions.Takes;
using NetJack2.World;

namespace NetJack2.Sessions.Tests.Takes;

/// <summary>A session whose two servers have a transport each, and the takes that both ends record of it.</summary>
internal sealed class TakePair
{
    // As often as a manager looks.
    private const long PollNs = 100 * VirtualClock.Millisecond;

    public TakePair(SessionParameters session, int seed = 1)
    {
        MasterReel = new Reel(session.Period, session.SampleRate) { Frame = 1000 };
        SlaveReel = new Reel(session.Period, session.SampleRate) { Frame = 500_000 };
        Pair = new LinkedPair(session, seed, slaveCycles: SlaveReel);
        var wall = new FakeWall(Pair.World.Clock);
        Pair.Seat.Link!.Channel.Record(MasterTake);
        Pair.SlaveLink.Channel.Record(Pair.Slave.Take);
        Pair.Slave.Graph = ports =>
        {
            ports.Loop();
            SlaveGraph(ports);
            _ = SlaveReel.Run();
        };
        Pair.Seat.AfterCycle = (ports, frame) =>
        {
            MasterGraph(ports, frame);
            MasterTake.EndCycle(MasterReel.Run(), Pair.World.Clock.Now);
        };
        MasterLog = new TakeLog(MasterFiles, "netmanager", Pair.World.Clock, wall, MasterLines);
        MasterLog.Add(MasterTake, "keys");
        SlaveLog = new TakeLog(SlaveFiles, "net driver", Pair.World.Clock, wall, SlaveLines);
        SlaveLog.Add(Pair.Slave.Take, "");
        Pair.WarmUp();
    }

    public LinkedPair Pair { get; }

    public Reel MasterReel { get; }

    public Reel SlaveReel { get; }

    public TakeRecorder MasterTake { get; } = new();

    public TakeLog MasterLog { get; }

    public TakeLog SlaveLog { get; }

    public FakeTakes MasterFiles { get; } = new();

    public FakeTakes SlaveFiles { get; } = new();

    public RecordingLog MasterLines { get; } = new();

    public RecordingLog SlaveLines { get; } = new();

    /// <summary>What the clients of a cycle do besides. The number is the cycle's first frame.</summary>
    public Action<FakePorts, long> MasterGraph { get; set; } = (_, _) => { };

    public Action<FakePorts> SlaveGraph { get; set; } = _ => { };

    /// <summary>Whether the control threads read what was recorded.</summary>
    public bool IsPolled { get; set; } = true;

    public void Roll() => MasterReel.State = SlaveReel.State = TransportState.Rolling;

    public void Stop() => MasterReel.State = SlaveReel.State = TransportState.Stopped;

    public void Run(int cycles)
    {
        long left = cycles * Pair.Master.PeriodNs;
        for (; left > 0; left -= PollNs)
        {
            Pair.World.RunFor(Math.Min(left, PollNs));
            Poll();
        }
    }

    /// <summary>The transport stops, and the take is written.</summary>
    public void Finish()
    {
        Stop();
        Run(200);
    }

    private void Poll()
    {
        if (!IsPolled)
            return;
        MasterLog.Poll();
        SlaveLog.Poll();
    }
}
