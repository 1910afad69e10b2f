// SPDX-License-Identifier: GPL-2.0-or-later
using System.Diagnostics;

namespace NetJack2.Statistics.Tests;

/// <summary>Files in a folder that everybody may write into.</summary>
public sealed class PageFileTests
{
    private DirectoryInfo _folder = null!;

    [SetUp]
    public void MakeFolder() => _folder = Directory.CreateTempSubdirectory("netjack2-pages-");

    [TearDown]
    public void RemoveFolder() => _folder.Delete(recursive: true);

    [Test]
    public void A_process_that_lives_owns_its_page_and_another_of_the_same_number_does_not()
    {
        long start = PageOwner.StartTimeOf(Environment.ProcessId);
        Assert.That(start, Is.Positive);
        Assert.That(PageOwner.IsAlive(new PageHeader { ProcessId = Environment.ProcessId, StartTime = start }), Is.True);
        Assert.That(PageOwner.IsAlive(new PageHeader { ProcessId = Environment.ProcessId, StartTime = start - 1 }), Is.False);
        Assert.That(PageOwner.IsAlive(new PageHeader { ProcessId = int.MaxValue, StartTime = start }), Is.False);
        Assert.That(PageOwner.IsAlive(new PageHeader { ProcessId = Environment.ProcessId }), Is.False);
    }

    [Test]
    public void Only_pages_of_processes_that_have_ended_are_removed()
    {
        string mine = Put(ModuleKind.NetManager, Environment.ProcessId, PageOwner.StartTimeOf(Environment.ProcessId));
        string stale = Put(ModuleKind.NetDriver, int.MaxValue, 1);
        string other = Path.Combine(_folder.FullName, "netjack2.notes");
        File.WriteAllText(other, "no page");
        Assert.That(PageFile.All(_folder.FullName), Is.EquivalentTo((string[])[mine, stale, other]));

        PageFile.RemoveStale(_folder.FullName);

        Assert.That(PageFile.All(_folder.FullName), Is.EquivalentTo((string[])[mine, other]));
    }

    [Test]
    public void A_folder_that_is_not_there_has_no_pages() => Assert.That(PageFile.All(Path.Combine(_folder.FullName, "none")), Is.Empty);

    [Test]
    public void What_is_too_long_is_not_read()
    {
        string path = Path.Combine(_folder.FullName, "netjack2.long");
        using (FileStream file = File.Create(path))
            file.SetLength(64L * 1024 * 1024 * 1024);
        Assert.That(PageFile.Copy(path), Is.Null);
    }

    [Test]
    [CancelAfter(10_000)]
    public void A_pipe_is_not_waited_for()
    {
        string path = Path.Combine(_folder.FullName, "netjack2.pipe");
        using (Process made = Process.Start("mkfifo", [path]))
            made.WaitForExit();
        Assert.That(File.Exists(path), Is.True);
        Assert.That(PageFile.Copy(path), Is.Null);
    }

    private string Put(ModuleKind module, int processId, long startTime)
    {
        byte[] page = new byte[PageWriter.SizeOf(1)];
        PageWriter.Begin(page, module, processId, startTime, 1);
        string path = PageFile.PathOf(module, processId, 0, _folder.FullName);
        File.WriteAllBytes(path, page);
        return path;
    }
}
