// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.SystemTests.Harness;
using NetJack2.TestHosts.Hosts;
using NetJack2.TestHosts.Processes;
using NetJack2.TestHosts.Servers;

namespace NetJack2.SystemTests.Loading;

/// <summary>jackd opens every driver at each start, to read its options: that alone must not wake a runtime.</summary>
[TestFixture]
[Lane(Lane.Untimed)]
public class DormancyTests : SystemTest
{
    private const long MostAddressSpaceKiB = 32 * 1024;

    [Test]
    public async Task A_server_that_does_not_use_the_modules_has_no_thread_and_no_heap_of_theirs()
    {
        ProcessFigures with = await FiguresAsync(DriverFolder.NetJack2Cs), without = await FiguresAsync(DriverFolder.Jack2);
        Assert.Multiple(() =>
        {
            Assert.That(with.Threads, Is.EqualTo(without.Threads));
            Assert.That(with.VirtualKiB - without.VirtualKiB, Is.LessThan(MostAddressSpaceKiB), "a managed heap reserves at least 128 MiB");
        });
    }

    private static async Task<ProcessFigures> FiguresAsync(DriverFolder folder)
    {
        await using TestNetwork network = await TestNetwork.StartAsync();
        await using JackServer server = await JackServer.StartAsync(network.Hub, folder, JackServerArguments.Dummy(1024));
        await Task.Delay(TimeSpan.FromSeconds(0.5));
        return server.Figures;
    }
}
