// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.Host.State;
using NetJack2.RealTime;
using NetJack2.Statistics.Tests;

namespace NetJack2.Host.Tests.State;

/// <summary>A file that several servers of one user share.</summary>
[NonParallelizable]
public class StateFileTests
{
    private string? _before;
    private string _root = null!;

    [SetUp]
    public void UseAFolderOfItsOwn()
    {
        _before = Environment.GetEnvironmentVariable("XDG_STATE_HOME");
        _root = Directory.CreateTempSubdirectory("netjack2-state").FullName;
        Environment.SetEnvironmentVariable("XDG_STATE_HOME", _root);
    }

    [TearDown]
    public void Remove()
    {
        Environment.SetEnvironmentVariable("XDG_STATE_HOME", _before);
        Directory.Delete(_root, recursive: true);
    }

    [Test]
    public void What_was_written_is_read_and_a_file_that_does_not_exist_is_empty()
    {
        var file = new StateFile("test.connections");
        Assert.That(TextOf(file), Is.Empty);
        Assert.That(file.Write("text").Refusal, Is.Null);
        Assert.That(TextOf(file), Is.EqualTo("text"));
        Assert.That(Directory.GetFiles(Path.Combine(_root, "netjack2")), Is.EqualTo(new[] { file.Path }));
    }

    [Test]
    [Property("Defect", "Fault-32")]
    public void Two_servers_do_not_hold_the_lock_at_the_same_time()
    {
        var file = new StateFile("test.connections");
        Assert.That(file.Lock().TryGet(out IDisposable? hold, out _), Is.True);
        Assert.That(new StateFile("test.connections").Lock().Refusal, Is.Not.Null);
        hold!.Dispose();
        Assert.That(new StateFile("test.connections").Lock().TryGet(out IDisposable? other, out _), Is.True);
        other!.Dispose();
    }

    [Test]
    [Property("Defect", "Fault-32")]
    public void The_draft_of_another_server_stays()
    {
        var file = new StateFile("test.connections");
        Assert.That(file.Write("first").Refusal, Is.Null);
        string draft = $"{file.Path}.1.new";
        File.WriteAllText(draft, "half a file");
        Assert.That(file.Write("second").Refusal, Is.Null);
        Assert.That((TextOf(file), File.ReadAllText(draft)), Is.EqualTo(("second", "half a file")));
    }

    [Test]
    public void A_folder_in_the_place_of_the_file_is_named()
    {
        var file = new StateFile("test.connections");
        _ = Directory.CreateDirectory(file.Path);
        Assert.That(file.Read().Refusal, Is.EqualTo(new Refusal("it is a folder")));
    }

    [TestCaseSource(typeof(OddFiles), nameof(OddFiles.Names))]
    [CancelAfter(10_000)]
    [Property("Defect", "Fault-10")]
    public void What_is_in_the_place_of_the_file_is_left_as_it_is_and_not_waited_for(string kind)
    {
        var file = new StateFile("test.connections");
        _ = Directory.CreateDirectory(Path.GetDirectoryName(file.Path)!);
        _ = OddFiles.Make(kind, file.Path);
        Assert.That(file.Read().Refusal is null, Is.EqualTo(string.Equals(kind, "empty file", StringComparison.Ordinal)));
    }

    [TestCase("pipe")]
    [TestCase("link")]
    [TestCase("link to a pipe")]
    [TestCase("dead link")]
    [CancelAfter(10_000)]
    [Property("Defect", "Fault-10")]
    public void Nothing_is_written_through_what_is_in_the_place_of_draft_and_copy(string kind)
    {
        var file = new StateFile("test.connections");
        string folder = Path.GetDirectoryName(file.Path)!, target = Path.Combine(folder, "target");
        Assert.That(file.Write("text").Refusal, Is.Null);
        _ = OddFiles.Make(kind, $"{file.Path}.{Environment.ProcessId}.new");
        byte[]? before = File.Exists(target) && kind.EndsWith("link", StringComparison.Ordinal) ? File.ReadAllBytes(target) : null;

        Assert.That(file.Write("more").Refusal, Is.Null);
        File.Delete(target);
        _ = OddFiles.Make(kind, $"{file.Path}.bad");
        Assert.That(file.SetAside().TryGet(out string? copy, out _), Is.True);

        Assert.That((TextOf(file), File.ReadAllText(copy!)), Is.EqualTo(("more", "more")));
        if (before is not null)
            Assert.That(File.ReadAllBytes(target), Is.EqualTo(before));
    }

    [Test]
    [Property("Defect", "Fault-10")]
    public void Another_users_file_is_not_read()
    {
        Assume.That(Environment.IsPrivilegedProcess, "only root may give files away");
        var file = new StateFile("test.connections");
        Assert.That(file.Write("text").Refusal, Is.Null);
        OddFiles.GiveAway(file.Path);
        Assert.That(file.Read().Refusal, Is.EqualTo(new Refusal("it belongs to another user")));
    }

    private static string TextOf(StateFile file) =>
        file.Read().TryGet(out string? text, out Refusal? refusal) ? text : throw new AssertionException(refusal.ToString());
}
