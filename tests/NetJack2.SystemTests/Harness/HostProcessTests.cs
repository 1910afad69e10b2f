// SPDX-License-Identifier: GPL-2.0-or-later
using System.Globalization;
using NetJack2.TestHosts;
using NetJack2.TestHosts.Hosts;
using NetJack2.TestHosts.Processes;

namespace NetJack2.SystemTests.Harness;

/// <summary>What a test has started ends with it, and what that has started, too.</summary>
[TestFixture]
[Lane(Lane.Untimed)]
public class HostProcessTests : SystemTest
{
    private static readonly TimeSpan s_limit = TimeSpan.FromSeconds(5);

    [TestCase("sleep 300 & echo child $!; wait", Description = "a child")]
    [TestCase("sh -c 'sleep 300 & echo child $!; wait' & wait", Description = "a grandchild")]
    [TestCase("setsid sleep 300 & echo child $!; wait", Description = "a child with a session of its own")]
    public async Task A_process_is_killed_with_all_that_it_started(string script)
    {
        await using TestHost host = await TestHost.StartAsync("parent");
        int child;
        await using (HostProcess parent = await host.StartAsync("parent", ["sh", "-c", script]))
            child = await ChildOfAsync(parent);
        await AwaitEndAsync(child);
    }

    [Test]
    public async Task A_process_that_does_not_end_in_time_is_killed_with_all_that_it_started()
    {
        await using TestHost host = await TestHost.StartAsync("parent");
        await using HostProcess parent = await host.StartAsync("parent", ["sh", "-c", "sleep 300 & echo child $!; wait"]);
        int child = await ChildOfAsync(parent);
        Assert.ThrowsAsync<TimeoutException>(() => parent.AwaitExitAsync(TimeSpan.FromMilliseconds(100)));
        await AwaitEndAsync(child);
    }

    [Test]
    public async Task What_a_command_has_left_in_the_background_ends_with_the_host_and_nothing_of_another_host_does()
    {
        await using TestHost other = await TestHost.StartAsync("other");
        await using HostProcess neighbour = await other.StartAsync("neighbour", ["sleep", "300"]);
        int child;
        await using (TestHost host = await TestHost.StartAsync("parent"))
        {
            await using HostProcess parent = await host.StartAsync("parent", ["sh", "-c", "sleep 300 >/dev/null 2>&1 & echo child $!"]);
            child = await ChildOfAsync(parent);
            await parent.AwaitExitAsync(s_limit);
            Assert.That(IsRunning(child), Is.True, "it outlives its parent");
        }

        await AwaitEndAsync(child);
        Assert.That(neighbour.HasExited, Is.False);
    }

    private static async Task<int> ChildOfAsync(HostProcess parent)
    {
        await Poll.UntilAsync(() => parent.Output.Contains("child ", StringComparison.Ordinal), s_limit, "the child's number");
        return int.Parse(parent.Output.Split("child ")[1].Split('\n')[0], CultureInfo.InvariantCulture);
    }

    private static Task<TimeSpan> AwaitEndAsync(int id) => Poll.UntilAsync(() => !IsRunning(id), s_limit, $"the end of process {id}");

    // A process that has ended may wait for the process that is its parent then.
    private static bool IsRunning(int id)
    {
        try { return !File.ReadAllText($"/proc/{id}/stat").Split(')')[^1].TrimStart().StartsWith('Z'); }
        catch (IOException) { return false; }
    }
}
