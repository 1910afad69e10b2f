// SPDX-License-Identifier: GPL-2.0-or-later
using System.Runtime.CompilerServices;
using NetJack2.Protocol.Extension;

namespace NetJack2.Protocol.Tests.Extension;

public class CapabilityBlockTests
{
    [Test]
    public void It_is_64_bytes() => Assert.That(Unsafe.SizeOf<CapabilityBlock>(), Is.EqualTo(64));

    [Test]
    public void It_lies_at_the_end_of_the_host_name_field()
    {
        byte[] field = new byte[256];
        "stage"u8.CopyTo(field);
        CapabilityBlock.Write(field, Capabilities.All);
        Assert.That(field[..192], Is.EqualTo((byte[])[.. "stage"u8, .. new byte[187]]));
        Assert.That(field[192..204], Is.EqualTo(Convert.FromHexString("4e4a3243" + "00000001" + "00001fff")));
        Assert.That(field[204..], Is.All.Zero);
    }

    [TestCase(LatencyMode.Auto, LatencyMode.Auto)]
    [TestCase(LatencyMode.Stable, LatencyMode.Stable)]
    [TestCase((LatencyMode)3, LatencyMode.Auto)]
    public void The_latency_mode_has_a_meaning_with_its_bit_only(LatencyMode written, LatencyMode read)
    {
        byte[] field = new byte[256];
        CapabilityBlock.Write(field, Capabilities.All, mode: written);
        Assert.That((field[205], CapabilityBlock.ReadLatencyMode(field)), Is.EqualTo(((byte)written, read)));
        CapabilityBlock.Write(field, Capabilities.All & ~Capabilities.AutoLatency, mode: written);
        Assert.That(CapabilityBlock.ReadLatencyMode(field), Is.EqualTo(LatencyMode.Constant));
    }

    [TestCase(Capabilities.CyclePackets)]
    [TestCase(Capabilities.Renegotiation)]
    [TestCase(Capabilities.All)]
    public void What_was_written_is_read(Capabilities features)
    {
        byte[] field = new byte[256];
        field.AsSpan().Fill(0xAA);
        CapabilityBlock.Write(field, features);
        Assert.That(CapabilityBlock.Read(field), Is.EqualTo(features));
    }

    [Test]
    [Property("Defect", "Fault-08")]
    public void The_proof_of_a_session_lies_behind_the_number_of_the_server()
    {
        byte[] field = new byte[256];
        CapabilityBlock.WriteProof(field, 0x0102030405060708);
        Assert.That(field, Is.All.Zero, "there is no block");
        Assert.That(CapabilityBlock.ReadProof(field), Is.Zero);
        CapabilityBlock.Write(field, Capabilities.All);
        CapabilityBlock.WriteProof(field, 0x0102030405060708);
        Assert.That(Convert.ToHexString(field[220..240]), Is.EqualTo("0000000000000000" + "0102030405060708" + "00000000"));
        Assert.That(CapabilityBlock.ReadProof(field), Is.EqualTo(0x0102030405060708UL));
    }

    // By a program of its own that gives the test vector of the paper.
    [TestCase(0UL, 0xFFFF_C0A8_010AUL, 0x03C500C1015B117FUL)]
    [TestCase(0xFE80_0000_0000_0000UL, 0xAUL, 0x0BE4EBAF10971F19UL)]
    public void A_proof_is_SipHash_of_the_two_numbers_and_the_address(ulong managerHigh, ulong managerLow, ulong proof) =>
        Assert.That(SessionProof.Of(0x0102030405060708, previousId: 7, sessionId: 8, managerHigh, managerLow), Is.EqualTo(proof));

    [Test]
    [Property("Defect", "Fault-06")]
    public void The_key_of_a_session_lies_behind_the_features()
    {
        byte[] field = new byte[256];
        CapabilityBlock.WriteKey(field, 0x0102030405060708, 0x090A0B0C);
        Assert.That(field, Is.All.Zero, "there is no block");
        CapabilityBlock.Write(field, Capabilities.All);
        CapabilityBlock.WriteKey(field, 0x0102030405060708, 0x090A0B0C);
        Assert.That(Convert.ToHexString(field[204..224]), Is.EqualTo("00000000" + "0102030405060708" + "090A0B0C" + "00000000"));
        Assert.That(CapabilityBlock.ReadKey(field), Is.EqualTo((0x0102030405060708UL, 0x090A0B0Cu)));
        Assert.That(CapabilityBlock.Read(field), Is.EqualTo(Capabilities.All));
    }

    [Test]
    public void Jack2_has_no_capabilities_whatever_follows_its_name()
        => Gen.Byte.Array[256].Sample(field =>
        {
            field[192] = 0;
            return CapabilityBlock.Read(field) == Capabilities.None;
        });

    [Test]
    public void A_later_version_keeps_the_meaning_of_this_ones_bits()
    {
        byte[] field = new byte[256];
        CapabilityBlock.Write(field, Capabilities.CyclePackets);
        field[199] = 2;
        Assert.That(CapabilityBlock.Read(field), Is.EqualTo(Capabilities.CyclePackets));
    }

    [Test]
    public void Version_0_is_none()
    {
        byte[] field = new byte[256];
        CapabilityBlock.Write(field, Capabilities.All);
        field[199] = 0;
        Assert.That(CapabilityBlock.Read(field), Is.EqualTo(Capabilities.None));
    }
}
