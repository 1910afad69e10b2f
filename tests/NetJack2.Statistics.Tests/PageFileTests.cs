// SPDX-License-Identifier: GPL-2.0-or-later
using System.Diagnostics;
using NetJack2.Statistics.Untrusted;

namespace NetJack2.Statistics.Tests;

/// <summary>Files in a folder that every user may write into.</summary>
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
        File.WriteAllText(other, new string('x', PageHeader.Size));
        Assert.That(PageFile.All(_folder.FullName), Is.EquivalentTo((string[])[mine, stale, other]));

        PageFile.RemoveStale(_folder.FullName);

        Assert.That(PageFile.All(_folder.FullName), Is.EquivalentTo((string[])[mine, other]));
    }

    [Test]
    public void A_folder_that_is_not_there_has_no_pages() => Assert.That(PageFile.All(Path.Combine(_folder.FullName, "none")), Is.Empty);

    [TestCaseSource(typeof(OddFiles), nameof(OddFiles.Names))]
    [CancelAfter(10_000)]
    [Property("Defect", "Fault-10")]
    public void What_is_no_page_is_neither_listed_nor_read_nor_waited_for(string kind)
    {
        string mine = Put(ModuleKind.NetManager, Environment.ProcessId, PageOwner.StartTimeOf(Environment.ProcessId));
        string odd = OddFiles.Make(kind, Path.Combine(_folder.FullName, "netjack2.netdriver.1.0"));

        PageFile.RemoveStale(_folder.FullName);

        Assert.That(PageFile.Copy(odd), Is.Null);
        Assert.That(PageFile.All(_folder.FullName), Is.EqualTo(new[] { mine }));
    }

    [Test]
    [CancelAfter(30_000)]
    [Property("Defect", "Fault-10")]
    public void A_pipe_and_a_page_that_change_places_are_not_waited_for(CancellationToken cancellation)
    {
        string page = Put(ModuleKind.NetManager, 1, 1), pipe = OddFiles.Make("pipe", Path.Combine(_folder.FullName, "pipe"));
        byte[] bytes = File.ReadAllBytes(page);
        string spare = Path.Combine(_folder.FullName, "spare");
        bool isDone = false;
        var exchange = new Thread(() =>
        {
            while (!Volatile.Read(ref isDone))
            {
                File.Move(page, spare, overwrite: true);
                File.Move(pipe, page, overwrite: true);
                File.Move(page, pipe, overwrite: true);
                File.Move(spare, page, overwrite: true);
            }
        });
        exchange.Start();
        int read = 0;
        for (int round = 0; round < 20_000 && !cancellation.IsCancellationRequested; round++)
        {
            if (PageFile.Copy(page) is { } copy)
            {
                read++;
                Assert.That(copy.Bytes, Is.EqualTo(bytes));
            }
        }
        Volatile.Write(ref isDone, true);
        exchange.Join();
        Assert.That((read > 0, cancellation.IsCancellationRequested), Is.EqualTo((true, false)));
    }

    [Test]
    [CancelAfter(60_000)]
    [Property("Defect", "Fault-10")]
    public void Twenty_thousand_pages_of_another_user_hide_none_of_this_users()
    {
        Assume.That(Environment.IsPrivilegedProcess, "only root may give files away");
        byte[] page = new byte[PageWriter.SizeOf(1)];
        PageWriter.Begin(page, ModuleKind.NetDriver, 1, 1, 1);
        for (int index = 0; index < 20_000; index++)
            File.WriteAllBytes(PageFile.PathOf(ModuleKind.AudioAdapter, 1, index, _folder.FullName), page);
        OddFiles.GiveAway(_folder.FullName, recursive: true);
        string mine = Put(ModuleKind.NetManager, Environment.ProcessId, PageOwner.StartTimeOf(Environment.ProcessId));
        var time = Stopwatch.StartNew();

        IReadOnlyList<string> files = PageFile.All(_folder.FullName);
        PageFile.RemoveStale(_folder.FullName);

        Assert.That(time.Elapsed, Is.LessThan(TimeSpan.FromSeconds(2)));
        Assert.That((files[0], files.Count), Is.EqualTo((mine, 1 + PageFile.MaxForEachUser)));
    }

    [Test]
    [Property("Defect", "Fault-10")]
    public void Pages_of_another_users_processes_that_have_ended_are_left_to_that_user()
    {
        Assume.That(Environment.IsPrivilegedProcess, "only root may give files away");
        string stale = Put(ModuleKind.NetDriver, int.MaxValue, 1);
        OddFiles.GiveAway(stale);
        PageFile.RemoveStale(_folder.FullName);
        Assert.That(File.Exists(stale), Is.True);
    }

    [Test]
    [Property("Defect", "Fault-10")]
    public void A_page_belongs_to_the_user_of_the_process_that_it_describes()
    {
        var header = new PageHeader { ProcessId = Environment.ProcessId };
        Assert.That(
            (PageOwner.IsGenuine(header, PlainFile.User), PageOwner.IsGenuine(header, PlainFile.User + 1)), Is.EqualTo((true, false)));
        Assert.That(PageOwner.IsGenuine(new PageHeader { ProcessId = int.MaxValue }, PlainFile.User), Is.False);
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
