// SPDX-License-Identifier: GPL-2.0-or-later
using System.Text;
using System.Text.Json;
using NetJack2.Cli.Tests;
using NetJack2.Rig.Pages;
using NetJack2.Serve.Live;
using NetJack2.Serve.Metrics;
using NetJack2.Statistics;

namespace NetJack2.Serve.Tests;

/// <summary>Any user of this computer can put anything where pages are.</summary>
public class ServeHostilePageTests
{
    // Where the header has them.
    private const int VersionAt = 4, ProcessAt = 24, RevisionAt = 28;

    private const int Rounds = 100;
    private const long MostGrowth = 4 << 20;

    [Test]
    public async Task What_is_no_page_is_left_out()
    {
        await using ServedRig rig = await ServedRig.StartAsync();
        string folder = rig.Pages.Path;
        File.CreateSymbolicLink(Path.Combine(folder, "netjack2.netmanager.1.0"), "/etc/passwd");
        File.CreateSymbolicLink(Path.Combine(folder, "netjack2.netmanager.2.0"), "/dev/zero");
        Directory.CreateDirectory(Path.Combine(folder, "netjack2.netmanager.3.0"));
        await File.WriteAllBytesAsync(Path.Combine(folder, "netjack2.netmanager.4.0"), new byte[100_000]);
        await File.WriteAllTextAsync(Path.Combine(folder, "netjack2.netmanager.5.0"), "<script>");
        Assert.That(await rig.Client.GetStringAsync("/api/rig"), Is.EqualTo("[]"));
        Assert.That(await rig.Client.GetStringAsync("/metrics"), Does.Not.Contain("netmanager"));
    }

    [Test]
    public async Task Thousands_of_files_do_not_stop_it()
    {
        await using ServedRig rig = await ServedRig.StartAsync();
        for (int number = 0; number < 2000; number++)
            await File.WriteAllBytesAsync(Path.Combine(rig.Pages.Path, $"netjack2.netmanager.{number}.1"), [0]);
        Assert.That(await rig.Client.GetStringAsync("/api/rig"), Is.EqualTo("[]"));
    }

    [Test]
    public async Task A_page_of_a_later_version_is_left_out_and_one_of_a_process_that_has_ended_is_stale()
    {
        await using ServedRig rig = await ServedRig.StartAsync();
        rig.Pages.Put(ModuleKind.NetManager, ServedRig.Session());
        rig.Pages.Put(ModuleKind.NetAdapter, ServedRig.Session());
        Patch(rig, ModuleKind.NetManager, page => page[VersionAt]++);
        Patch(rig, ModuleKind.NetAdapter, page => BitConverter.TryWriteBytes(page.AsSpan(ProcessAt), int.MaxValue));
        using JsonDocument json = JsonDocument.Parse(await rig.Client.GetStringAsync("/api/rig"));
        JsonElement module = json.RootElement.EnumerateArray().Single();
        Assert.That(
            (module.GetProperty("module").GetString(), module.GetProperty("isStale").GetBoolean()), Is.EqualTo(("netadapter", true)));
        Assert.That(await rig.Client.GetStringAsync("/metrics"), Does.Not.Contain("netadapter"));
    }

    [Test]
    public async Task A_page_of_a_later_revision_is_read()
    {
        await using ServedRig rig = await ServedRig.StartAsync();
        rig.Pages.Put(ModuleKind.NetManager, ServedRig.Session());
        Patch(rig, ModuleKind.NetManager, page => page[RevisionAt] = byte.MaxValue);
        Assert.That(await rig.Client.GetStringAsync("/api/rig"), Does.Contain("\"name\":\"keys\""));
    }

    [Test]
    public async Task Pages_of_another_user_have_no_metrics_and_are_bounded()
    {
        using var folder = new PageFolder();
        folder.Put(ModuleKind.NetManager, [.. Enumerable.Range(0, 30).Select(number => ServedRig.Session($"slave {number}"))]);
        folder.Put(ModuleKind.NetAdapter, ServedRig.Session("own"));
        IReadOnlyList<ModulePage> pages = folder.Read();
        ModulePage own = pages.Single(page => page.Module == ModuleKind.NetAdapter);
        ModulePage foreign = pages.Single(page => page.Module == ModuleKind.NetManager) with { Owner = 4_000_000_000 };
        Assert.That(
            RigPages.Shown([.. Enumerable.Repeat(foreign, 10), .. Enumerable.Repeat(own, 100)]),
            Is.EqualTo(Enumerable.Repeat(foreign, 2).Concat(Enumerable.Repeat(own, 100))));
        using var output = new MemoryStream();
        await RigMetrics.WriteAsync([foreign, own], output, CancellationToken.None);
        Assert.That(Encoding.UTF8.GetString(output.ToArray()), Does.Contain("name=\"own\"").And.Not.Contain("netmanager"));
    }

    [TestCase("<script>alert(1)</script>")]
    [TestCase("a\r\n\r\nevent: rig\r\ndata: []")]
    [TestCase("\u001b[2J\u202e\"'&")]
    public async Task A_hostile_name_is_escaped_in_json(string name)
    {
        await using ServedRig rig = await ServedRig.StartAsync();
        rig.Pages.Put(ModuleKind.NetManager, ServedRig.Session(name));
        string text = await rig.Client.GetStringAsync("/api/rig");
        Assert.That(text, Does.Not.Contain('<').And.Not.Contain('\n').And.Not.Contain('\r').And.Not.Contain('\u001b'));
    }

    [Test]
    public async Task Memory_stays_as_it_is_however_many_requests_there_are()
    {
        await using ServedRig rig = await ServedRig.StartAsync(open: new FakeRig().Open);
        rig.Pages.Put(ModuleKind.NetManager, [.. Enumerable.Range(0, 8).Select(number => ServedRig.Session($"slave {number}"))]);
        await AskAsync(rig);
        long before = GC.GetTotalMemory(forceFullCollection: true);
        await AskAsync(rig);
        Assert.That(GC.GetTotalMemory(forceFullCollection: true) - before, Is.LessThan(MostGrowth));
    }

    private static async Task AskAsync(ServedRig rig)
    {
        for (int round = 0; round < Rounds; round++)
            foreach (string path in (string[])["/", "/api/rig", "/api/network", "/metrics"])
                _ = await rig.Client.GetByteArrayAsync(path);
    }

    private static void Patch(ServedRig rig, ModuleKind module, Action<byte[]> change)
    {
        string path = PageFile.PathOf(module, Environment.ProcessId, 0, rig.Pages.Path);
        byte[] page = File.ReadAllBytes(path);
        change(page);
        File.WriteAllBytes(path, page);
    }
}
