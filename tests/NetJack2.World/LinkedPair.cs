// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.Link.Concealment;
using NetJack2.Link.Cycles;
using NetJack2.Link.Links;
using NetJack2.Link.Takes;
using NetJack2.Link.Timelines;
using NetJack2.Protocol.Session;
using NetJack2.Sessions.Coding;

namespace NetJack2.World;

/// <summary>A master and a slave whose session runs: what the master sends returns to it.</summary>
internal sealed class LinkedPair
{
    public const uint MasterHost = 0x0A000001;
    public const uint SlaveHost = 0x0A000002;

    public LinkedPair(
        SessionParameters agreed, int seed = 1, ISlaveTransport? sharedTransport = null, uint before = 0, IServerCycles? slaveCycles = null)
    {
        PreparedCoding coding = FakeCodecs.Prepare(agreed);
        SessionParameters session = coding.Session;
        Session = session;
        World = new VirtualWorld(seed);
        Network.Mtu = session.Mtu;
        VirtualSocket masterSocket = Network.Open(MasterHost);
        VirtualSocket slaveSocket = SlaveSocket = Network.Open(SlaveHost);
        _ = masterSocket.TryConnect(slaveSocket.Local);
        _ = slaveSocket.TryConnect(masterSocket.Local);

        var masterTransport = new LinkChannel(
            session, DirectionParameters.Send(session), DirectionParameters.Return(session), masterSocket, MasterLink.WindowCycles(session),
            coding.Codec);
        Seat = new MasterSeat(session, new MasterLink(masterTransport, World.Clock, new WorldWaiter(World), before));
        Master = new MasterServer(World.Clock) { Period = session.Period, SampleRate = session.SampleRate };
        Master.Seats.Add(Seat);

        var slaveTransport = new LinkChannel(
            session, DirectionParameters.Return(session), DirectionParameters.Send(session), slaveSocket, SlaveLink.WindowCycles(session),
            coding.Codec);
        SlaveLink = new SlaveLink(slaveTransport);
        Slave = new SlaveServer(World.Clock, sharedTransport, slaveCycles) { IsSync = session.SlaveSync };
        Slave.Use(SlaveLink, FakePorts.OfSlave(session), session.SampleRate);

        World.Add(Slave);
        World.Add(Master);
    }

    /// <summary>From now on the master answers requests for lost packets at once, and not in its next cycle.</summary>
    /// <param name="isOpen">Whether requests get there, and not only by way of the session's own path.</param>
    public void AddResponder(bool isOpen = true)
    {
        VirtualSocket asking = Network.Open(SlaveHost);
        VirtualSocket answering = Network.Open(MasterHost);
        _ = asking.TryConnect(answering.Local);
        _ = answering.TryConnect(isOpen ? asking.Local : default);
        SlaveLink.Channel.Repair!.UsePath(asking);
        _ = new Responder(World, answering, Seat.Link!.Channel);
    }

    public SessionParameters Session { get; }

    public VirtualWorld World { get; }

    public VirtualNetwork Network => World.Network;

    public VirtualSocket SlaveSocket { get; }

    public MasterServer Master { get; }

    public MasterSeat Seat { get; }

    public SlaveServer Slave { get; }

    public SlaveLink SlaveLink { get; }

    public LinkCounters MasterCounters => Seat.Link!.Counters;

    public LinkCounters SlaveCounters => SlaveLink.Channel.Counters;

    /// <summary>Samples that one of the two made up, or blended with such, and counted.</summary>
    public long Concealed => MasterCounters.Values.ConcealedFrames + SlaveCounters.Values.ConcealedFrames;

    /// <summary>The returned audio is what was sent, at its time, but for what was concealed.</summary>
    public void AssertNothingIsMisplaced() => Assert.That(Seat.Wrong, Is.LessThanOrEqualTo(Concealed));

    public void RunCycles(int count) => World.RunFor(count * Master.PeriodNs);

    /// <summary>Until the returned audio must be there, faded in at both ends, and then counts from 0.</summary>
    public void WarmUp()
    {
        int fade = new ConcealmentTimes(Session.SampleRate).LongestBlend;
        RunCycles(Session.Latency + 5 + (2 * ((Session.CodingDelay + fade + Session.Period - 1) / Session.Period)));
        Seat.ResetCounts();
    }
}
