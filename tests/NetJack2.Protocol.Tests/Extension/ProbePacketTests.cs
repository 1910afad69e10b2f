// SPDX-License-Identifier: GPL-2.0-or-later
using CsCheck;
using NetJack2.Protocol.Extension;

namespace NetJack2.Protocol.Tests.Extension;

public class ProbePacketTests
{
    private const ulong Key = 0x0102030405060708;

    [Test]
    public void A_probe_has_its_stated_length_session_and_key()
    {
        byte[] probe = Probe(60);
        Assert.That(Convert.ToHexString(probe).ToLowerInvariant(), Is.EqualTo(
            "6865616465720000" + "00000070" + "00000072" + "00000007" + "00000001" + "0000003c" + "00000000" + "00000000" + "00000000"
                + "00000000" + "00000000"
            + "0102030405060708" + "00000000"));
    }

    [Test]
    public void An_answer_differs_from_its_probe_in_the_direction_only()
    {
        byte[] answer = ProbePacket.Answer(Probe(1472), 7).ToArray();
        byte[] expected = Probe(1472);
        expected[15] = (byte)'s';
        Assert.That(answer, Is.EqualTo(expected));
        Assert.That(ProbePacket.ReadAnswer(answer, 7, Key), Is.EqualTo(1472));
    }

    [Test]
    public void What_lies_behind_a_probe_is_not_sent_back()
    {
        byte[] padded = new byte[100];
        Probe(60).CopyTo(padded, 0);
        Assert.That(ProbePacket.Answer(padded, 7).Length, Is.EqualTo(60));
    }

    [TestCase(8u, Key)]
    [TestCase(7u, Key + 1)]
    [TestCase(7u, Key ^ (1UL << 63))]
    public void An_answer_to_another_probe_is_ignored(uint session, ulong key) =>
        Assert.That(ProbePacket.ReadAnswer(ProbePacket.Answer(Probe(600), 7), session, key), Is.Zero);

    [Test]
    public void An_answer_is_not_answered() => Assert.That(ProbePacket.Answer(ProbePacket.Answer(Probe(600), 7), 7).Length, Is.Zero);

    [Test]
    public void No_datagram_however_malformed_makes_a_reader_throw_or_answer_more_than_came() =>
        Gen.Select(Gen.Byte.Array[0, 80], Gen.Bool, Gen.UInt[0, 100]).Sample((bytes, isProbe, size) =>
        {
            if (isProbe && bytes.Length >= ProbePacket.Size)
            {
                ProbePacket.Write(bytes, 7, Key);
                System.Buffers.Binary.BinaryPrimitives.WriteUInt32BigEndian(bytes.AsSpan(24), size);
            }
            return ProbePacket.ReadAnswer(bytes, 7, Key) <= bytes.Length && ProbePacket.Answer(bytes, 7).Length <= bytes.Length;
        });

    private static byte[] Probe(int length)
    {
        byte[] bytes = new byte[length];
        ProbePacket.Write(bytes, 7, Key);
        return bytes;
    }
}
