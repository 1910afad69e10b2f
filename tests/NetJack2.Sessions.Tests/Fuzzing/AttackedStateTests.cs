// SPDX-License-Identifier: GPL-2.0-or-later
using System.Globalization;
using NetJack2.JackProbe.Grammar;
using NetJack2.Link.Datagrams;
using NetJack2.Models;
using NetJack2.Protocol.Extension;
using NetJack2.Protocol.Session;
using NetJack2.Sessions.Handshake;
using NetJack2.World;

namespace NetJack2.Sessions.Tests.Fuzzing;

/// <summary>
/// Well-formed datagrams that are wrong by their meaning, in each state of manager and slave, in the names of both, of strangers and of
/// slaves that there are. Nothing throws, a session beside loses no frame, and the attacked one is right again afterwards.
/// </summary>
[NonParallelizable]
[Property("Defect", "Fault-09")]
[TestFixtureSource(typeof(FuzzBudget), nameof(FuzzBudget.Seeds))]
public class AttackedStateTests(int seed)
{
    private const uint InnocentHost = 0x0A000003;
    private const int PerStep = 12;

    private static readonly HostAddress[] s_strangers = [Studio.StrangerHost, 0x0A0000FD];

    private static readonly SlaveRequest s_request = Studio.Request with { Mtu = 0 };

    private Studio _studio = null!;
    private KnownSession _known = null!;
    private PacketGrammar _grammar = null!;
    private Random _random = null!;
    private SlaveRequest _request = null!;
    private SlaveStation _victim = null!;
    private ManagerStation _manager = null!;
    private VirtualSocket? _masterEnd;

    /// <summary>What the attacked slave is doing.</summary>
    public enum Attacked
    {
        Waiting,
        Handshake,
        MtuSearch,
        Running,
        Silent,
        Renegotiating,
    }

    /// <summary>How it and its manager exchange cycles.</summary>
    public enum Kind
    {
        Float,
        Redundant,
        Int16,
        Opus,
        Synchronous,
        FixedMtu,
        Jack2,
    }

    private static SlaveRequest RequestOf(Kind kind) => kind switch
    {
        Kind.Redundant => s_request with { Copies = 2 },
        Kind.Int16 => s_request with { Encoder = SampleEncoder.Int16 },
        Kind.Opus => s_request with { Encoder = SampleEncoder.Opus, Kilobits = 128 },
        Kind.Synchronous => s_request with { Sync = true, Latency = 0 },
        Kind.FixedMtu => s_request with { Mtu = 1500 },
        _ => s_request,
    };

    [Test]
    public void A_session_beside_loses_no_frame_and_the_attacked_one_is_right_afterwards(
        [Values] Attacked state, [Values] Kind kind)
    {
        Begin(state, kind);
        SlaveStation innocent = _studio.AddSlave(Studio.Request with { Name = "drums" }, InnocentHost);
        if (kind == Kind.Jack2)
            _manager.Capabilities = Capabilities.None;
        _studio.RunFor(500);
        FakeClient beside = _manager.Clients.Single(client => string.Equals(client.Name, "drums", StringComparison.Ordinal));
        beside.Seat!.ResetCounts();

        _request = RequestOf(kind);
        _victim = _studio.AddSlave(_request, Studio.SlaveHost);
        if (state == Attacked.Waiting)
            _studio.Network.Unplug(Studio.SlaveHost);
        else if (state is not (Attacked.Handshake or Attacked.MtuSearch))
            _studio.RunFor(700);

        int datagrams = FuzzBudget.Share(0.6 / (6 * 7));
        int steps = datagrams / PerStep;
        for (int step = 0; step < steps; step++)
        {
            ChangeState(state, step, steps);
            Attack();
            _studio.RunFor(1);
        }
        _studio.Network.Plug(Studio.SlaveHost);
        if (state != Attacked.Renegotiating)
            Assert.That((beside.Seat!.Wrong, beside.Seat.Gaps, beside.Sessions), Is.EqualTo((0L, 0L, 1)), "the session beside");
        Assert.That(beside.Seat!.Good, Is.Positive);

        long since = _studio.World.Clock.Now;
        Assert.That(
            _studio.MillisecondsUntil(HasSettled),
            Is.LessThan(16_000), "a rejected offer delays the next announcement by ten seconds");
        FakeClient client = VictimClient!;
        _studio.AssertAudioFlows(client);
        Assert.That(client.Seat!.Session.Period, Is.EqualTo(_studio.Server.Period));
        Assert.That(_manager.Clients.Count(other => !other.IsClosed), Is.LessThanOrEqualTo(2 + (2 * ManagerLimits.MostSlaves)));
        Assert.That(_manager.Sessions.Count, Is.LessThanOrEqualTo(ManagerLimits.MostSlaves));
        _studio.AssertAudioFlows(beside);
        Assert.That(innocent.Search.IsRunning, Is.True);
        AssertFewLines(_manager.Log);
        AssertFewLines(_victim.Log);

        // A session in which nothing arrives any more is given up after two seconds.
        bool HasSettled()
        {
            if (!_victim.Search.IsRunning || VictimClient is not { IsRunning: true })
                since = _studio.World.Clock.Now;
            return _studio.World.Clock.Now - since >= 3 * VirtualClock.Second;
        }
    }

    // The slave's own: the client whose session the slave's socket belongs to.
    private FakeClient? VictimClient => _victim.Socket is { } end
        ? _manager.Clients.LastOrDefault(
            client => client.IsRunning && client.Seat!.Link!.Channel.Socket is VirtualSocket socket && socket.Peer == end.Local)
        : null;

    private void Begin(Attacked state, Kind kind)
    {
        _random = new Random(seed);
        _studio = new Studio(seed);
        _known = new KnownSession();
        _grammar = new PacketGrammar(_known, seed + (10 * (int)state) + (int)kind, "bass", "drums", "ghost", "ghost2", "bass-01");
        _masterEnd = null;
        _manager = _studio.LoadManager();
        _studio.Network.Drop = (datagram, source, target) =>
        {
            if (source.Host == Studio.SlaveHost || target.Host == Studio.SlaveHost)
                _known.Observe(datagram);
            return false;
        };
    }

    private void ChangeState(Attacked state, int step, int steps)
    {
        int third = Math.Max(1, steps / 3);
        switch (state)
        {
            case Attacked.Waiting when step == third:
                _studio.Network.Plug(Studio.SlaveHost);
                break;
            case Attacked.Handshake or Attacked.MtuSearch when step % 60 == 59:
                // It begins anew: its session comes about under attack again and again.
                _victim.Close();
                _victim = _studio.AddSlave(_request, Studio.SlaveHost);
                break;
            case Attacked.Silent when step % 400 == 10:
                _studio.Network.Unplug(Studio.SlaveHost);
                break;
            case Attacked.Silent when step % 400 == 210:
                _studio.Network.Plug(Studio.SlaveHost);
                break;
            case Attacked.Renegotiating when step % 250 == 20:
                _studio.Server.Period = _studio.Server.Period == 256 ? 128 : 256;
                _manager.Sessions.Renegotiate();
                break;
        }
    }

    private void Attack()
    {
        PeerAddress listener = new(Studio.MasterHost, ManagerStation.Port);
        PeerAddress slaveEnd = _victim.Socket?.Local ?? new PeerAddress(Studio.SlaveHost, ManagerStation.Port);
        if (VictimClient is { } client)
            _masterEnd = (VirtualSocket)client.Seat!.Link!.Channel.Socket;
        PeerAddress masterEnd = _masterEnd?.Local ?? new PeerAddress(Studio.MasterHost, 40_000);
        for (int count = 0; count < PerStep / 3; count++)
        {
            var stranger = new PeerAddress(s_strangers[_random.Next(s_strangers.Length)], (ushort)_random.Next(1024, 65_536));
            _studio.Network.Forge(_grammar.Next('s'), _random.Next(3) == 0 ? stranger : masterEnd, slaveEnd);
            _studio.Network.Forge(_grammar.Next('r'), _random.Next(3) == 0 ? stranger : slaveEnd, masterEnd);
            _studio.Network.Forge(_grammar.Next('l'), _random.Next(3) == 0 ? slaveEnd : stranger, listener);
        }
    }

    private void AssertFewLines(RecordingLog log)
    {
        double tenSeconds = (_studio.World.Clock.Now / 10e9) + 1;
        // Six kinds of warnings have limits of their own.
        Assert.That(log.Warnings, Has.Count.LessThanOrEqualTo(30 * tenSeconds), string.Create(
            CultureInfo.InvariantCulture, $"{log.Warnings.Count} warnings in {tenSeconds:0.0} times ten seconds"));
        Assert.That(log.Lines, Has.Count.LessThanOrEqualTo(100 * tenSeconds));
    }
}
