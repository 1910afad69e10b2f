// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.Protocol.Extension;
using NetJack2.World;

namespace NetJack2.Sessions.Tests.Handshake;

/// <summary>Packets that Wi-Fi sends as voice: those of both ends, where the slave asks for it.</summary>
public class VoiceHandshakeTests
{
    private Studio _studio = null!;

    [SetUp]
    public void Begin() => _studio = new Studio();

    [Test]
    public void A_slave_that_asks_for_it_has_all_packets_of_both_ends_marked([Values] bool isVoice)
    {
        _ = _studio.Manager;
        SlaveStation slave = _studio.AddSlave(Studio.Request with { IsVoice = isVoice }, Studio.SlaveHost);
        Assert.That(_studio.MillisecondsUntil(() => slave.Search.IsRunning), Is.LessThan(500));
        _studio.RunFor(500);
        Assert.That(slave.Session!.IsVoice, Is.EqualTo(isVoice));
        Assert.That(Marked(slave), Is.EqualTo((isVoice, isVoice, isVoice)));
        _studio.AssertAudioFlows(_studio.Manager.Client);
    }

    [TestCase(Capabilities.None)]
    [TestCase(Capabilities.All & ~Capabilities.Voice)]
    public void A_master_that_cannot_is_sent_the_usual_packets(Capabilities capabilities)
    {
        _studio.Manager.Capabilities = capabilities;
        SlaveStation slave = _studio.AddSlave(Studio.Request with { IsVoice = true }, Studio.SlaveHost);
        Assert.That(_studio.MillisecondsUntil(() => slave.Search.IsRunning), Is.LessThan(500));
        Assert.That(slave.Session!.IsVoice, Is.False);
    }

    private (bool Master, bool Slave, bool Requests) Marked(SlaveStation slave) => (
        ((VirtualSocket)_studio.Manager.Client.Seat!.Link!.Channel.Socket).IsVoice,
        slave.Connected[0].IsVoice, slave.Connected[^1].IsVoice);
}
