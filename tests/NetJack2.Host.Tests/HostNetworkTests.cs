using NetJack2.Engine;

namespace NetJack2.Host.Tests;

public sealed class HostNetworkTests
{
    [TestCase(0x7F000001u, true, TestName = "Loopback_is_an_own_address")]
    [TestCase(0xC0000201u, false, TestName = "A_documentation_address_is_not_an_own_one")]
    public void Own_addresses_are_told_from_others(uint host, bool isOwn) =>
        Assert.That(HostNetwork.IsOwnAddress(new PeerAddress(host, 19000)), Is.EqualTo(isOwn));

    [Test]
    public void A_dotted_quad_is_parsed()
    {
        Assert.That(HostNetwork.TryParse("225.3.19.154"u8, 19000, out PeerAddress address));
        Assert.That(address, Is.EqualTo(new PeerAddress(0xE103139A, 19000)));
        Assert.That(address.IsMulticast);
        Assert.That(address.ToString(), Is.EqualTo("225.3.19.154:19000"));
    }

    [TestCase("")]
    [TestCase("example")]
    [TestCase("1.2.3.4.5")]
    [TestCase("::1")]
    public void Anything_else_is_refused(string text) =>
        Assert.That(HostNetwork.TryParse(System.Text.Encoding.UTF8.GetBytes(text), 19000, out _), Is.False);
}
