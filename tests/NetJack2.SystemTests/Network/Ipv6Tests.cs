// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.SystemTests.Harness;
using NetJack2.TestHosts.Hosts;
using NetJack2.TestHosts.Servers;

namespace NetJack2.SystemTests.Network;

/// <summary>IPv6 beside IPv4 (D-25).</summary>
[TestFixture]
[Lane(Lane.Untimed, Seconds = 31)]
public class Ipv6Tests : SystemTest
{
    private const string MasterAddress = "2001:db8:78::1", TwinGroup = "ff12::4e4a:e103:139a";

    [Test]
    public async Task Where_there_is_no_IPv4_they_find_each_other_by_IPv6_without_options()
    {
        await using Stage stage = await Stage.StartAsync();
        TestHost slave = await stage.AddHostAsync("slave");
        await Cable.PlugAsync(new(stage.Master, "eth0"), new(slave, "eth0"));
        await stage.StartMasterAsync();
        JackServer server = await stage.StartSlaveAsync(slave);
        await stage.AssertAudioAsync(slave);
        Assert.That(server.Log, Does.Match(@"Connected to master 'master' at \[fe80::[^]]+%\d+\]:\d+"));
        Assert.That(stage.Server.Log, Does.Contain($"Listening on [{TwinGroup}]:19000, eth0"));
    }

    [TestCase(MasterAddress)]
    [TestCase(TwinGroup)]
    [TestCase(TwinGroup + "%eth0")]
    [TestCase("LINK")]
    [TestCase("LINK%eth0")]
    public async Task A_slave_finds_its_master_at_an_IPv6_address_or_group(string address)
    {
        await using Stage stage = await Stage.StartAsync();
        TestHost slave = await stage.AddHostAsync("slave");
        await Cable.PlugAsync(new(stage.Master, "eth0", MasterAddress + "/64"), new(slave, "eth0", "2001:db8:78::2/64"));
        await slave.RunAsync("ip", "addr", "add", "10.78.1.2/24", "dev", "eth0");
        await stage.Master.RunAsync("ip", "addr", "add", "10.78.1.1/24", "dev", "eth0");
        await stage.StartMasterAsync();
        string target = address.Replace("LINK", await Cable.LinkLocalAddressAsync(stage.Master, "eth0"), StringComparison.Ordinal);
        JackServer server = await stage.StartSlaveAsync(slave, "-a", target);
        await stage.AssertAudioAsync(slave);
        Assert.That(server.Log, Does.Contain("Connected to master 'master' at ["));
    }

    [Test]
    public async Task A_group_of_ones_own_keeps_two_masters_on_one_network_apart()
    {
        await using Stage stage = await Stage.StartAsync();
        TestHost slave = await stage.AddHostAsync("slave");
        await Cable.PlugAsync(new(stage.Master, "eth0"), new(slave, "eth0"));
        await stage.StartMasterAsync("-a ff15::1234");
        JackServer server = await stage.StartSlaveAsync(slave, "-a", "ff15::1234");
        await stage.AssertAudioAsync(slave);
        Assert.That(server.Log, Does.Contain("Waiting for a master at [ff15::1234]:19000"));
        JackServer other = await stage.LaunchSlaveAsync(await stage.Master.StartRoomAsync("room"));
        await Task.Delay(TimeSpan.FromSeconds(1));
        Assert.That(other.Log, Does.Not.Contain("Connected"));
    }
}
