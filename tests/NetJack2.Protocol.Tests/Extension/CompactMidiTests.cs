// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.Protocol.Extension;

namespace NetJack2.Protocol.Tests.Extension;

public class CompactMidiTests
{
    [Test]
    public void An_event_is_time_port_size_and_data_padded_to_four()
    {
        byte[] section = [.. Enumerable.Repeat((byte)0xAA, 16)];
        int used = 0;
        Assert.That(CompactMidi.TryAppend(section, ref used, port: 3, time: 0x102, [0x90, 0x3C, 0x40]), Is.True);
        Assert.That(used, Is.EqualTo(12));
        Assert.That(section, Is.EqualTo(Convert.FromHexString("00000102" + "0003" + "0003" + "903c4000" + "aaaaaaaa")));
    }

    [Test]
    public void What_was_appended_is_read_again()
        => Gen.Select(Gen.Int[0, 255], Gen.UInt, Gen.Byte.Array[1, 300]).Array[0, 20].Sample(events =>
        {
            byte[] section = new byte[8192];
            int used = 0;
            foreach ((int port, uint time, byte[] data) in events)
                _ = CompactMidi.TryAppend(section, ref used, port, time, data);
            ReadOnlySpan<byte> rest = section.AsSpan(0, used);
            foreach ((int port, uint time, byte[] data) in events)
            {
                if (!CompactMidi.TryRead(ref rest, out int readPort, out uint readTime, out ReadOnlySpan<byte> read)
                    || readPort != port || readTime != time || !read.SequenceEqual(data))
                    return false;
            }
            return rest.IsEmpty && used % 4 == 0;
        });

    [Test]
    public void An_event_of_65535_bytes_is_the_longest()
    {
        byte[] section = new byte[70_000];
        int used = 0;
        Assert.That(CompactMidi.TryAppend(section, ref used, 0, 0, new byte[65_536]), Is.False);
        Assert.That(used, Is.Zero);
        Assert.That(CompactMidi.TryAppend(section, ref used, 0, 0, new byte[65_535]), Is.True);
    }

    [Test]
    public void A_full_section_takes_nothing_and_stays_as_it_was()
    {
        byte[] section = new byte[20];
        int used = 0;
        Assert.That(CompactMidi.TryAppend(section, ref used, 0, 0, [1, 2, 3, 4]), Is.True);
        byte[] before = [.. section];
        Assert.That(CompactMidi.TryAppend(section, ref used, 0, 0, [1]), Is.False);
        Assert.That((used, section), Is.EqualTo((12, before)));
    }

    [TestCase("", Description = "the end")]
    [TestCase("00000000000000", Description = "less than a head")]
    [TestCase("0000000000000000", Description = "no data")]
    [TestCase("0000000000000005" + "01020304", Description = "more data than there are bytes")]
    [TestCase("000000000000ffff", Description = "much more")]
    public void What_is_no_whole_event_ends_the_section(string bytes)
    {
        ReadOnlySpan<byte> rest = Convert.FromHexString(bytes);
        Assert.That(CompactMidi.TryRead(ref rest, out _, out _, out _), Is.False);
    }

    [Test]
    public void No_bytes_make_the_reader_throw_or_run_for_ever()
        => Gen.Byte.Array[0, 200].Sample(bytes =>
        {
            ReadOnlySpan<byte> rest = bytes;
            int events = 0;
            while (CompactMidi.TryRead(ref rest, out _, out _, out _))
                events++;
            return events <= bytes.Length / 12;
        });
}
