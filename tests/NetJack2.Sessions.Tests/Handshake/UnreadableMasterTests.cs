// SPDX-License-Identifier: GPL-2.0-or-later
using System.Buffers.Binary;
using NetJack2.Link.Datagrams;
using NetJack2.Protocol.Extension;
using NetJack2.Protocol.Session;
using NetJack2.World;

namespace NetJack2.Sessions.Tests.Handshake;

/// <summary>A set-up that was changed on the way: the two ends do not mean the same session.</summary>
[NonParallelizable]
[Property("Defect", "Fault-09")]
public class UnreadableMasterTests
{
    private const int Encoder = 628;

    [Test]
    public void A_slave_that_cannot_read_its_master_begins_anew_and_logs_the_reason()
    {
        var studio = new Studio();
        ManagerStation manager = studio.Manager;
        manager.Capabilities = Capabilities.None;
        bool isChanged = false;
        studio.Network.Drop = (datagram, source, target) =>
        {
            if (isChanged || !SessionPacket.IsHandshake(datagram) || source.Host != Studio.MasterHost)
                return false;
            isChanged = true;
            byte[] forged = datagram.ToArray();
            BinaryPrimitives.WriteUInt32BigEndian(forged.AsSpan(Encoder), (uint)SampleEncoder.Int16);
            studio.Network.Forge(forged, source, target);
            return true;
        };
        SlaveStation slave = studio.AddSlave();
        studio.RunFor(1500);
        Assert.That(slave.Session!.Encoder, Is.EqualTo(SampleEncoder.Int16), "or nothing is proven");
        Assert.That(
            studio.MillisecondsUntil(() => slave.Session is { Encoder: SampleEncoder.Float }), Is.LessThan(3000));
        studio.AssertAudioFlows(manager.Client);
        Assert.That(slave.Log.Warnings, Has.One.Contains("are not as it has offered"));
    }

    [Test]
    public void Loss_and_malformed_packets_do_not_end_a_session()
    {
        var studio = new Studio();
        studio.Manager.Capabilities = ExampleSession.Unrepaired;
        SlaveStation slave = studio.AddSlave();
        studio.RunFor(500);
        uint session = slave.Session!.SessionId;
        PeerAddress master = new(Studio.MasterHost, ManagerStation.Port);
        studio.Network.Loss = 0.3;
        for (int step = 0; step < 5000; step++)
        {
            studio.Network.Forge("header\0\0junk"u8, master, slave.Socket!.Local);
            studio.RunFor(1);
        }
        Assert.That(slave.Session?.SessionId, Is.EqualTo(session));
    }
}
