// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.Interop.Tests.Proof;

namespace NetJack2.Interop.Tests;

/// <summary>The bindings against the headers that are installed, compiled by gcc.</summary>
public class HeadersTests
{
    [Test]
    public void Every_size_offset_constant_and_prototype_is_that_of_the_C_headers()
    {
        (bool accepted, string diagnostics) = HeaderProof.Check(HeaderProof.Assertions);

        Assert.That(accepted, Is.True, diagnostics);
        Assert.That(HeaderProof.Assertions, Has.Count.GreaterThan(1300), "the proof has lost most of its assertions");
    }

    [TestCase("jack_position_t size", "== 136", "== 144")]
    [TestCase("jack_position_t.frame offset", "== 20", "== 24")]
    [TestCase("nj_slave_options.name size", "== 64", "== 63")]
    [TestCase("nj_driver_configuration.rate offset", "== 20", "== 16")]
    [TestCase("JackStatus.JackServerFailed", "== 16LL", "== 32LL")]
    [TestCase("UDP_SEGMENT", "== 103LL", "== 104LL")]
    [TestCase("MSG_WAITFORONE", "== 65536LL", "== 65537LL")]
    [TestCase("EMSGSIZE", "== 90LL", "== 91LL")]
    [TestCase("sendmsg", "const struct msghdr *", "struct msghdr *")]
    [TestCase("jack_port_get_buffer", "jack_nframes_t", "jack_time_t")]
    [TestCase("nj_host_configure", "const nj_driver_configuration *", "const nj_driver_options *")]
    public void A_wrong_claim_is_refused_and_named(string name, string right, string wrong)
    {
        string claim = HeaderProof.Assertions.Single(assertion => assertion.EndsWith($", \"{name}\");", StringComparison.Ordinal));
        Assert.That(claim, Does.Contain(right));

        (bool accepted, string diagnostics) = HeaderProof.Check([claim.Replace(right, wrong, StringComparison.Ordinal)]);

        Assert.That(accepted, Is.False);
        Assert.That(diagnostics, Does.Contain("static assertion failed: " + name));
        Assert.That(HeaderProof.Check([claim]).Accepted, Is.True);
    }

    [Test]
    public void The_border_is_plain_C()
    {
        string source = $"#include \"{SourceTree.PathOf("native/include/netjack2/program.h")}\"";

        (bool accepted, string diagnostics) = Gcc.Own.Check(source, "c", "c11");

        Assert.That(accepted, Is.True, diagnostics);
    }
}
