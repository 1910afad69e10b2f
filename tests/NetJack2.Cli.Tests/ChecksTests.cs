// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.Cli.Doctor;
using NetJack2.Cli.Pages;
using NetJack2.Statistics.Processes;

namespace NetJack2.Cli.Tests;

/// <summary>What doctor makes of what the system says.</summary>
public class ChecksTests
{
    private const string Limits = """
        Limit                     Soft Limit           Hard Limit           Units
        Max locked memory         8388608              8388608              bytes
        Max nice priority         0                    0
        Max realtime priority     {0}                  {0}
        """;

    [TestCase("0", false, "Wrong Note")]
    [TestCase("95", false, "Good Note")]
    [TestCase("0", true, "Good Good", Description = "root")]
    public void Limits_of_the_user_are_reported(string priority, bool isRoot, string verdicts)
    {
        Finding[] findings = [.. LimitChecks.Describe(Limits.Replace("{0}", priority, StringComparison.Ordinal), isRoot)];
        Assert.That(string.Join(' ', findings.Select(finding => finding.Verdict)), Is.EqualTo(verdicts));
        Assert.That(
            findings.Where(finding => finding.Verdict != Verdict.Good).Select(finding => finding.Remedy), Is.All.Contains("limits.d"));
    }

    [Test]
    public void Unlimited_locked_memory_is_enough()
        => Assert.That(
            LimitChecks.Describe("Max locked memory         unlimited            unlimited            bytes", isRoot: false).Last().Verdict,
            Is.EqualTo(Verdict.Good));

    [TestCase("jackdmp version 1.9.21 tmpdir /dev/shm protocol 8", "Good")]
    [TestCase("jackdmp version 1.9.14", "Good")]
    [TestCase("jackdmp version 1.9.12", "Wrong")]
    [TestCase("jackd version 0.126.0", "Wrong")]
    [TestCase("", "Note")]
    public void Versions_of_jackd_that_the_driver_does_not_know_are_reported(string printed, string verdict)
    {
        Finding finding = JackVersion.Describe("/usr/bin/jackd", printed);
        Assert.That($"{finding.Verdict}", Is.EqualTo(verdict));
        Assert.That(finding.Remedy is null, Is.EqualTo(finding.Verdict == Verdict.Good));
    }

    [Test]
    public void A_folder_of_modules_is_netjack2_cs_the_distributions_or_wrong()
    {
        DirectoryInfo folder = Directory.CreateTempSubdirectory("netjack2-doctor-");
        try
        {
            Assert.That(ServerChecks.FolderOf("jackd 1", folder.FullName).Verdict, Is.EqualTo(Verdict.Wrong));
            File.WriteAllText(Path.Combine(folder.FullName, "netmanager.so"), "\0jack_initialize\0");
            Assert.That(ServerChecks.FolderOf("jackd 1", folder.FullName).Text, Does.EndWith("which are not those of netjack2-cs."));
            File.WriteAllText(Path.Combine(folder.FullName, "netmanager.so"), "\0jack_initialize\0nj_manager_open\0");
            Assert.That(ServerChecks.FolderOf("jackd 1", folder.FullName).Verdict, Is.EqualTo(Verdict.Good));
            Assert.That(ServerChecks.FolderOf("jackd 1", folder: null).Remedy, Does.Contain("JACK_DRIVER_DIR"));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [TestCase("jackd -R -d alsa -n 2", ExpectedResult = null, Description = "periods of the driver")]
    [TestCase("jackd -n two -d net -n keys", ExpectedResult = "two")]
    [TestCase("jackd -ntwo -dnet", ExpectedResult = "two")]
    [TestCase("jackd --name=two --driver net", ExpectedResult = "two")]
    [TestCase("jackdbus auto", ExpectedResult = null)]
    [TestCase("jackd -n", ExpectedResult = null)]
    public string? A_server_is_known_by_its_command_line(string line) => JackProcess.ServerNameIn(line.Split(' '));

    [TestCase(0, ExpectedResult = false)]
    [TestCase(1, ExpectedResult = true)]
    [TestCase(2, ExpectedResult = true)]
    [TestCase(5, ExpectedResult = false)]
    public bool A_thread_of_real_time_priority_is_known(int policy)
        => JackProcess.IsRealTimeThread($"1234 (jackd (x) y) S {string.Join(' ', Enumerable.Repeat("7", 37))} {policy} 0 0 0 0");

    [Test]
    public void This_process_has_no_real_time_priority() => Assert.That(JackProcess.IsRealTime(Environment.ProcessId), Is.False);

    [TestCase("  12: 00000000:4A38 00000000:0000 07 00000000:00000000 00:00000000 00000000  1000        0 34567 2 0 "
        + "0", ExpectedResult = "34567")]
    [TestCase("  12: 00000000000000000000000000000000:4A38 00000000000000000000000000000000:0000 07 0:0 0:0 0 1000 0 34567 "
        + "2", ExpectedResult = "34567")]
    [TestCase("  12: 00000000:4A39 00000000:4A38 07 00000000:00000000 00:00000000 00000000  1000        0 34567 2 0 "
        + "0", ExpectedResult = null)]
    [TestCase("  sl  local_address", ExpectedResult = null)]
    public string? A_socket_that_is_bound_to_a_port_is_found(string line) => UdpPort.InodeIn(line, 19000);

    [Test]
    public void The_owner_of_a_port_is_named()
    {
        using var socket = new System.Net.Sockets.UdpClient(0);
        int port = ((System.Net.IPEndPoint)socket.Client.LocalEndPoint!).Port;
        Assert.That(UdpPort.OwnersOf(UdpPort.SocketsOf(port)).Select(owner => owner.ProcessId),
            Is.EqualTo(new[] { Environment.ProcessId }));
        socket.Dispose();
        Assert.That(UdpPort.SocketsOf(port), Is.Empty);
    }
}
