// SPDX-License-Identifier: GPL-2.0-or-later
using System.Text;
using Microsoft.Win32.SafeHandles;
using NetJack2.Statistics.Untrusted;

namespace NetJack2.Statistics.Tests.Untrusted;

/// <summary>Files in whose place there may be something else.</summary>
public sealed class PlainFileTests
{
    private DirectoryInfo _folder = null!;

    private string Somewhere => Path.Combine(_folder.FullName, "file");

    [SetUp]
    public void MakeFolder() => _folder = Directory.CreateTempSubdirectory("netjack2-files-");

    [TearDown]
    public void RemoveFolder() => _folder.Delete(recursive: true);

    [TestCase("pipe", "it is no file")]
    [TestCase("link", "it is a link")]
    [TestCase("link to a pipe", "it is a link")]
    [TestCase("loop of links", "it is a link")]
    [TestCase("dead link", "it is a link")]
    [TestCase("folder", "it is a folder")]
    [TestCase("endless file", "it has 68719476736 bytes, more than 1000")]
    [TestCase("socket", "No such device or address")]
    [CancelAfter(10_000)]
    [Property("Defect", "Fault-10")]
    public void What_is_in_the_place_of_a_file_is_named_and_not_waited_for(string kind, string reason)
    {
        _ = OddFiles.Make(kind, Somewhere);
        Assert.That(() => PlainFile.Read(Somewhere, 1000), Throws.InstanceOf<IOException>().With.Message.EqualTo(reason));
    }

    [TestCase("link to zeros")]
    [TestCase("link to a pipe")]
    [CancelAfter(10_000)]
    public void A_link_that_is_followed_leads_to_a_file_or_nowhere(string kind)
    {
        _ = OddFiles.Make(kind, Somewhere);
        Assert.That(
            () => PlainFile.Read(Somewhere, 1000, mayBeLink: true), Throws.InstanceOf<IOException>().With.Message.EqualTo("it is no file"));
    }

    [Test]
    public void A_link_to_a_file_is_followed_on_request()
        => Assert.That(PlainFile.Read(OddFiles.Make("link", Somewhere), 1000, mayBeLink: true).Bytes, Has.Length.EqualTo(1000));

    [Test]
    public void A_file_is_read_whole_with_its_owner()
    {
        File.WriteAllText(Somewhere, "text");
        FileCopy copy = PlainFile.Read(Somewhere, 4);
        Assert.That((Encoding.UTF8.GetString(copy.Bytes), copy.Owner), Is.EqualTo(("text", PlainFile.User)));
        Assert.That(() => PlainFile.Read(Somewhere, 3), Throws.InstanceOf<IOException>());
        Assert.That(() => PlainFile.Read(Somewhere + "2", 4), Throws.InstanceOf<FileNotFoundException>());
        Assert.That(() => PlainFile.Read(Somewhere + "/2", 4), Throws.InstanceOf<FileNotFoundException>());
    }

    [Test]
    [CancelAfter(20_000)]
    public void A_file_that_is_cut_and_written_while_it_is_read_is_read_as_far_as_there_is_of_it(CancellationToken cancellation)
    {
        bool isDone = false;
        File.WriteAllBytes(Somewhere, new byte[50_000]);
        var writer = new Thread(() =>
        {
            using var file = new FileStream(Somewhere, FileMode.Open, FileAccess.Write, FileShare.ReadWrite);
            for (int length = 0; !Volatile.Read(ref isDone); length = (length + 7919) % 100_000)
                file.SetLength(length);
        });
        writer.Start();
        for (int round = 0; round < 20_000 && !cancellation.IsCancellationRequested; round++)
            Assert.That(PlainFile.Read(Somewhere, 100_000).Bytes, Has.Length.LessThanOrEqualTo(100_000));
        Volatile.Write(ref isDone, true);
        writer.Join();
    }

    [Test]
    public void Texts_of_proc_are_read_although_they_have_no_length()
    {
        Assert.That(PlainFile.ReadProc($"/proc/{Environment.ProcessId}/status"), Does.Contain("Uid:"));
        Assert.That(PlainFile.ReadProc("/proc/0/status"), Is.Null);
    }

    [Test]
    public void A_lock_is_held_once()
    {
        Assert.That(PlainFile.TryLock(Somewhere, out SafeFileHandle? first), Is.True);
        using (first)
            Assert.That(PlainFile.TryLock(Somewhere, out _), Is.False);
        Assert.That(PlainFile.TryLock(Somewhere, out SafeFileHandle? second), Is.True);
        second!.Dispose();
    }

    [TestCase("pipe")]
    [TestCase("dead link")]
    [TestCase("folder")]
    [CancelAfter(10_000)]
    [Property("Defect", "Fault-10")]
    public void Only_a_file_is_locked(string kind)
    {
        _ = OddFiles.Make(kind, Somewhere);
        Assert.That(() => PlainFile.TryLock(Somewhere, out _), Throws.InstanceOf<IOException>());
        Assert.That(File.Exists("/none"), Is.False);
    }
}
