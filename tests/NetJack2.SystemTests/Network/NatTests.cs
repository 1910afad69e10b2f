// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.SystemTests.Harness;
using NetJack2.TestHosts.Hosts;

namespace NetJack2.SystemTests.Network;

/// <summary>Slaves behind a router that hides their addresses, as containers on a bridge are.</summary>
[TestFixture]
[Lane(Lane.Untimed)]
[Property("Defect", "Fault-21")]
public class NatTests : SystemTest
{
    private const string Masquerade =
        "add table ip nat; add chain ip nat leaving { type nat hook postrouting priority 100; }; "
        + "add rule ip nat leaving oifname eth0 masquerade";

    private const string OnlyReplies =
        "add table inet wall; add chain inet wall entering { type filter hook input priority 0; policy drop; }; "
        + "add rule inet wall entering ct state established,related accept; add rule inet wall entering iif lo accept";

    [Test]
    public async Task Two_slaves_behind_one_NAT_and_a_closed_firewall_have_sessions()
    {
        await using Stage stage = await Stage.StartAsync();
        TestHost router = await stage.AddHostAsync("router");
        await Cable.PlugAsync(new(router, "eth0", "10.78.1.254/24"), new(stage.Master, "eth0", "10.78.1.1/24"));
        await router.RunAsync("sh", "-c", "echo 1 > /proc/sys/net/ipv4/ip_forward");
        await router.RunAsync("nft", Masquerade);
        await stage.StartMasterAsync();
        List<TestHost> slaves = [];
        for (int number = 2; number <= 3; number++)
        {
            TestHost slave = await stage.AddHostAsync($"slave{number}");
            await Cable.PlugAsync(new(router, $"eth{number}", $"10.78.{number}.254/24"), new(slave, "eth0", $"10.78.{number}.2/24"));
            await slave.RunAsync("ip", "route", "add", "default", "via", $"10.78.{number}.254");
            await slave.RunAsync("nft", OnlyReplies);
            slaves.Add(slave);
        }

        foreach (TestHost slave in slaves)
            _ = await stage.StartSlaveAsync(slave, "-a", "10.78.1.1");
        foreach (TestHost slave in slaves)
            await stage.AssertAudioAsync(slave);
        Assert.That(stage.Server.Log, Does.Contain("at 10.78.1.254:").And.Not.Contain("10.78.2.2"));
    }
}
