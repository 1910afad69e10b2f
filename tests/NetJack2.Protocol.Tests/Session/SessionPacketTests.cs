// SPDX-License-Identifier: GPL-2.0-or-later
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;
using NetJack2.Protocol.Session;

namespace NetJack2.Protocol.Tests.Session;

public class SessionPacketTests
{
    [Test]
    public void It_is_644_bytes() => Assert.That(Unsafe.SizeOf<SessionPacket>(), Is.EqualTo(644));

    [Test]
    public void It_begins_with_params_version_8_and_the_packet_id()
    {
        SessionPacket packet = SessionPacket.Create(SessionPacketId.StartMaster);
        byte[] wire = SessionPacket.AsBytes(packet).ToArray();
        Assert.That(wire[..16], Is.EqualTo(Convert.FromHexString("706172616d730000" + "00000008" + "00000002")));
        Assert.That(wire[16..], Is.All.Zero);
    }

    [Test]
    public void The_packet_ids_are_those_of_the_wire()
    {
        SessionPacketId[] ids =
            [SessionPacketId.SlaveAvailable, SessionPacketId.SlaveSetup, SessionPacketId.StartMaster, SessionPacketId.KillMaster];
        Assert.That(ids.Select(id => (uint)id), Is.EqualTo(new uint[] { 0, 1, 2, 4 }));
    }

    [Test]
    public void The_numbers_are_big_endian_from_offset_592_on()
    {
        SessionPacket packet = SessionPacket.Create(SessionPacketId.SlaveSetup);
        packet.Mtu = 1500;
        packet.SessionId = 1;
        packet.TransportSync = 2;
        packet.SendAudioChannels = 3;
        packet.ReturnAudioChannels = uint.MaxValue;
        packet.SendMidiChannels = 5;
        packet.ReturnMidiChannels = 6;
        packet.SampleRate = 48000;
        packet.PeriodSize = 256;
        packet.SampleEncoder = (uint)SampleEncoder.Opus;
        packet.KilobitsPerSecond = 128;
        packet.SlaveSyncMode = 1;
        packet.NetworkLatency = 30;
        Assert.That(SessionPacket.AsBytes(packet)[592..].ToArray(), Is.EqualTo(Convert.FromHexString(
            "000005dc" + "00000001" + "00000002" + "00000003" + "ffffffff" + "00000005" + "00000006"
            + "0000bb80" + "00000100" + "00000003" + "00000080" + "00000001" + "0000001e")));
    }

    [Test]
    public void The_texts_are_at_16_80_and_336()
    {
        SessionPacket packet = SessionPacket.Create(SessionPacketId.SlaveAvailable);
        SessionPacket.SetText(packet.Name, "bass");
        SessionPacket.SetText(packet.MasterHost, "studio");
        SessionPacket.SetText(packet.SlaveHost, "stage");
        ReadOnlySpan<byte> wire = SessionPacket.AsBytes(packet);
        Assert.That(wire.Slice(16, 6).ToArray(), Is.EqualTo("bass\0\0"u8.ToArray()));
        Assert.That(wire.Slice(80, 7).ToArray(), Is.EqualTo("studio\0"u8.ToArray()));
        Assert.That(wire.Slice(336, 6).ToArray(), Is.EqualTo("stage\0"u8.ToArray()));
    }

    [Test]
    [Property("Defect", "D-24")]
    public void A_name_of_all_64_bytes_has_no_terminator_and_is_read_to_its_end()
    {
        SessionPacket packet = default;
        ((Span<byte>)packet.Name).Fill((byte)'x');
        ((Span<byte>)packet.MasterHost).Fill((byte)'y');
        Assert.That(Encoding.ASCII.GetString(SessionPacket.TextOf(packet.Name)), Is.EqualTo(new string('x', 64)));
    }

    [Test]
    [Property("Defect", "D-24")]
    public void A_text_that_is_written_is_always_terminated_and_cut_at_a_character()
    {
        SessionPacket packet = default;
        SessionPacket.SetText(packet.Name, new string('a', 62) + "ä");
        Assert.That(Encoding.UTF8.GetString(SessionPacket.TextOf(packet.Name)), Is.EqualTo(new string('a', 62)));
        Assert.That(packet.Name[63], Is.Zero);
    }

    [Test]
    [Property("Defect", "D-24")]
    public void A_text_that_is_written_leaves_nothing_of_the_one_before()
    {
        SessionPacket packet = default;
        SessionPacket.SetText(packet.SlaveHost, "a long name of a host");
        SessionPacket.SetText(packet.SlaveHost, "vm");
        Assert.That(((ReadOnlySpan<byte>)packet.SlaveHost)[2..].ToArray(), Is.All.Zero);
    }

    [Test]
    public void Any_text_can_be_written()
        => Gen.String.Sample(text =>
        {
            SessionPacket packet = default;
            SessionPacket.SetText(packet.Name, text);
            return packet.Name[63] == 0;
        });

    [Test]
    public void A_handshake_packet_has_exactly_644_bytes_and_the_magic()
    {
        SessionPacket packet = SessionPacket.Create(SessionPacketId.SlaveAvailable);
        byte[] wire = [.. SessionPacket.AsBytes(packet), 0];
        Assert.That(SessionPacket.IsHandshake(wire.AsSpan(0, 644)), Is.True);
        Assert.That(SessionPacket.IsHandshake(wire.AsSpan(0, 643)), Is.False);
        Assert.That(SessionPacket.IsHandshake(wire), Is.False);
        wire[7] = 0xBF; // behind the text's end, as PipeWire may have it
        Assert.That(SessionPacket.IsHandshake(wire.AsSpan(0, 644)), Is.True);
        wire[6] = (byte)'s';
        Assert.That(SessionPacket.IsHandshake(wire.AsSpan(0, 644)), Is.False);
    }

    [Test]
    public void A_packet_knows_whether_it_has_the_magic()
    {
        Assert.That(SessionPacket.Create(SessionPacketId.SlaveSetup).HasMagic, Is.True);
        Assert.That(MemoryMarshal.Read<SessionPacket>(new byte[644]).HasMagic, Is.False);
    }
}
