// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.Protocol.Session;
using NetJack2.Sessions.Handshake;
using NetJack2.World;

namespace NetJack2.Sessions.Tests.Handshake;

public class FaultTextTests
{
    [Test]
    public void Each_fault_has_a_clause_of_its_own()
    {
        SessionPacket packet = Studio.Request.ToAnnouncement("stage");
        string[] texts = [.. Enum.GetValues<SessionFault>().Select(fault => FaultText.Describe(fault, packet))];
        Assert.That(texts, Is.Unique);
        Assert.That(texts, Has.None.EndsWith("."));
    }

    [Test]
    public void The_numbers_that_were_wrong_are_in_it()
    {
        SessionPacket packet = (Studio.Request with { Mtu = 40, SendAudio = -2, Latency = 31 }).ToAnnouncement("stage");
        Assert.That(FaultText.Describe(SessionFault.Mtu, packet), Does.Contain("40").And.Contains("-M"));
        Assert.That(FaultText.Describe(SessionFault.Channels, packet), Does.Contain("-2/2 audio and 1/1 MIDI"));
        Assert.That(FaultText.Describe(SessionFault.Latency, packet), Does.Contain("31").And.Contains("-l"));
    }
}
