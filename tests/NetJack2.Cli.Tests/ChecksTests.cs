// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.Statistics.Tests;
using NetJack2.Cli.Doctor;
using NetJack2.Rig.Pages;
using NetJack2.Statistics.Processes;

namespace NetJack2.Cli.Tests;

/// <summary>What doctor makes of what the system reports.</summary>
public sealed class ChecksTests
{
    private const string Limits = """
        Limit                     Soft Limit           Hard Limit           Units
        Max locked memory         8388608              8388608              bytes
        Max nice priority         0                    0
        Max realtime priority     {0}                  {0}
        """;

    private DirectoryInfo _folder = null!;

    [SetUp]
    public void MakeFolder() => _folder = Directory.CreateTempSubdirectory("netjack2-doctor-");

    [TearDown]
    public void RemoveFolder() => _folder.Delete(recursive: true);

    [TestCase("0", false, false, "Wrong Note")]
    [TestCase("0", false, true, "Note Note", Description = "by ssh, beside a server with real-time priority")]
    [TestCase("95", false, false, "Good Note")]
    [TestCase("0", true, false, "Good Good", Description = "root")]
    public void Limits_of_the_user_are_reported(string priority, bool isRoot, bool hasRealTimeServer, string verdicts)
    {
        Finding[] findings =
            [.. LimitChecks.Describe(Limits.Replace("{0}", priority, StringComparison.Ordinal), isRoot, hasRealTimeServer)];
        Assert.That(string.Join(' ', findings.Select(finding => finding.Verdict)), Is.EqualTo(verdicts));
        Assert.That(
            findings.Where(finding => finding.Verdict != Verdict.Good).Select(finding => finding.Remedy), Is.All.Contains("limits.d"));
    }

    [Test]
    public void Unlimited_locked_memory_is_enough()
        => Assert.That(
            LimitChecks.Describe(
                "Max locked memory         unlimited            unlimited            bytes", isRoot: false, hasRealTimeServer: false)
                .Last().Verdict,
            Is.EqualTo(Verdict.Good));

    [TestCase("\01.9.21\0", "Good")]
    [TestCase("9.9.9\0x\01.9.14\0", "Good")]
    [TestCase("\01.9.12\0", "Wrong")]
    [TestCase("\00.126.0\0", "Wrong")]
    [TestCase("\01.9.23\0", "Note")]
    [TestCase("\02.0.0\0", "Note")]
    [TestCase("", "Note")]
    public void Versions_of_jackd_that_the_driver_does_not_know_are_reported(string library, string verdict)
    {
        Finding finding = ServerLibrary.DescribeVersion("/usr/bin/jackd", library);
        Assert.That($"{finding.Verdict}", Is.EqualTo(verdict));
        Assert.That(finding.Remedy is null, Is.EqualTo(finding.Verdict == Verdict.Good));
    }

    [Test]
    [Property("Defect", "Fault-25")]
    public void The_library_of_PipeWire_in_the_place_of_jack2s_is_reported()
    {
        string path = Path.Combine(_folder.FullName, "libjackserver.so.0");
        File.WriteAllText(path, "\01.9.21\0jackctl_server_create\0");
        Assert.That(ServerLibrary.Describe("jackd 1", path).Verdict, Is.EqualTo(Verdict.Wrong));
        File.WriteAllText(path, "\01.9.21\0_ZTVN4Jack15JackAudioDriverE\0");
        Assert.That(ServerLibrary.Describe("jackd 1", path).Verdict, Is.EqualTo(Verdict.Good));
        Assert.That(ServerLibrary.Describe("jackd 1", path + "2").Verdict, Is.EqualTo(Verdict.Note));
    }

    [TestCase("", "Wrong", Description = "jackd finds no driver at all")]
    [TestCase(null, "Note")]
    [Property("Defect", "Fault-25")]
    public void An_empty_variable_is_not_the_same_as_none(string? folder, string verdict)
        => Assert.That($"{ServerChecks.FolderOf("jackd 1", folder).Verdict}", Is.EqualTo(verdict));

    [TestCase(1408, "manager", "Good")]
    [TestCase(1408, "driver", "Good")]
    [TestCase(1600, "driver", "Note")]
    [TestCase(1608, "driver", "Note")]
    [TestCase(1609, "driver", "Good")]
    [TestCase(365, "driver", "Good")]
    [Property("Defect", "Fault-15")]
    public void A_driver_of_PipeWire_that_announces_itself_once_is_reported(int number, string module, string verdict)
    {
        Finding finding = PipeWireChecks.Describe(7,
        [
            $"/usr/lib/x86_64-linux-gnu/libpipewire-0.3.so.0.{number}.0",
            $"/usr/lib/x86_64-linux-gnu/pipewire-0.3/libpipewire-module-netjack2-{module}.so",
        ]).Single();
        Assert.That($"{finding.Verdict}", Is.EqualTo(verdict));
        Assert.That(finding.Remedy, finding.Verdict == Verdict.Good ? Is.Null : Does.StartWith("Load the master first"));
    }

    [TestCase(false, false, false, "Good", "clients of jackd")]
    [TestCase(false, true, true, "Good", "clients of jackd")]
    [TestCase(false, false, true, "Note", "no jackd runs, and PipeWire does")]
    [TestCase(true, false, true, "Good", "clients of PipeWire")]
    [TestCase(true, true, true, "Note", "not of the jackd that runs")]
    [TestCase(true, true, false, "Wrong", "only a jackd runs")]
    public void The_library_of_clients_is_compared_with_the_servers_that_run(
        bool isPipeWires, bool hasJackd, bool hasPipeWire, string verdict, string text)
    {
        string path = Path.Combine(_folder.FullName, "libjack.so.0");
        File.WriteAllText(path, isPipeWires ? "\0jack_client_open\0libpipewire-0.3.so.0\0" : "\0jack_client_open\0");
        Finding finding = ClientLibrary.Describe(path, hasJackd, hasPipeWire);
        Assert.That($"{finding.Verdict}", Is.EqualTo(verdict), finding.Text);
        Assert.That(finding.Text, Does.Contain(text).And.Contain(path));
        Assert.That(finding.Remedy, verdict is "Good" ? Is.Null : Is.Not.Empty);
        Assert.That(ClientLibrary.Describe(null, hasJackd, hasPipeWire).Remedy, Does.Contain("pipewire-jack"));
    }

    [Test]
    public void A_PipeWire_without_a_netjack2_module_gets_the_recipes_and_one_of_another_user_does_not()
    {
        Finding bare = PipeWireChecks.Describe(7, ["/usr/lib/x86_64-linux-gnu/libpipewire-0.3.so.0.1402.0"]).Single();
        Assert.That(bare.Text, Is.EqualTo("pipewire 7, version 1.4.2, runs without a netjack2 module."));
        Assert.That(bare.Remedy, Does.Contain("netjack2 master").And.Contain("netjack2 join"));
        Assert.That(PipeWireChecks.Describe(7, null).Single().Remedy, Is.EqualTo("sudo netjack2 doctor"));
    }

    [Test]
    public void A_folder_of_modules_is_netjack2_cs_the_distributions_or_wrong()
    {
        string folder = _folder.FullName, module = Path.Combine(folder, "netmanager.so");
        Assert.That(ServerChecks.FolderOf("jackd 1", folder).Verdict, Is.EqualTo(Verdict.Wrong));
        File.WriteAllText(module, "\0jack_initialize\0");
        Assert.That(ServerChecks.FolderOf("jackd 1", folder).Text, Does.EndWith("which are not those of netjack2-cs."));
        File.WriteAllText(module, "\0jack_initialize\0nj_manager_open\0");
        Assert.That(ServerChecks.FolderOf("jackd 1", folder).Verdict, Is.EqualTo(Verdict.Good));
        Assert.That(ServerChecks.FolderOf("jackd 1", folder: null).Remedy, Does.Contain("JACK_DRIVER_DIR"));
    }

    [TestCase(new byte[] { 0x7F, 0x45, 0x4C, 0x46, 2, 1 }, 62, "x86-64")]
    [TestCase(new byte[] { 0x7F, 0x45, 0x4C, 0x46, 2, 1 }, 183, "arm64")]
    [TestCase(new byte[] { 0x7F, 0x45, 0x4C, 0x46, 2, 1 }, 243, "processor 243 of elf.h")]
    [TestCase(new byte[] { 0x7F, 0x45, 0x4C, 0x46, 2, 2 }, 183, null)]
    [TestCase(new byte[] { 0x23, 0x21, 0x2F, 0x62, 2, 1 }, 183, null)]
    [TestCase(new byte[] { 0x7F, 0x45 }, null, null)]
    public void A_module_for_another_processor_is_distinguished(byte[] beginning, int? machine, string? name)
    {
        string module = Path.Combine(_folder.FullName, "netmanager.so");
        byte[] header = new byte[machine is null ? beginning.Length : 64];
        beginning.CopyTo(header, 0);
        if (machine is not null)
            header[18] = (byte)machine;
        File.WriteAllBytes(module, header);
        bool isOwn = System.Runtime.InteropServices.RuntimeInformation.OSArchitecture
            == System.Runtime.InteropServices.Architecture.Arm64 ? machine == 183 : machine == 62;
        Assert.That(
            ModuleProcessor.Obstacle(module),
            name is null || isOwn ? Is.Null : Does.StartWith($"it is built for {name}, and this computer"));
        Assert.That(ModuleProcessor.Obstacle(Path.Combine(_folder.FullName, "missing.so")), Is.Null);
    }

    [TestCaseSource(typeof(OddFiles), nameof(OddFiles.Names))]
    [CancelAfter(10_000)]
    [Property("Defect", "Fault-10")]
    public void What_is_in_the_place_of_a_module_is_not_waited_for(string kind)
    {
        string module = OddFiles.Make(kind, Path.Combine(_folder.FullName, "netmanager.so"));
        Assert.That(ModuleProcessor.Obstacle(module), Is.Null);
        Assert.That(ServerChecks.FolderOf("jackd 1", _folder.FullName).Verdict, Is.Not.EqualTo(Verdict.Good));
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
