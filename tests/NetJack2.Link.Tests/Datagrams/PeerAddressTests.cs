// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.Link.Datagrams;

namespace NetJack2.Link.Tests.Datagrams;

public class PeerAddressTests
{
    [Test]
    public void It_prints_as_a_dotted_quad_and_a_port()
        => Assert.That(new PeerAddress(0xE103139A, 19000).ToString(), Is.EqualTo("225.3.19.154:19000"));

    [TestCase(0xE0000000u, true)]
    [TestCase(0xEFFFFFFFu, true)]
    [TestCase(0xDFFFFFFFu, false)]
    [TestCase(0xF0000000u, false)]
    [TestCase(0x0A000001u, false)]
    public void Groups_are_224_to_239(uint host, bool isMulticast)
        => Assert.That(new PeerAddress(host, 1).IsMulticast, Is.EqualTo(isMulticast));
}
