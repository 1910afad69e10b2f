// SPDX-License-Identifier: GPL-2.0-or-later
using System.Buffers.Binary;
using NetJack2.Link.Datagrams;
using NetJack2.Protocol.Session;
using NetJack2.World;

namespace NetJack2.Sessions.Tests.Handshake;

/// <summary>Only the master of a session replaces it.</summary>
[Property("Defect", "Fault-06")]
public class RenegotiationTests
{
    private const int Key = 80 + 192 + 16;

    private Studio _studio = null!;
    private ManagerStation _manager = null!;
    private SlaveStation _slave = null!;
    private PeerAddress _master;
    private byte[] _setup = null!;

    [SetUp]
    public void Begin()
    {
        _studio = new Studio();
        _manager = _studio.LoadManager();
        _slave = _studio.AddSlave();
        _studio.Network.Drop = (datagram, source, _) =>
        {
            if (SessionPacket.IsHandshake(datagram)
                && BinaryPrimitives.ReadUInt32BigEndian(datagram[12..]) == (uint)SessionPacketId.SlaveSetup)
                (_setup, _master) = (datagram.ToArray(), source);
            return false;
        };
        _studio.RunFor(500);
        _manager.Client.Seat!.ResetCounts();
    }

    [Test]
    public void A_set_up_from_the_masters_address_that_does_not_know_the_session_changes_nothing([Values] bool knowsTheOldId)
    {
        for (uint count = 0; count < 50; count++)
        {
            Forge(knowsTheOldId ? _slave.Session!.SessionId : 0, key: count);
            _studio.RunFor(20);
        }
        AssertUndisturbed();
    }

    [Test]
    public void A_set_up_that_proves_the_session_is_not_followed_while_the_master_sends()
    {
        ulong key = 0;
        _studio.Network.Drop = (datagram, _, _) =>
        {
            if (SessionPacket.IsHandshake(datagram)
                && BinaryPrimitives.ReadUInt32BigEndian(datagram[12..]) == (uint)SessionPacketId.StartMaster)
                key = BinaryPrimitives.ReadUInt64BigEndian(datagram[Key..]);
            return false;
        };
        _studio.Server.Period = 512;
        _studio.RunFor(500);
        Assert.That((key != 0, _slave.Session!.Period), Is.EqualTo((true, 512)));
        _manager.Client.Seat!.ResetCounts();
        Forge(_slave.Session.SessionId, key);
        _studio.RunFor(300);
        AssertUndisturbed(configurations: 2);
    }

    [Test]
    public void A_master_that_changes_its_period_all_the_time_is_followed_some_times_only()
    {
        for (int change = 0; change < 50; change++)
        {
            _studio.Server.Period = change % 2 == 0 ? 512 : 256;
            _studio.RunFor(100);
        }
        Assert.That(_slave.Configurations, Is.LessThanOrEqualTo(10));
        Assert.That(_studio.MillisecondsUntil(() => _slave.Search.IsRunning && _manager.Client.IsRunning), Is.LessThan(8000));
        _studio.AssertAudioFlows(_manager.Client);
    }

    private void Forge(uint previousId, ulong key)
    {
        byte[] forged = (byte[])_setup.Clone();
        BinaryPrimitives.WriteUInt32BigEndian(forged.AsSpan(596), 0xBAD);
        BinaryPrimitives.WriteUInt32BigEndian(forged.AsSpan(624), 1024);
        BinaryPrimitives.WriteUInt64BigEndian(forged.AsSpan(Key), key);
        BinaryPrimitives.WriteUInt32BigEndian(forged.AsSpan(Key + 8), previousId);
        _studio.Network.Forge(forged, _master, _slave.Socket!.Local);
    }

    private void AssertUndisturbed(int configurations = 1)
    {
        Assert.That((_slave.Configurations, _slave.Log.Warnings.Count), Is.EqualTo((configurations, 0)));
        Assert.That((_manager.Client.Seat!.Wrong, _manager.Client.Seat.Gaps), Is.EqualTo((0L, 0L)));
        Assert.That(_manager.Client.Seat.Good, Is.Positive);
    }
}
