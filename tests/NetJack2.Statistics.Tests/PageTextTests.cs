// SPDX-License-Identifier: GPL-2.0-or-later
namespace NetJack2.Statistics.Tests;

/// <summary>Names that come from the network and go to terminals.</summary>
public class PageTextTests
{
    [TestCase("", "")]
    [TestCase("keys", "keys")]
    [TestCase("Bühne 2", "Bühne 2")]
    [TestCase("a\u001b[2Jb\nc", "a_[2Jb_c")]
    public void A_text_is_read_without_characters_that_control_a_terminal(string text, string shown)
        => Assert.That(PageText.From(text).ToString(), Is.EqualTo(shown));

    [Test]
    public void What_is_too_long_is_cut_between_characters()
    {
        Assert.That(PageText.From(new string('x', 100)).ToString(), Is.EqualTo(new string('x', 64)));
        Assert.That(PageText.From("x" + new string('ü', 40)).ToString(), Is.EqualTo("x" + new string('ü', 31)));
    }
}
