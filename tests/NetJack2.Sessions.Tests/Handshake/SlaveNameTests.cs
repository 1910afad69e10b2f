// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.Sessions.Handshake;

namespace NetJack2.Sessions.Tests.Handshake;

public class SlaveNameTests
{
    [TestCase("bass", "bass")]
    [TestCase("bass\0rest", "bass")]
    [TestCase("a:b*c", "a_b_c", Description = "what JACK's names cannot contain")]
    [TestCase("\u001b[31mred", "_[31mred", Description = "what a terminal would obey")]
    [TestCase("a\u202eb\u2028", "a_b_", Description = "what would mislead a reader")]
    [TestCase("gitarre-ü", "gitarre-ü")]
    [TestCase("0123456789012345678901234567890123456789", "0123456789012345678901234567890")]
    [Property("Defect", "D-24")]
    public void Names_from_the_network_are_fit_for_JACK(string sent, string name)
        => Assert.That(SlaveName.Read(System.Text.Encoding.UTF8.GetBytes(sent)), Is.EqualTo(name));

    [Test]
    public void No_bytes_make_it_throw_or_keep_a_control_character()
        => Gen.Byte.Array[0, 256].Sample(
            bytes => !SlaveName.Read(bytes).Any(char.IsControl) && !SlaveName.Clean(bytes).Any(char.IsControl));

    [Test]
    public void No_name_of_a_computer_exceeds_what_an_alias_has_room_for()
        => Gen.Byte.Array[0, 256].Sample(bytes =>
            SlaveName.ReadHost(bytes) is var host
            && System.Text.Encoding.UTF8.GetByteCount(host) <= 63
            && !host.Contains(':', StringComparison.Ordinal));
}
