// SPDX-License-Identifier: GPL-2.0-or-later
using System.Net;
using NetJack2.Link.Datagrams;

namespace NetJack2.Link.Tests.Datagrams;

public class HostAddressTests
{
    [TestCase("10.0.0.1", true, false, false, 28)]
    [TestCase("225.3.19.154", true, true, false, 28)]
    [TestCase("::ffff:10.0.0.1", true, false, false, 28, Description = "the same as 10.0.0.1")]
    [TestCase("::1", false, false, false, 48)]
    [TestCase("2001:db8::1", false, false, false, 48)]
    [TestCase("fe80::1", false, false, true, 48)]
    [TestCase("febf::1", false, false, true, 48)]
    [TestCase("fec0::1", false, false, false, 48)]
    [TestCase("ff02::1", false, true, true, 48)]
    [TestCase("ff12::4e4a:e103:139a", false, true, true, 48)]
    [TestCase("ff15::1", false, true, false, 48)]
    public void The_family_of_an_address_is_known(string text, bool isIPv4, bool isMulticast, bool isLinkLocal, int overhead)
    {
        HostAddress address = HostAddress.From(IPAddress.Parse(text));
        Assert.That(
            (address.IsIPv4, address.IsMulticast, address.IsLinkLocal, address.Overhead),
            Is.EqualTo((isIPv4, isMulticast, isLinkLocal, overhead)));
    }

    [Test]
    public void An_IPv4_address_is_the_same_however_it_was_written() =>
        Assert.That(HostAddress.From(IPAddress.Parse("::ffff:10.0.0.1")), Is.EqualTo((HostAddress)0x0A000001u));

    [Test]
    public void The_twin_of_a_group_ends_with_the_groups_own_bits() =>
        Assert.That(((HostAddress)0xE103139Au).ToTwinGroup().ToString(), Is.EqualTo("ff12::4e4a:e103:139a"));

    [TestCase("10.0.0.1", 0u, "10.0.0.1:19000")]
    [TestCase("::1", 0u, "[::1]:19000")]
    [TestCase("fe80::1", 3u, "[fe80::1%3]:19000")]
    public void An_address_with_a_port_is_printed_unambiguously(string text, uint scope, string printed) =>
        Assert.That(
            new PeerAddress(HostAddress.From(IPAddress.Parse(text)) with { Scope = scope }, 19_000).ToString(), Is.EqualTo(printed));
}
