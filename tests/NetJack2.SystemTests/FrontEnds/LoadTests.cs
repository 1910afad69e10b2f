// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.SystemTests.Harness;
using NetJack2.TestHosts;
using NetJack2.TestHosts.Hosts;
using NetJack2.TestHosts.Processes;
using NetJack2.TestHosts.Servers;

namespace NetJack2.SystemTests.FrontEnds;

/// <summary><c>netjack2 load</c>, <c>unload</c> and <c>log</c>.</summary>
[TestFixture]
[Lane(Lane.Untimed)]
public class LoadTests : SystemTest
{
    private const string StrangersLog = "/dev/shm/netjack2-log.0";
    private static readonly TimeSpan s_limit = TimeSpan.FromSeconds(25);
    private string _output = "";

    [Test]
    public async Task A_module_is_loaded_with_its_options_and_its_lines_are_shown_and_it_is_unloaded()
    {
        await using TestHost host = await TestHost.StartAsync("studio");
        await using JackServer server = await JackServer.StartAsync(host, DriverFolder.NetJack2Cs, JackServerArguments.Dummy(256));
        Assert.That(await RunAsync(host, "load", "netmanager", "-c", "-N", "3"), Is.EqualTo(0), () => _output);
        Assert.That(_output, Does.Contain("netmanager: netjack2-cs "));
        Assert.That((await StatisticsProgram.RunAsync(host, "list")).Output, Does.Contain("netmanager"));
        Assert.That(await RunAsync(host, "unload", "netmanager"), Is.EqualTo(0), () => _output);
        Assert.That((await StatisticsProgram.RunAsync(host, "list")).ExitCode, Is.EqualTo(1));
        Assert.That(await RunAsync(host, "unload", "netmanager"), Is.EqualTo(1));
        Assert.That(_output, Does.Contain("'netmanager' is not unloaded"));
    }

    [Test]
    public async Task The_reason_of_a_module_that_is_not_loaded_is_shown_and_can_be_read_again()
    {
        await using TestHost host = await TestHost.StartAsync("studio");
        await using JackServer server = await JackServer.StartAsync(host, DriverFolder.NetJack2Cs, JackServerArguments.Dummy(256));
        Assert.That(await RunAsync(host, "load", "netmanager", "-p", "70000"), Is.EqualTo(1));
        const string Reason = "netmanager: option -p, udp-net-port: must be 1 to 65535, not 70000";
        Assert.That(_output, Does.Contain(Reason).And.Contain("'netmanager' is not loaded: see above"));
        Assert.That(await RunAsync(host, "log", "-n", "1"), Is.EqualTo(0));
        Assert.That(_output, Does.Contain($" {Reason}\n"));
    }

    /// <summary>A package for arm64 on a computer with x86-64: jackd reports only that it cannot open the file.</summary>
    [Test]
    public async Task A_module_for_another_processor_is_reported_in_one_line_and_by_the_doctor()
    {
        const int MachineOffset = 18;
        const byte Arm64 = 183;
        DirectoryInfo folder = Directory.CreateTempSubdirectory("netjack2-arm64-");
        try
        {
            foreach (string module in Directory.EnumerateFiles(DriverFolder.NetJack2Cs.Path, "*.so"))
                File.CreateSymbolicLink(Path.Combine(folder.FullName, Path.GetFileName(module)), module);
            foreach (string module in (string[])["netmanager.so", "jack_net.so"])
            {
                string foreign = Path.Combine(folder.FullName, module);
                byte[] bytes = await File.ReadAllBytesAsync(foreign);
                bytes[MachineOffset] = Arm64;
                File.Delete(foreign);
                await File.WriteAllBytesAsync(foreign, bytes);
            }

            await using TestHost host = await TestHost.StartAsync("studio");
            await using JackServer server = await JackServer.StartAsync(
                host, DriverFolder.At(folder.FullName), JackServerArguments.Dummy(256));
            Assert.That(await RunAsync(host, "load", "netmanager"), Is.EqualTo(1));
            Assert.That(_output.Trim(), Does.EndWith(
                "netjack2 load: 'netmanager' is not loaded: it is built for arm64, and this computer is x86-64"));
            Assert.That((await StatisticsProgram.RunAsync(host, "doctor")).Output, Does.Match(
                @"WRONG  jackd \d+, server 'default', cannot load \S+/netmanager.so:\s+it\s+is\s+built\s+for\s+arm64,"));
            Assert.That(server.IsRunning, Is.True);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Test]
    public async Task Without_a_server_and_without_a_name_one_line_has_the_remedy()
    {
        await using TestHost host = await TestHost.StartAsync("studio");
        Assert.That(await RunAsync(host, "load", "netmanager"), Is.EqualTo(1));
        Assert.That(_output, Does.Contain("does a server of this user run? (netjack2 doctor)"));
        Assert.That(await RunAsync(host, "load"), Is.EqualTo(2));
        Assert.That(await RunAsync(host, "unload"), Is.EqualTo(2));
        Assert.That(await RunAsync(host, "log", "-n", "none"), Is.EqualTo(2));
        Assert.That(await RunAsync(host, "log"), Is.EqualTo(1));
        Assert.That(_output, Does.Contain("has logged anything"));
    }

    [Test]
    public async Task A_pipe_in_the_place_of_the_file_holds_no_server_up()
    {
        await using TestHost host = await TestHost.StartAsync("studio");
        await host.RunAsync("mkfifo", StrangersLog);
        await using JackServer server = await JackServer.StartAsync(host, DriverFolder.NetJack2Cs, JackServerArguments.Dummy(256));
        Assert.That(await RunAsync(host, "load", "netmanager"), Is.EqualTo(0), () => _output);
        Assert.That(await RunAsync(host, "log"), Is.EqualTo(1));
    }

    private async Task<int> RunAsync(TestHost host, params string[] arguments)
    {
        await using HostProcess process = await host.StartAsync(
            $"netjack2 {string.Join(' ', arguments)}", [BuildPaths.StatisticsProgram, .. arguments], host.UserEnvironment);
        await process.AwaitExitAsync(s_limit);
        _output = process.Log;
        return process.ExitCode;
    }
}
