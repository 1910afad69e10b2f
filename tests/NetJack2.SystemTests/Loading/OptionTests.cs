// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.SystemTests.Harness;
using NetJack2.TestHosts.Hosts;
using NetJack2.TestHosts.Servers;

namespace NetJack2.SystemTests.Loading;

/// <summary>The net driver rejects a bad option, and the log gives value, reason and option.</summary>
/// <remarks>One of each kind: the native tests of the options have every option. What internal clients reject: CommandLineTests.</remarks>
[TestFixture]
[Lane(Lane.Untimed)]
public class OptionTests : SystemTest
{
    private static readonly TimeSpan s_limit = TimeSpan.FromSeconds(5);
    private TestNetwork? _network;

    [OneTimeSetUp]
    public async Task StartAsync() => _network = await TestNetwork.StartAsync();

    [OneTimeTearDown]
    public async Task EndAsync()
    {
        if (_network is not null) await _network.DisposeAsync();
    }

    [TestCase("-l", "31", "option -l, latency: must be 0 to 30, auto or auto:stable, not 31")]
    [TestCase("--latency=2x", null, "option -l, latency: must be 0 to 30, auto or auto:stable, not '2x'")]
    [TestCase("-l", "auto:x", "option -l, latency: must be 0 to 30, auto or auto:stable, not 'auto:x'")]
    [TestCase("-R2", "-lauto", "-R needs a latency that stays: give -l a number, or leave out -R")]
    [TestCase("-C-2", null, "option -C, input-ports: must be 0 to 255 or -1, not -2")]
    [TestCase("-M", "9001", "option -M, mtu: must be 576 to 9000 or auto, not 9001")]
    [TestCase("-p", "99999999999999", "option -p, udp-net-port: must be 1 to 65535, not 99999999999999")]
    [TestCase("-a", "not-an-address", "option -a, multicast-ip: must be an IP address, not 'not-an-address'")]
    [TestCase("-r", "48000", "option -r, rate: belongs to the driver netone")]
    public Task The_net_driver_rejects_a_bad_option_with_a_line_that_names_it(string option, string? value, string line)
        => AssertRejectedAsync(line, value is null ? [option] : [option, value]);

    [Test]
    public Task A_slave_without_any_port_is_rejected()
        => AssertRejectedAsync("-C, -P, -i and -o are all 0, so that there is no port", "-C", "0", "-P", "0", "-i", "0", "-o", "0");

    private async Task AssertRejectedAsync(string line, params string[] options)
    {
        await using JackServer server = await JackServer.LaunchAsync(
            _network!.Leaves[0], DriverFolder.NetJack2Cs, JackServerArguments.Net(synchronous: false, options));
        await server.AwaitExitAsync(s_limit);
        Assert.That(server.ExitCode, Is.Positive, "a rejection, not a crash");
        Assert.That(server.Log, Does.Contain($"net driver: {line}"));
    }
}
