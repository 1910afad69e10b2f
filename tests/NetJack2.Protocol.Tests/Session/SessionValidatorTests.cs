// SPDX-License-Identifier: GPL-2.0-or-later
using System.Buffers.Binary;
using NetJack2.Protocol.Extension;
using NetJack2.Protocol.Session;

namespace NetJack2.Protocol.Tests.Session;

public class SessionValidatorTests
{
    private const uint Ask = uint.MaxValue;

    [Test]
    public void An_announcement_and_its_set_up_are_good()
    {
        Assert.That(Announce(_ => { }), Is.EqualTo(SessionFault.None));
        Assert.That(SetUp(_ => { }), Is.EqualTo(SessionFault.None));
    }

    [TestCase(0)]
    [TestCase(48)]
    [TestCase(643)]
    [TestCase(645)]
    public void Another_length_is_no_handshake(int length)
    {
        byte[] bytes = new byte[length];
        byte[] good = Good(SessionPacketId.SlaveAvailable);
        good.AsSpan(0, Math.Min(length, good.Length)).CopyTo(bytes);
        Assert.That(SessionValidator.CheckAnnouncement(bytes), Is.EqualTo(SessionFault.NotHandshake));
    }

    [Test]
    public void Another_magic_is_no_handshake()
        => Assert.That(Announce(wire => wire[0] = (byte)'P'), Is.EqualTo(SessionFault.NotHandshake));

    [TestCase(7u)]
    [TestCase(9u)]
    public void Another_version_is_refused_on_both_sides(uint version)
    {
        Assert.That(Announce(wire => Put(wire, 8, version)), Is.EqualTo(SessionFault.Version));
        Assert.That(SetUp(wire => Put(wire, 8, version)), Is.EqualTo(SessionFault.Version));
    }

    [TestCase(0u)]
    [TestCase(2u)]
    [TestCase(4u)]
    [Property("Defect", "D-03")]
    public void Only_packet_id_1_is_a_set_up(uint packetId)
        => Assert.That(SetUp(wire => Put(wire, 12, packetId)), Is.EqualTo(SessionFault.PacketId));

    [Test]
    [Property("Defect", "D-24")]
    public void A_name_must_have_a_character_and_may_fill_its_field()
    {
        Assert.That(Announce(wire => wire[16] = 0), Is.EqualTo(SessionFault.Name));
        Assert.That(Announce(wire => wire.AsSpan(16, 64).Fill((byte)'n')), Is.EqualTo(SessionFault.None));
    }

    [TestCase(0u)]
    [TestCase(40u)]
    [TestCase(48u)]
    [TestCase(112u)]
    [TestCase(575u)]
    [TestCase(9001u)]
    [TestCase(uint.MaxValue)]
    [Property("Defect", "D-02")]
    public void An_mtu_outside_576_to_9000_is_refused(uint mtu)
    {
        Assert.That(Announce(wire => Put(wire, 592, mtu)), Is.EqualTo(SessionFault.Mtu));
        Assert.That(SetUp(wire => Put(wire, 592, mtu)), Is.EqualTo(SessionFault.Mtu));
    }

    [TestCase(576u)]
    [TestCase(1492u)]
    [TestCase(9000u)]
    public void An_mtu_inside_576_to_9000_is_good(uint mtu)
        => Assert.That(SetUp(wire => Put(wire, 592, mtu)), Is.EqualTo(SessionFault.None));

    [Test]
    [Property("Defect", "D-01")]
    public void A_channel_count_below_minus_1_or_above_255_is_refused(
        [Values(604, 608, 612, 616)] int offset, [Values(256u, 0x7FFFFFFFu, 0x80000000u, 0xFFFFFFFEu)] uint count)
    {
        Assert.That(Announce(wire => Put(wire, offset, count)), Is.EqualTo(SessionFault.Channels));
        Assert.That(SetUp(wire => Put(wire, offset, count)), Is.EqualTo(SessionFault.Channels));
    }

    [Test]
    [Property("Defect", "D-36")]
    public void Minus_1_is_a_question_and_of_audio_no_answer([Values(604, 608, 612, 616)] int offset)
    {
        Assert.That(Announce(wire => Put(wire, offset, Ask)), Is.EqualTo(SessionFault.None));
        Assert.That(SetUp(wire => Put(wire, offset, Ask)), Is.EqualTo(offset < 612 ? SessionFault.Channels : SessionFault.None));
    }

    [Test]
    [Property("Defect", "D-51")]
    public void A_master_that_repeats_the_question_for_MIDI_has_none()
    {
        byte[] wire = Good(SessionPacketId.SlaveSetup);
        Put(wire, 612, Ask);
        Put(wire, 616, Ask);
        SessionPacket packet = System.Runtime.InteropServices.MemoryMarshal.Read<SessionPacket>(wire);
        SessionParameters session = SessionValidator.ToParameters(packet, Capabilities.None);
        Assert.That((session.SendMidi, session.ReturnMidi), Is.EqualTo((0, 0)));
        wire.AsSpan(604, 8).Clear();
        Assert.That(SessionValidator.CheckSetup(wire), Is.EqualTo(SessionFault.NoChannels));
    }

    [Test]
    public void Up_to_255_channels_each_way_are_good([Values(604, 608, 612, 616)] int offset)
        => Assert.That(SetUp(wire => Put(wire, offset, 255)), Is.EqualTo(SessionFault.None));

    [Test]
    public void A_session_without_a_channel_is_refused()
        => Assert.That(SetUp(wire => wire.AsSpan(604, 16).Clear()), Is.EqualTo(SessionFault.NoChannels));

    [TestCase(0u, 0u, SessionFault.None)]
    [TestCase(0u, 0xDEADBEEFu, SessionFault.None, Description = "jack2 leaves there whatever was in memory")]
    [TestCase(1u, 0xFFFFFFFFu, SessionFault.None)]
    [TestCase(2u, 128u, SessionFault.Celt)]
    [TestCase(3u, 8u, SessionFault.None)]
    [TestCase(3u, 512u, SessionFault.None)]
    [TestCase(3u, 0u, SessionFault.Kilobits)]
    [TestCase(3u, 7u, SessionFault.Kilobits)]
    [TestCase(3u, 513u, SessionFault.Kilobits)]
    [TestCase(3u, 0xFFFFFFFFu, SessionFault.Kilobits)]
    [TestCase(4u, 128u, SessionFault.Encoder)]
    [TestCase(0xFFFFFFFFu, 128u, SessionFault.Encoder)]
    [Property("Defect", "D-02")]
    public void Float_int16_and_Opus_of_8_to_512_kilobits_are_accepted(uint encoder, uint kilobits, SessionFault fault)
    {
        Assert.That(Announce(wire => { Put(wire, 628, encoder); Put(wire, 632, kilobits); }), Is.EqualTo(fault));
    }

    [TestCase(31u)]
    [TestCase(uint.MaxValue)]
    [Property("Defect", "D-02")]
    public void A_latency_above_30_cycles_is_refused(uint latency)
    {
        Assert.That(Announce(wire => Put(wire, 640, latency)), Is.EqualTo(SessionFault.Latency));
        Assert.That(SetUp(wire => Put(wire, 640, latency)), Is.EqualTo(SessionFault.Latency));
    }

    [TestCase(0u)]
    [TestCase(7999u)]
    [TestCase(768_001u)]
    [TestCase(uint.MaxValue)]
    [Property("Defect", "D-02")]
    public void A_sample_rate_outside_8000_to_768000_is_refused(uint rate)
        => Assert.That(SetUp(wire => Put(wire, 620, rate)), Is.EqualTo(SessionFault.SampleRate));

    [TestCase(0u)]
    [TestCase(1u)]
    [TestCase(15u)]
    [TestCase(8193u)]
    [TestCase(uint.MaxValue)]
    [Property("Defect", "D-02, D-03, Fault-08")]
    public void A_period_outside_16_to_8192_is_rejected(uint period)
        => Assert.That(SetUp(wire => Put(wire, 624, period)), Is.EqualTo(SessionFault.Period));

    [Test]
    public void What_a_slave_does_not_set_is_not_looked_at_in_its_announcement()
        => Gen.Byte.Array[20].Sample(memory => Announce(wire =>
        {
            memory.AsSpan(0, 4).CopyTo(wire.AsSpan(596)); // session id
            memory.AsSpan(4, 8).CopyTo(wire.AsSpan(620)); // rate and period
            memory.AsSpan(12, 4).CopyTo(wire.AsSpan(632)); // kbit/s
            memory.AsSpan(16, 4).CopyTo(wire.AsSpan(80)); // the master's host
        }) == SessionFault.None);

    [Test]
    public void A_start_has_the_number_of_the_session_that_was_offered()
    {
        byte[] start = Good(SessionPacketId.StartMaster);
        Assert.That(SessionValidator.IsStart(start, 7), Is.True);
        Assert.That(SessionValidator.IsStart(start, 8), Is.False);
        Assert.That(SessionValidator.IsStart(Good(SessionPacketId.SlaveSetup), 7), Is.False);
        Assert.That(SessionValidator.IsStart(start.AsSpan(0, 643), 7), Is.False);
    }

    [TestCase(Capabilities.None, 9000u, 1500)]
    [TestCase(Capabilities.All, 9000u, 9000)]
    [TestCase(Capabilities.All, 576u, 576)]
    [TestCase(Capabilities.All, 575u, null)]
    [TestCase(Capabilities.All, 9001u, null)]
    public void A_start_changes_the_MTU_if_the_slave_was_to_find_it_out(Capabilities capabilities, uint said, int? expected)
    {
        SessionPacket packet = System.Runtime.InteropServices.MemoryMarshal.Read<SessionPacket>(Good(SessionPacketId.SlaveSetup));
        byte[] start = Good(SessionPacketId.StartMaster);
        Put(start, 592, said);
        Assert.That(SessionValidator.ReadStart(start, SessionValidator.ToParameters(packet, capabilities))?.Mtu, Is.EqualTo(expected));
    }

    [Test]
    public void The_parameters_are_the_numbers_of_the_set_up()
    {
        SessionPacket packet = System.Runtime.InteropServices.MemoryMarshal.Read<SessionPacket>(Good(SessionPacketId.SlaveSetup));
        Assert.That(SessionValidator.ToParameters(packet, Capabilities.CyclePackets), Is.EqualTo(new SessionParameters
        {
            Mtu = 1500,
            SessionId = 7,
            SendAudio = 2,
            ReturnAudio = 3,
            SendMidi = 1,
            ReturnMidi = 4,
            SampleRate = 48000,
            Period = 256,
            SlaveSync = true,
            Latency = 5,
            Capabilities = Capabilities.CyclePackets,
        }));
    }

    [Test]
    [Property("Defect", "D-01, D-02, D-24")]
    public void No_bytes_make_the_checks_throw()
        => Gen.Select(Gen.Byte.Array[0, 700], Gen.Bool).Sample((bytes, hasHead) =>
        {
            if (hasHead && bytes.Length >= 16)
                Good(SessionPacketId.SlaveSetup).AsSpan(0, 16).CopyTo(bytes);
            _ = SessionValidator.CheckAnnouncement(bytes);
            _ = SessionValidator.CheckSetup(bytes);
            _ = SessionValidator.IsStart(bytes, 7);
        });

    [Test]
    [Property("Defect", "D-01, D-02")]
    public void Any_change_of_a_good_set_up_leaves_numbers_in_their_ranges_or_is_refused()
        => Gen.Select(Gen.Int[592, 640], Gen.UInt).Sample((offset, value) =>
        {
            byte[] wire = Good(SessionPacketId.SlaveSetup);
            Put(wire, offset, value);
            if (SessionValidator.CheckSetup(wire) != SessionFault.None)
                return true;
            SessionPacket packet = System.Runtime.InteropServices.MemoryMarshal.Read<SessionPacket>(wire);
            SessionParameters session = SessionValidator.ToParameters(packet, Capabilities.None);
            return session is { Mtu: >= 576 and <= 9000, Period: >= 16 and <= 8192, SampleRate: >= 8000, Latency: >= 0 and <= 30 }
                && session is { Encoder: SampleEncoder.Float or SampleEncoder.Int16 or SampleEncoder.Opus, Kilobits: >= 0 and <= 512 }
                && session is { SendAudio: >= 0 and <= 255, ReturnAudio: >= 0 and <= 255 }
                && session is { SendMidi: >= 0 and <= 255, ReturnMidi: >= 0 and <= 255 };
        });

    private static SessionFault Announce(Action<byte[]> change)
    {
        byte[] wire = Good(SessionPacketId.SlaveAvailable);
        change(wire);
        return SessionValidator.CheckAnnouncement(wire);
    }

    private static SessionFault SetUp(Action<byte[]> change)
    {
        byte[] wire = Good(SessionPacketId.SlaveSetup);
        change(wire);
        return SessionValidator.CheckSetup(wire);
    }

    private static void Put(byte[] wire, int offset, uint value) => BinaryPrimitives.WriteUInt32BigEndian(wire.AsSpan(offset), value);

    private static byte[] Good(SessionPacketId packetId)
    {
        SessionPacket packet = SessionPacket.Create(packetId);
        SessionPacket.SetText(packet.Name, "bass");
        packet.Mtu = 1500;
        packet.SessionId = 7;
        packet.SendAudioChannels = 2;
        packet.ReturnAudioChannels = 3;
        packet.SendMidiChannels = 1;
        packet.ReturnMidiChannels = 4;
        packet.SampleRate = 48000;
        packet.PeriodSize = 256;
        packet.SlaveSyncMode = 1;
        packet.NetworkLatency = 5;
        return SessionPacket.AsBytes(packet).ToArray();
    }
}
