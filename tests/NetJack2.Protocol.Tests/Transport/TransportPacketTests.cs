// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.Protocol.Transport;

namespace NetJack2.Protocol.Tests.Transport;

public class TransportPacketTests
{
    private static readonly TransportReport s_report = new()
    {
        State = TransportState.Rolling,
        Marks = TransportMarks.Timebase | TransportMarks.Conditional,
        Serial = 0x01020304,
        Command = TransportCommand.Stop,
        CommandSerial = 5,
        LocateSerial = 6,
        TimebaseSerial = 7,
        Position = new TransportPosition
        {
            Frame = 0xFFFFFF00,
            Fields = PositionFields.Beat | PositionFields.Timecode | PositionFields.ExactTick,
            Bar = 3,
            Beat = 2,
            Tick = -1,
            BarStartTick = 15360,
            TicksPerBeat = 1920,
            BeatsPerMinute = 120.5,
            FrameTime = 1.5,
            NextTime = 2,
            ExactTick = 0.25,
            BeatsPerBar = 4,
            BeatType = 8,
        },
    };

    [Test]
    public void It_is_big_endian_and_its_fields_have_the_documented_offsets()
    {
        byte[] wire = Written(s_report);
        Assert.That(Convert.ToHexStringLower(wire), Is.EqualTo(
            "00000001" + "00000006" + "01020304" + "00000002" + "00000005" + "00000006" + "00000007" + "0000bb80"
            + "ffffff00" + "00000230" + "00000003" + "00000002" + "ffffffff" + "00000000"
            + "40ce000000000000" + "409e000000000000" + "405e200000000000" + "3ff8000000000000" + "4000000000000000" + "3fd0000000000000"
            + "40800000" + "41000000" + "00000000" + "00000000"));
    }

    [Test]
    public void What_was_written_is_read()
    {
        Assert.That(TransportPacket.TryRead(Written(s_report), out TransportReport read), Is.True);
        Assert.That(read, Is.EqualTo(s_report));
    }

    [Test]
    public void One_that_is_too_short_is_none()
        => Assert.That(TransportPacket.TryRead(new byte[TransportPacket.Size - 1], out _), Is.False);

    [TestCase(0, 2u, Description = "looping, which nobody does")]
    [TestCase(0, 4u, Description = "a state that one server only has")]
    [TestCase(12, 3u)]
    public void An_unknown_state_or_command_is_refused(int offset, uint value)
    {
        byte[] wire = Written(s_report);
        System.Buffers.Binary.BinaryPrimitives.WriteUInt32BigEndian(wire.AsSpan(offset), value);
        Assert.That(TransportPacket.TryRead(wire, out _), Is.False);
    }

    [TestCase(56, double.NaN)]
    [TestCase(56, double.NegativeInfinity)]
    [TestCase(64, 0)]
    [TestCase(64, -1920)]
    [TestCase(64, double.PositiveInfinity)]
    [TestCase(72, double.NaN)]
    [TestCase(72, -1)]
    [TestCase(80, double.NaN)]
    [TestCase(88, double.PositiveInfinity)]
    [TestCase(96, double.NaN)]
    public void A_number_that_is_none_is_refused(int offset, double value)
    {
        byte[] wire = Written(s_report);
        System.Buffers.Binary.BinaryPrimitives.WriteDoubleBigEndian(wire.AsSpan(offset), value);
        Assert.That(TransportPacket.TryRead(wire, out _), Is.False);
    }

    [TestCase(104, 0)]
    [TestCase(104, float.NaN)]
    [TestCase(108, float.PositiveInfinity)]
    public void A_single_that_is_none_is_refused(int offset, float value)
    {
        byte[] wire = Written(s_report);
        System.Buffers.Binary.BinaryPrimitives.WriteSingleBigEndian(wire.AsSpan(offset), value);
        Assert.That(TransportPacket.TryRead(wire, out _), Is.False);
    }

    [Test]
    public void What_a_client_has_written_beside_the_mark_is_not_sent()
    {
        TransportReport report = s_report;
        report.Position.BeatsPerMinute = double.NaN;
        report.Position.Fields |= (PositionFields)0x8000;
        Assert.That(TransportPacket.TryRead(Written(report), out TransportReport read), Is.True);
        Assert.That(read.Position.Fields, Is.EqualTo(PositionFields.Timecode));
        Assert.That(read.Position.TicksPerBeat, Is.Zero);
        Assert.That(read.Position.Frame, Is.EqualTo(s_report.Position.Frame));
    }

    [Test]
    public void Whatever_bytes_come_what_is_read_can_be_reckoned_with()
        => Gen.Select(Gen.Byte.Array[TransportPacket.Size], Gen.UInt[0, 3], Gen.Int).Sample((bytes, state, frames) =>
        {
            System.Buffers.Binary.BinaryPrimitives.WriteUInt32BigEndian(bytes, state);
            System.Buffers.Binary.BinaryPrimitives.WriteUInt32BigEndian(bytes.AsSpan(12), 0);
            if (!TransportPacket.TryRead(bytes, out TransportReport report))
                return true;
            TransportPosition later = report.Position.After(frames, 48_000);
            return report.Position.IsValid && later.Frame == report.Position.Frame + (uint)frames && double.IsFinite(later.BarStartTick);
        });

    private static byte[] Written(TransportReport report)
    {
        byte[] wire = new byte[TransportPacket.Size];
        TransportPacket.Write(wire, report, sampleRate: 48_000);
        return wire;
    }
}
