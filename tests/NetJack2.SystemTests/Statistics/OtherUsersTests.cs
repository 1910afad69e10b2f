// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.SystemTests.Harness;
using NetJack2.TestHosts;
using NetJack2.TestHosts.Hosts;
using NetJack2.TestHosts.Processes;
using NetJack2.TestHosts.Servers;

namespace NetJack2.SystemTests.Statistics;

/// <summary>What other users of a computer put into shared memory, and into the place of a file, ends and delays nothing.</summary>
[TestFixture]
[Lane(Lane.Untimed)]
public class OtherUsersTests : SystemTest
{
    // A link whose text has the length of a page.
    private static readonly string s_far = "/" + string.Concat(Enumerable.Repeat("./", 40));
    private static readonly TimeSpan s_limit = TimeSpan.FromSeconds(5);

    [Test]
    [Property("Defect", "Fault-10")]
    public async Task Pipes_links_folders_and_endless_files_beside_the_pages_stop_no_server_and_no_command()
    {
        await using TestHost host = await TestHost.StartAsync("shared");
        await host.RunAsync("mkfifo", "/dev/shm/netjack2.netmanager.1.0", "/dev/shm/pipe");
        await host.RunAsync("ln", "-s", $"{s_far}dev/zero", "/dev/shm/netjack2.netmanager.1.1");
        await host.RunAsync("ln", "-s", $"{s_far}dev/shm/pipe", "/dev/shm/netjack2.netmanager.1.2");
        await host.RunAsync("ln", "-s", "netjack2.netmanager.1.3", "/dev/shm/netjack2.netmanager.1.3");
        await host.RunAsync("mkdir", "/dev/shm/netjack2.netmanager.1.4");
        await host.RunAsync("truncate", "-s", "1T", "/dev/shm/netjack2.netmanager.1.5");
        await using JackServer server = await JackServer.StartAsync(host, DriverFolder.NetJack2Cs, JackServerArguments.Dummy(256));
        Assert.That((await Probe.LoadAsync(host, "netmanager")).Status, Is.Zero, server.Log);
        foreach ((string command, string answer) in ((string, string)[])
            [("list", "netmanager"), ("stat", "No session runs"), ("doctor", "modules of netjack2-cs")])
            Assert.That((await StatisticsProgram.RunAsync(host, command)).Output, Does.Contain(answer));
        await Probe.UnloadAsync(host, "netmanager");
        await server.StopAsync(s_limit);
    }

    [Test]
    [Property("Defect", "Fault-11")]
    public async Task A_page_that_is_cut_ends_no_server_and_is_whole_again()
    {
        await using TestHost host = await TestHost.StartAsync("shared");
        await using JackServer server = await JackServer.StartAsync(host, DriverFolder.NetJack2Cs, JackServerArguments.Dummy(256));
        Assert.That((await Probe.LoadAsync(host, "netmanager")).Status, Is.Zero, server.Log);
        Assert.That(await StatisticsProgram.ReadAsync(host, "list"), Has.Count.EqualTo(1));
        for (int round = 0; round < 10; round++)
        {
            await host.RunAsync("sh", "-c", ": > $(echo /dev/shm/netjack2.netmanager.*)");
            await Task.Delay(TimeSpan.FromMilliseconds(150));
        }
        await Poll.UntilAsync(
            async () => (await StatisticsProgram.ReadAsync(host, "list")).Count == 1, s_limit, "a page that is whole again");
        await Probe.UnloadAsync(host, "netmanager");
        await server.StopAsync(s_limit);
    }

    [TestCase("mkfifo")]
    [TestCase("ln -s /dev/zero")]
    [TestCase("mkdir")]
    [TestCase("truncate -s 1T")]
    [Property("Defect", "Fault-10")]
    public async Task What_is_no_file_in_the_place_of_the_saved_connections_is_named_and_left(string make)
    {
        await using TestHost host = await TestHost.StartAsync("shared");
        await host.RunAsync("mkdir", "-p", host.StateFolder);
        await host.RunAsync([.. make.Split(' '), Path.Combine(host.StateFolder, "netmanager.connections")]);
        await using JackServer server = await JackServer.StartAsync(host, DriverFolder.NetJack2Cs, JackServerArguments.Dummy(256));
        Assert.That((await Probe.LoadAsync(host, "netmanager", "-s")).Status, Is.Zero, server.Log);
        Assert.That(server.Log, Does.Contain("cannot be read (it ").And.Contain("the file is left as it is"));
        await Probe.UnloadAsync(host, "netmanager");
        await server.StopAsync(s_limit);
    }

    [Test]
    [Property("Defect", "Fault-12")]
    public async Task The_name_of_another_program_controls_no_terminal()
    {
        await using TestHost host = await TestHost.StartAsync("shared");
        await using HostProcess taker = await host.StartAsync("taker",
        [
            "python3", "-c",
            "import socket, time; open('/proc/self/comm', 'w').write('\\x1b[31mX\\u202e'); s = socket.socket(type=socket.SOCK_DGRAM); "
                + "s.bind(('', 19000)); print('taken', flush=True); time.sleep(60)",
        ]);
        await taker.AwaitTextAsync("taken", s_limit);
        Assert.That((await StatisticsProgram.RunAsync(host, "doctor")).Output, Does.Contain("UDP port 19000 is used by _[31mX_ ("));
        await using JackServer server = await JackServer.StartAsync(host, DriverFolder.NetJack2Cs, JackServerArguments.Dummy(256));
        Assert.That((await Probe.LoadAsync(host, "netmanager")).Status, Is.Zero, server.Log);
        await server.AwaitLogAsync("'_[31mX_' has it", s_limit);
        await server.StopAsync(s_limit);
    }
}
