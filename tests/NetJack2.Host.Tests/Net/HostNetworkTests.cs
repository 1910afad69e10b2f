// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.Host.Net;
using NetJack2.Link.Datagrams;

namespace NetJack2.Host.Tests.Net;

public sealed class HostNetworkTests
{
    [TestCase(0x7F000001u, true, TestName = "Loopback_is_an_own_address")]
    [TestCase(0xC0000201u, false, TestName = "A_documentation_address_is_not_an_own_one")]
    public void Own_addresses_are_distinguished_from_others(uint host, bool isOwn) =>
        Assert.That(HostNetwork.IsOwnAddress(new PeerAddress(host, 19000)), Is.EqualTo(isOwn));

    [Test]
    public void A_dotted_quad_is_parsed()
    {
        Assert.That(HostNetwork.TryParse("225.3.19.154"u8, 19000, out PeerAddress address));
        Assert.That(address, Is.EqualTo(new PeerAddress(0xE103139A, 19000)));
        Assert.That(address.IsMulticast);
        Assert.That(address.ToString(), Is.EqualTo("225.3.19.154:19000"));
    }

    [TestCase("::1", "[::1]:19000")]
    [TestCase("2001:DB8::1", "[2001:db8::1]:19000")]
    [TestCase("::ffff:10.0.0.1", "10.0.0.1:19000")]
    public void An_address_of_IPv6_is_parsed(string text, string printed)
    {
        Assert.That(HostNetwork.TryParse(System.Text.Encoding.UTF8.GetBytes(text), 19000, out PeerAddress address));
        Assert.That(address.ToString(), Is.EqualTo(printed));
    }

    [Test]
    public void Loopback_of_IPv6_is_an_own_address()
        => Assert.That(HostNetwork.IsOwnAddress(new PeerAddress(new HostAddress(0, 1, 0), 19000)));

    [TestCase("225.3.19.154", "", "225.3.19.154:19000", "")]
    [TestCase("225.3.19.154", "eth1", "225.3.19.154:19000", "eth1")]
    [TestCase("fe80::1%eth0", "", "[fe80::1]:19000", "eth0")]
    [TestCase("fe80::1%eth0", "eth1", "[fe80::1]:19000", "eth0")]
    public void The_interface_behind_an_address_is_the_one_that_is_chosen(string address, string name, string target, string chosen)
    {
        byte[] addressText = System.Text.Encoding.UTF8.GetBytes(address), nameText = System.Text.Encoding.UTF8.GetBytes(name);
        Assert.That(NetworkChoice.TryParse(addressText, nameText, 19000, out NetworkChoice choice));
        Assert.That((choice.Address.ToString(), choice.Interface), Is.EqualTo((target, chosen)));
    }

    [TestCase("")]
    [TestCase("example")]
    [TestCase("1.2.3.4.5")]
    [TestCase("1.2.3")]
    [TestCase("16909060")]
    [TestCase("[::1]")]
    [TestCase("fe80::1%eth0")]
    public void Anything_else_is_refused(string text) =>
        Assert.That(HostNetwork.TryParse(System.Text.Encoding.UTF8.GetBytes(text), 19000, out _), Is.False);
}
