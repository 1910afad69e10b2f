// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.Link.Datagrams;
using NetJack2.Protocol.Session;
using NetJack2.World;

namespace NetJack2.Sessions.Tests.Handshake;

/// <summary>Announcements arrive, but what the manager sends does not.</summary>
[NonParallelizable]
public class UnansweredTests
{
    private const string Line = "the offers of this master: "
        + "its firewall must allow UDP from this computer; behind NAT it must be netjack2-cs and use -a";

    [Test]
    [Property("Defect", "Fault-21")]
    public void A_slave_that_rejects_or_does_not_answer_offers_is_reported_once([Values] bool rejects)
    {
        var studio = new Studio();
        ManagerStation manager = studio.Manager;
        // A NAT has another port for it, from which the master gets no answer.
        studio.Network.Drop = (datagram, source, _) =>
            SessionPacket.IsHandshake(datagram) && source.Host == Studio.MasterHost && !rejects;
        SlaveStation? slave = rejects ? null : studio.AddSlave();
        for (int time = 0; time < 60_000; time += 300)
        {
            if (rejects)
                manager.Sessions.Receive(Studio.Announcement(Studio.Request, _ => { }), new PeerAddress(Studio.SlaveHost, 7777));
            studio.RunFor(300);
        }
        Assert.That(
            manager.Log.Warnings.Single(),
            Is.EqualTo($"Slave 'bass' at 10.0.0.2:{(rejects ? "7777 rejects" : "19000 does not answer")} {Line}"));
        studio.Network.Drop = null;
        slave ??= studio.AddSlave();
        Assert.That(studio.MillisecondsUntil(() => slave.Search.IsRunning), Is.LessThan(700));
    }

    [Test]
    public void A_program_that_only_asks_is_not_reported()
    {
        var studio = new Studio();
        ManagerStation manager = studio.Manager;
        for (int count = 0; count < 5; count++)
        {
            VirtualSocket program = studio.Network.Open(Studio.SlaveHost);
            _ = program.SendTo(Studio.Announcement(Studio.Request with { Name = $"ask{count}" }, _ => { }), Studio.GroupAddress);
            studio.RunFor(6000);
            program.Dispose();
        }
        Assert.That(manager.Log.Warnings, Is.Empty);
    }
}
