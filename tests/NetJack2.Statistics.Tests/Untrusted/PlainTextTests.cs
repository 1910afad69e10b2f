// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.Statistics.Untrusted;

namespace NetJack2.Statistics.Tests.Untrusted;

/// <summary>Names from peers and from other users.</summary>
public class PlainTextTests
{
    [TestCase("", "")]
    [TestCase("Bühne 2 日本 🎹", "Bühne 2 日本 🎹")]
    [TestCase("\u001b]0;title\u0007\u001b[2J", "_]0;title__[2J", Description = "C0")]
    [TestCase("a\u009b31mb\u007f", "a_31mb_", Description = "C1, DEL")]
    [TestCase("a\u202egnp.exe", "a_gnp.exe", Description = "right to left")]
    [TestCase("a\u2066b\u2069c\u200b\ufeffd", "a_b_c__d", Description = "isolates, no width")]
    [TestCase("a\u2028b\u2029c\nd", "a_b_c_d", Description = "lines")]
    [TestCase("a\ue000b\u0378c", "a_b_c", Description = "private, not assigned")]
    [TestCase("a\U000e0041b\U0010ffffc", "a_b_c", Description = "tags, no character")]
    [Property("Defect", "Fault-12")]
    public void Characters_that_control_or_mislead_are_replaced(string text, string shown)
        => Assert.That(PlainText.Clean(text), Is.EqualTo(shown));

    [Test]
    public void A_clean_text_is_not_copied()
    {
        string text = new('x', 3);
        Assert.That(PlainText.Clean(text), Is.SameAs(text));
    }
}
