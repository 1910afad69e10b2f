// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.SystemTests.Harness;
using NetJack2.TestHosts;
using NetJack2.TestHosts.Hosts;
using NetJack2.TestHosts.Servers;

namespace NetJack2.SystemTests.Sessions;

/// <summary>Slaves do not take the ports that programs of the master's computer need.</summary>
[TestFixture]
[Lane(Lane.Untimed)]
[Property("Defect", "Fault-08")]
public class PortLimitTests : SystemTest
{
    private static readonly TimeSpan s_limit = TimeSpan.FromSeconds(5);

    /// <summary>jackd's number of ports is read from its memory, whose layout may differ between versions.</summary>
    [TestCase(256, "32 are left to programs of this computer")]
    [TestCase(512, "64 are left to programs of this computer")]
    public async Task Local_programs_find_ports_beside_a_slave_that_wants_all(int ports, string line)
    {
        await using TestNetwork network = await TestNetwork.StartAsync(leaves: 2);
        JackServerArguments arguments = JackServerArguments.Dummy(period: 1024) with { Server = ["-p", $"{ports}"] };
        await using JackServer master = await JackServer.StartAsync(network.Hub, DriverFolder.NetJack2Cs, arguments);
        Assert.That((await Probe.LoadAsync(network.Hub, "netmanager", "")).Status, Is.Zero);
        await using JackServer slave = await StartSlaveAsync(network.Leaves[0], "wide", ports / 4);
        await master.AwaitLogAsync("New slave 'wide'", s_limit);
        await using JackServer other = await StartSlaveAsync(network.Leaves[1], "other", ports / 4);
        await master.AwaitLogAsync($"of {ports} are in use, and {line}", s_limit);
        Assert.That(await PortSnapshot.ClientsAsync(network.Hub), Is.EqualTo((string[])["system", "wide"]));
    }

    private static Task<JackServer> StartSlaveAsync(TestHost host, string name, int channels) => JackServer.StartAsync(
        host,
        DriverFolder.NetJack2Cs,
        JackServerArguments.Net(synchronous: false, "-n", name, "-C", $"{channels}", "-P", $"{channels}"));
}
