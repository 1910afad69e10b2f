// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.Protocol.Mesh;
using NetJack2.Sessions.Rig;
using NetJack2.Sessions.Tests.Connections;
using NetJack2.World;

namespace NetJack2.Sessions.Tests.Mesh;

/// <summary>Patches that outlive the manager: its option -s.</summary>
public sealed class PatchStoreTests
{
    /// <summary>A patch is made again by the next manager, and removed from the file when it is disconnected.</summary>
    [Test]
    public void ThePatchOutlivesTheManager()
    {
        var file = new FakeFile();
        var rig = new Rig(slaves: 2);
        Restart(rig, file);
        rig.Meshes[0].Jack.Add("a\tb:out", isSource: true);
        rig.Meshes[1].Jack.Add("rec:in ", isSource: false);
        var musician = new Musician(rig, rig.Meshes[0].Desk);
        _ = musician.Do(RequestWords.Connect, "m0/a\tb:out", "m1/rec:in ");
        rig.Studio.RunFor(1000);
        Assert.That(file.Writes, Is.EqualTo(1));
        Assert.That(file.Text.Split('\n')[1], Is.EqualTo("m0\ta\\u0009b:out\tm1\trec:in\\u0020\taudio\t1"));

        foreach (MeshStation mesh in rig.Meshes)
            mesh.Jack.Connections.Clear();
        Restart(rig, file);
        rig.Studio.RunFor(3000);
        Assert.That(rig.Meshes[0].Jack.Connections, Is.EquivalentTo([("a\tb:out", "m1:to_peer_1")]));
        Assert.That(rig.Meshes[1].Jack.Connections, Is.EquivalentTo([("m0:from_peer_1", "rec:in ")]));
        Assert.That(file.Writes, Is.EqualTo(1), "nothing has changed");

        _ = musician.Do(RequestWords.Disconnect, "m0/a\tb:out", "m1/rec:in ");
        rig.Studio.Manager.Close();
        Assert.That(file.Text.Split('\n'), Has.Length.EqualTo(2), "saved when it is unloaded");
    }

    /// <summary>A name that looks like a comment is none.</summary>
    [Test]
    public void ANameMayBeginWithANumberSign()
    {
        var (file, clock) = (new FakeFile(), new Models.VirtualClock());
        PatchBook book = new(), next = new();
        var store = new PatchStore(file, clock, new RecordingLog());
        store.Load(book);
        book.Keep(new Patch(new PatchEnd("#1", "#a"), new PatchEnd("c", "d"), isMidi: false, channel: 1));
        _ = book.Labels.TrySet(new PortLabel("# 2", "to_slave_1", "#x"));
        store.Flush(book);
        new PatchStore(file, clock, new RecordingLog()).Load(next);
        Assert.That(next.All.Select(patch => $"{patch.From} {patch.To}"), Is.EqualTo(["#1/#a c/d"]));
        Assert.That(next.Labels.All, Is.EqualTo([new PortLabel("# 2", "to_slave_1", "#x")]));
    }

    /// <summary>Lines that are no patches are ignored, and the file is kept aside.</summary>
    [Test]
    public void LinesThatAreNoPatchesAreIgnored()
    {
        var file = new FakeFile
        {
            Text = "# x\na\tb\tc\td\taudio\t1\na\tb\tc\td\taudio\t1\nnonsense\na\tb\tc\td\tvideo\t1\na\tb\tc\td2\tmidi\t0\n"
                + $"{new string('m', 72)}\tb\tc\td\taudio\t1\na\t{new string('p', 320)}\tc\td\taudio\t1\na\tb\tc\td3\tmidi\t256\n"
                + "\t\t\t\taudio\t1\na\tb\tc\td4\tmidi\t255\n\0\uFFFF\n",
        };
        var log = new RecordingLog();
        var book = new PatchBook();
        new PatchStore(file, new Models.VirtualClock(), log).Load(book);
        Assert.That(book.All.Select(patch => $"{patch.From} {patch.To} {patch.IsMidi} {patch.Channel}"), Is.EqualTo(
            ["a/b c/d False 1", "a/b c/d2 True 0", "a/b c/d4 True 255"]));
        Assert.That(log.Warnings.Single(), Does.StartWith("8 lines of file"));
        Assert.That(file.Copy, Is.EqualTo(file.Text));
    }

    /// <summary>More patches than there is room for are ignored.</summary>
    [Test]
    public void TheBookIsBounded()
    {
        var file = new FakeFile
        {
            Text = string.Concat(Enumerable.Range(0, 2000).Select(number => $"a\tb{number}\tc\td\taudio\t1\n")),
        };
        var book = new PatchBook();
        new PatchStore(file, new Models.VirtualClock(), new RecordingLog()).Load(book);
        Assert.That(book.All, Has.Count.EqualTo(PatchBook.MostPatches));
    }

    /// <summary>A file that cannot be read is left as it is; one that cannot be written is tried again.</summary>
    [Test]
    public void AFileThatFailsCostsOneLine()
    {
        var clock = new Models.VirtualClock();
        var log = new RecordingLog();
        var file = new FakeFile { ReadProblem = "no permission" };
        var book = new PatchBook();
        var store = new PatchStore(file, clock, log);
        store.Load(book);
        book.Keep(new Patch(new PatchEnd("a", "b"), new PatchEnd("c", "d"), isMidi: false, channel: 1));
        Run(store, book, clock, seconds: 60);
        Assert.That((file.Writes, log.Warnings.Count), Is.EqualTo((0, 1)));

        file = new FakeFile { WriteProblem = "the disk is full" };
        store = new PatchStore(file, clock, log);
        Run(store, book, clock, seconds: 60);
        Assert.That((file.Writes, log.Warnings.Count), Is.EqualTo((0, 2)));
        file.WriteProblem = null;
        Run(store, book, clock, seconds: 20);
        Assert.That((file.Writes, log.Warnings.Count), Is.EqualTo((1, 2)));
    }

    private static void Run(PatchStore store, PatchBook book, Models.VirtualClock clock, int seconds)
    {
        for (int step = 0; step < 10 * seconds; step++)
        {
            clock.Now += Models.VirtualClock.Millisecond * 100;
            store.Poll(book);
        }
    }

    private static void Restart(Rig rig, FakeFile file)
    {
        rig.Studio.Manager.Close();
        rig.Studio.RunFor(5000);
        _ = rig.Studio.LoadManager(new PatchStore(file, rig.Studio.World.Clock, new RecordingLog()));
        _ = rig.Join();
        rig.Studio.RunFor(2000);
    }
}
