// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.Sessions.Connections;

namespace NetJack2.Sessions.Tests.Connections;

public class KeptNamesTests
{
    private static readonly KeptNames s_names = new("keys");

    [TestCase("keys:from_slave_1", ":from_slave_1")]
    [TestCase("system:playback_1", "system:playback_1")]
    [TestCase("keys2:out", "keys2:out", Description = "another client whose name begins likewise")]
    public void A_port_is_kept_without_the_clients_own_name_and_found_again(string port, string kept)
    {
        Assert.That(s_names.ToKept(port), Is.EqualTo(kept));
        Assert.That(s_names.FromKept(kept), Is.EqualTo(port));
    }

    [Test]
    public void What_was_kept_is_found_under_the_next_name() =>
        Assert.That(new KeptNames("keys-01").FromKept(":from_slave_1"), Is.EqualTo("keys-01:from_slave_1"));

    [Test]
    public void An_own_port_has_the_clients_name() => Assert.That(s_names.Own("to_slave_2"), Is.EqualTo("keys:to_slave_2"));
}
