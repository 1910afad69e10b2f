// SPDX-License-Identifier: GPL-2.0-or-later
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;
using NetJack2.Protocol.Session;

namespace NetJack2.Protocol.Tests.Golden;

/// <summary>Handshakes of two jack2 peers.</summary>
public class GoldenSessionTests
{
    private static IEnumerable<string> Names => GoldenPacket.Names("session");

    [TestCaseSource(nameof(Names))]
    public void It_parses(string name)
    {
        var golden = GoldenPacket.Read(name);
        SessionPacket packet = MemoryMarshal.Read<SessionPacket>(golden.Bytes);
        Assert.That(SessionPacket.IsHandshake(golden.Bytes), Is.True);
        foreach ((string field, uint value) in Numbers(packet))
            Assert.That(value, Is.EqualTo(golden.Expected.GetProperty(field).GetUInt32()), field);
        Assert.That(Encoding.UTF8.GetString(SessionPacket.TextOf(packet.Name)), Is.EqualTo(golden.Text("name")));
        Assert.That(Encoding.UTF8.GetString(SessionPacket.TextOf(packet.MasterHost)), Is.EqualTo(golden.Text("masterHost")));
        Assert.That(Encoding.UTF8.GetString(SessionPacket.TextOf(packet.SlaveHost)), Is.EqualTo(golden.Text("slaveHost")));
    }

    [TestCaseSource(nameof(Names))]
    public void It_is_composed_byte_for_byte(string name)
    {
        var golden = GoldenPacket.Read(name);
        SessionPacket packet = SessionPacket.Create((SessionPacketId)Number("packetId"));
        SessionPacket.SetText(packet.Name, golden.Text("name"));
        SessionPacket.SetText(packet.MasterHost, golden.Text("masterHost"));
        SessionPacket.SetText(packet.SlaveHost, golden.Text("slaveHost"));
        packet.Mtu = Number("mtu");
        packet.SessionId = Number("sessionId");
        packet.SendAudioChannels = Number("sendAudio");
        packet.ReturnAudioChannels = Number("returnAudio");
        packet.SendMidiChannels = Number("sendMidi");
        packet.ReturnMidiChannels = Number("returnMidi");
        packet.SampleRate = Number("sampleRate");
        packet.PeriodSize = Number("period");
        packet.SampleEncoder = Number("encoder");
        packet.SlaveSyncMode = Number("slaveSync");
        packet.NetworkLatency = Number("latency");
        Assert.That(SessionPacket.AsBytes(packet).ToArray(), Is.EqualTo(golden.Bytes));

        uint Number(string field) => golden.Expected.GetProperty(field).GetUInt32();
    }

    [Test]
    public void They_are_what_a_manager_and_a_slave_accept()
    {
        Assert.That(SessionValidator.CheckAnnouncement(GoldenPacket.Read("slave-available").Bytes), Is.EqualTo(SessionFault.None));
        Assert.That(SessionValidator.CheckSetup(GoldenPacket.Read("slave-setup").Bytes), Is.EqualTo(SessionFault.None));
        Assert.That(SessionValidator.IsStart(GoldenPacket.Read("start-master").Bytes, sessionId: 1), Is.True);
    }

    private static IEnumerable<(string Field, uint Value)> Numbers(SessionPacket packet) =>
    [
        ("version", packet.Version), ("packetId", (uint)packet.PacketId), ("mtu", packet.Mtu), ("sessionId", packet.SessionId),
        ("transportSync", packet.TransportSync), ("sendAudio", packet.SendAudioChannels), ("returnAudio", packet.ReturnAudioChannels),
        ("sendMidi", packet.SendMidiChannels), ("returnMidi", packet.ReturnMidiChannels), ("sampleRate", packet.SampleRate),
        ("period", packet.PeriodSize), ("encoder", packet.SampleEncoder), ("kilobitsPerSecond", packet.KilobitsPerSecond),
        ("slaveSync", packet.SlaveSyncMode), ("latency", packet.NetworkLatency),
    ];
}
