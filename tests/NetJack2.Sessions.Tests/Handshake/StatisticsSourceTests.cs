// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.Link.Datagrams;
using NetJack2.Protocol.Extension;
using NetJack2.Sessions.Handshake;
using NetJack2.Statistics;
using NetJack2.World;

namespace NetJack2.Sessions.Tests.Handshake;

/// <summary>What managers and slaves report about their sessions to the page of statistics.</summary>
[NonParallelizable]
public class StatisticsSourceTests
{
    private Studio _studio = null!;

    [SetUp]
    public void Begin() => _studio = new Studio();

    [Test]
    public void Both_ends_describe_the_same_session()
    {
        SlaveStation slave = _studio.AddSlave();
        SessionStatistics searching = Of(slave.Search);
        Assert.That((StateOf(searching), searching.Peer.ToString()), Is.EqualTo((SessionState.Searching, "225.3.19.154:19000")));
        _ = _studio.Manager;
        _studio.RunFor(1000);

        SessionStatistics master = Of(_studio.Manager.Sessions), other = Of(slave.Search);
        Assert.That((StateOf(master), StateOf(other)), Is.EqualTo((SessionState.Running, SessionState.Running)));
        Assert.That((master.Name.ToString(), other.Name.ToString()), Is.EqualTo(("bass", "studio")));
        Assert.That(master.Peer.ToString(), Does.StartWith("10.0.0.2:"));
        Assert.That(other.Peer.ToString(), Does.StartWith("10.0.0.1:"));
        Assert.That((master.Counters.SessionId, master.Period, master.Latency, master.SendMidi),
            Is.EqualTo((other.Counters.SessionId, other.Period, 5, 1)));
        Assert.That(master.RoundTripFrames, Is.EqualTo(6 * master.Period));
        Assert.That((master.Counters.Xruns, other.Counters.Xruns), Is.EqualTo((0L, -1L)));
        Assert.That(master.Counters.Cycles, Is.EqualTo(other.Counters.Cycles).Within(10).And.GreaterThan(50));

        _studio.RunFor(500);
        SessionStatistics later = Of(_studio.Manager.Sessions);
        Assert.That((later.Counters.Sent > master.Counters.Sent, later.Counters.Received > master.Counters.Received, later.Counters.Lost),
            Is.EqualTo((true, true, 0L)));
    }

    [Test]
    public void A_session_that_loses_packets_counts_them()
    {
        SlaveStation slave = _studio.AddSlave();
        _studio.Manager.Capabilities = ExampleSession.Unrepaired;
        _studio.RunFor(500);
        _studio.Network.Loss = 0.05;
        _studio.RunFor(2000);
        SessionStatistics master = Of(_studio.Manager.Sessions), other = Of(slave.Search);
        Assert.That(master.Counters.Lost + other.Counters.Lost, Is.Positive);
        Assert.That(master.Counters.IncompleteCycles, Is.Positive.And.LessThanOrEqualTo(master.Counters.Lost));
    }

    [Test]
    public void A_disconnected_slave_is_silent_and_then_removed()
    {
        SlaveStation slave = _studio.AddSlave();
        _ = _studio.Manager;
        _studio.RunFor(500);
        slave.Close();
        _studio.RunFor(3000);
        SessionStatistics silent = Of(_studio.Manager.Sessions);
        Assert.That((StateOf(silent), silent.Name.ToString(), silent.Counters.Cycles), Is.EqualTo((SessionState.Silent, "bass", 0L)));
        _studio.RunFor(31_000);
        Assert.That(StateOf(Of(_studio.Manager.Sessions)), Is.EqualTo(SessionState.None));
    }

    [Test]
    public void A_session_keeps_its_place_when_one_before_it_ends_and_a_free_place_is_used_again()
    {
        SlaveStation first = _studio.AddSlave();
        _ = _studio.Manager;
        _studio.RunFor(500);
        _ = _studio.AddSlave(Studio.Request with { Name = "keys" }, 0x0A000003);
        _studio.RunFor(500);
        first.Close();
        _studio.RunFor(35_000);
        Assert.That((NameAt(0), NameAt(1)), Is.EqualTo(("", "keys")));
        _ = _studio.AddSlave(Studio.Request with { Name = "drums" }, 0x0A000004);
        _studio.RunFor(500);
        Assert.That((NameAt(0), NameAt(1)), Is.EqualTo(("drums", "keys")));

        string NameAt(int slot) => Of(_studio.Manager.Sessions, slot).Name.ToString();
    }

    [Test]
    public void A_manager_full_of_slaves_has_a_place_for_each()
    {
        ManagerStation manager = _studio.LoadManager();
        for (uint slave = 0; slave < ManagerLimits.MostSlaves; slave++)
            manager.Sessions.Receive(
                Studio.Announcement(Studio.Request with { Name = $"slave{slave}" }, _ => { }), new PeerAddress(0x0A010000 + slave, 5000));
        for (int slot = 0; slot < ManagerLimits.MostSlaves; slot++)
            Assert.That(StateOf(Of(manager.Sessions, slot)), Is.EqualTo(SessionState.Offered));
    }

    [Test]
    public void Reporting_allocates_nothing()
    {
        SlaveStation slave = _studio.AddSlave();
        _ = _studio.Manager;
        _studio.RunFor(500);
        _ = Of(_studio.Manager.Sessions).Counters.Cycles + Of(slave.Search).Counters.Cycles;
        long before = GC.GetAllocatedBytesForCurrentThread();
        long cycles = Of(_studio.Manager.Sessions).Counters.Cycles + Of(slave.Search).Counters.Cycles;
        Assert.That((GC.GetAllocatedBytesForCurrentThread() - before, cycles > 0), Is.EqualTo((0L, true)));
    }

    [Test]
    [Property("Defect", "Fault-25")]
    public void A_slave_reports_why_it_has_no_session_until_it_has_one()
    {
        SlaveStation slave = _studio.AddSlave();
        _ = _studio.Manager;
        Assert.That(ProblemOf(slave), Is.EqualTo(SearchProblem.None));
        slave.CanConfigure = false;
        _studio.RunFor(1000);
        Assert.That(
            (StateOf(Of(slave.Search)), ProblemOf(slave)), Is.EqualTo((SessionState.Searching, SearchProblem.ParametersImpossible)));
        slave.CanConfigure = true;
        _studio.RunFor(12_000);
        Assert.That((StateOf(Of(slave.Search)), ProblemOf(slave)), Is.EqualTo((SessionState.Running, SearchProblem.None)));

        static SearchProblem ProblemOf(SlaveStation station) => (SearchProblem)Of(station.Search).Counters.LastProblem;
    }

    [TestCase(200, 1)]
    [TestCase(8500, 4)]
    [TestCase(11_000, 5)]
    public void The_round_trip_is_measured_in_cycles_of_the_master(int delayMicroseconds, int cycles)
    {
        var pair = new LinkedPair(ExampleSession.Parameters with
        {
            Capabilities = ExampleSession.CapabilitiesOf(isCompact: true),
            SlaveSync = true,
            Latency = 8,
        });
        pair.Network.Delay = delayMicroseconds * 1000L;
        pair.RunCycles(500);
        Assert.That(pair.MasterCounters.Values.RoundTrip / (double)pair.Master.PeriodNs, Is.EqualTo(cycles).Within(0.05));
        Assert.That(pair.MasterCounters.Values.RoundTripWorst, Is.GreaterThanOrEqualTo(pair.MasterCounters.Values.RoundTrip));
        Assert.That(pair.MasterCounters.Values.WindowFill, Is.EqualTo(8 - cycles).Within(1));
        Assert.That(pair.SlaveCounters.Values.RoundTrip, Is.Zero);
    }

    private static SessionState StateOf(in SessionStatistics statistics) => (SessionState)statistics.State;

    private static SessionStatistics Of(IStatisticsSource source, int slot = 0)
    {
        var statistics = default(SessionStatistics);
        source.Describe(slot, ref statistics);
        return statistics;
    }
}
