// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.JackProbe.Results;
using NetJack2.SystemTests.Harness;
using NetJack2.TestHosts;
using NetJack2.TestHosts.Hosts;
using NetJack2.TestHosts.Processes;
using NetJack2.TestHosts.Servers;

namespace NetJack2.SystemTests.Network;

/// <summary>
/// A computer between two others is the slave of one and the master of the other: its server has the net driver and netmanager, with the
/// same port on both sides.
/// </summary>
[TestFixture]
[Lane(Lane.Untimed, Seconds = 60)]
[Property("Defect", "Fault-18")]
public class ServerChainTests : SystemTest
{
    private const int Period = 256;
    private static readonly TimeSpan s_limit = TimeSpan.FromSeconds(12);
    private static readonly (string Slave, string Master)[] s_links = [("X", "M"), ("T", "X")];

    [TestCase("T", "X", "M")]
    [TestCase("X", "M", "T")]
    [TestCase("X", "T", "M")]
    public async Task A_chain_of_three_servers_works_in_whatever_order_they_start(params string[] order)
    {
        await using Chain chain = await Chain.PlugAsync();
        foreach (string name in order) await chain.StartAsync(name);
        await chain.AssertConnectedAsync();
    }

    [Test]
    public async Task A_chain_of_three_servers_works_again_after_each_of_them_was_killed_and_restarted()
    {
        string[] names = ["M", "X", "T"];
        await using Chain chain = await Chain.PlugAsync();
        foreach (string name in names) await chain.StartAsync(name);
        await chain.AssertConnectedAsync();
        foreach (string name in names)
        {
            await chain.KillAsync(name);
            await chain.StartAsync(name);
            await chain.AssertConnectedAsync();
        }
    }

    private sealed class Chain(TestHost master, TestHost relay, TestHost end) : IAsyncDisposable
    {
        private readonly Dictionary<string, JackServer> _servers = new(StringComparer.Ordinal);

        public static async Task<Chain> PlugAsync()
        {
            var chain = new Chain(await TestHost.StartAsync("M"), await TestHost.StartAsync("X"), await TestHost.StartAsync("T"));
            await Cable.PlugAsync(new(chain.Host("M"), "eth0", "10.78.1.1/24"), new(chain.Host("X"), "eth0", "10.78.1.2/24"));
            await Cable.PlugAsync(new(chain.Host("X"), "eth1", "10.78.2.2/24"), new(chain.Host("T"), "eth0", "10.78.2.3/24"));
            return chain;
        }

        public async Task StartAsync(string name)
        {
            JackServerArguments arguments = string.Equals(name, "M", StringComparison.Ordinal)
                ? JackServerArguments.Dummy(Period)
                : JackServerArguments.Net(synchronous: false, "-n", name, "-C", "2", "-P", "2");
            _servers[name] = await JackServer.StartAsync(Host(name), DriverFolder.NetJack2Cs, arguments);
            if (!string.Equals(name, "T", StringComparison.Ordinal))
                Assert.That((await Probe.LoadAsync(Host(name), "netmanager", "")).Status, Is.Zero);
        }

        /// <summary>Kills a server, and waits until its neighbours have noticed.</summary>
        public async Task KillAsync(string name)
        {
            await _servers[name].DisposeAsync();
            foreach ((string slave, string master) in s_links)
            {
                if (string.Equals(name, slave, StringComparison.Ordinal))
                    await _servers[master].AwaitLogAsync($"Slave '{name}' is disconnected", s_limit);
                if (string.Equals(name, master, StringComparison.Ordinal))
                    await _servers[slave].AwaitLogAsync("is disconnected; ports and connections are kept", s_limit);
            }
        }

        /// <summary>X is the slave of M and T the slave of X; no server has another slave, least of all itself.</summary>
        public async Task AssertConnectedAsync()
        {
            await AwaitPortAsync(Host("M"), "X:from_slave_2");
            await AwaitPortAsync(Host("X"), "T:from_slave_2");
            foreach ((string slave, string master) in s_links)
                await _servers[slave].AwaitLogAsync($"Connected to master '{master}'", s_limit);
            await Poll.UntilAsync(() => _servers["T"].HasLogged($"48000 Hz, {Period} frames"), s_limit, "the period of M at T");
            await Task.Delay(TimeSpan.FromSeconds(2));
            Assert.That(await PortSnapshot.ClientsAsync(Host("M")), Is.EqualTo((string[])["X", "system"]));
            Assert.That(await PortSnapshot.ClientsAsync(Host("X")), Is.EqualTo((string[])["T", "system"]));
        }

        public async ValueTask DisposeAsync()
        {
            foreach (JackServer server in _servers.Values) await server.DisposeAsync();
            foreach (TestHost host in (TestHost[])[master, relay, end]) await host.DisposeAsync();
        }

        private static async Task AwaitPortAsync(TestHost host, string port)
        {
            HostProcess process = await Probe.StartAwaitPortAsync(host, port, wait: 10);
            await Probe.FinishAsync(process, ResultsJson.Default.AwaitResult, s_limit);
        }

        private TestHost Host(string name) => name switch { "M" => master, "X" => relay, _ => end };
    }
}
