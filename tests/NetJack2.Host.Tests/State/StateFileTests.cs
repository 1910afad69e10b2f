// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.Host.State;
using NetJack2.RealTime;

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

    private static string TextOf(StateFile file) =>
        file.Read().TryGet(out string? text, out Refusal? refusal) ? text : throw new AssertionException(refusal.ToString());
}
