// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.Protocol.Extension;
using NetJack2.Protocol.Session;
using NetJack2.World;

namespace NetJack2.Sessions.Tests.Handshake;

public class SlaveRequestTests
{
    [Test]
    [Property("Defect", "D-24")]
    public void Every_byte_of_an_announcement_is_set()
    {
        byte[] wire = SessionPacket.AsBytes(
            (Studio.Request with { SendAudio = -1, Latency = 30, Sync = true }).ToAnnouncement("stage")).ToArray();
        Assert.That(wire[..16], Is.EqualTo(Convert.FromHexString("706172616d730000" + "00000008" + "00000000")));
        Assert.That(wire[16..80], Is.EqualTo((byte[])[.. "bass"u8, .. new byte[60]]));
        Assert.That(wire[80..336], Is.All.Zero);
        Assert.That(wire[336..528], Is.EqualTo((byte[])[.. "stage"u8, .. new byte[187]]));
        Assert.That(wire[592..], Is.EqualTo(Convert.FromHexString(
            "000005dc" + "00000000" + "00000000" + "ffffffff" + "00000002" + "00000001" + "00000001"
            + "00000000" + "00000000" + "00000000" + "00000000" + "00000001" + "0000001e")));
        Assert.That(SessionValidator.CheckAnnouncement(wire), Is.EqualTo(SessionFault.None));
        Assert.That(CapabilityBlock.Read(wire.AsSpan(336, 256)), Is.EqualTo(Studio.Request.Capabilities));
    }
}
