// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.Host.State;
using NetJack2.Models;
using NetJack2.RealTime;
using NetJack2.Sessions.Takes;
using NetJack2.Statistics.Tests;
using NetJack2.Statistics.Untrusted;

namespace NetJack2.Host.Tests.State;

/// <summary>The folder of takes, with what may be in its place, and the files that are kept.</summary>
[NonParallelizable]
[System.Runtime.Versioning.SupportedOSPlatform("linux")]
public class TakeFilesTests
{
    private static readonly string[] s_variables = ["XDG_STATE_HOME", "HOME", "STATE_DIRECTORY"];

    // 2026-11-30 20:14:05 UTC.
    private const long Evening = 1_796_069_645 * VirtualClock.Second;

    private readonly Dictionary<string, string?> _before = [];
    private string _root = null!;

    private string Folder => Path.Combine(_root, "netjack2", "takes");

    [SetUp]
    public void UseAFolderOfItsOwn()
    {
        foreach (string variable in s_variables)
            _before[variable] = Environment.GetEnvironmentVariable(variable);
        _root = Directory.CreateTempSubdirectory("netjack2-takes").FullName;
        Environment.SetEnvironmentVariable("XDG_STATE_HOME", _root);
    }

    [TearDown]
    public void Remove()
    {
        foreach ((string variable, string? value) in _before)
            Environment.SetEnvironmentVariable(variable, value);
        Directory.Delete(_root, recursive: true);
    }

    [Test]
    public void A_file_and_its_folder_are_for_this_user_alone()
    {
        using (ITakeFile file = Create(Files(), "20261130T211405Z-netmanager-1-1"))
        {
            Assert.That(file.Path, Is.EqualTo(Path.Combine(Folder, "20261130T211405Z-netmanager-1-1.csv")));
            Assert.That((file.Append("one\n"u8).Refusal, file.Append("two\n"u8).Refusal), Is.EqualTo(((Refusal?)null, (Refusal?)null)));
            Assert.That(File.ReadAllText(file.Path), Is.EqualTo("one\ntwo\n"), "while it is written");
            Assert.That(File.GetUnixFileMode(file.Path), Is.EqualTo(UnixFileMode.UserRead | UnixFileMode.UserWrite));
        }
        Assert.That(
            File.GetUnixFileMode(Folder), Is.EqualTo(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute));
    }

    [Test]
    public void The_newest_hundred_files_are_kept_and_others_are_left_alone()
    {
        _ = Directory.CreateDirectory(Folder);
        Put("notes.csv");
        Put("2026-song.txt");
        Put("19700101T000000Z-netmanager-1-000001.csv"); // of a computer without a clock
        for (int take = 0; take < 130; take++)
            Put(NameOf(take) + ".csv");
        Create(Files(days: 2), NameOf(130)).Dispose();
        string[] names = [.. Directory.GetFiles(Folder).Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal)];
        Assert.That(names, Has.Length.EqualTo(102));
        Assert.That((names[0], names[1], names[^1]), Is.EqualTo(("2026-song.txt", NameOf(31) + ".csv", "notes.csv")));
    }

    [Test]
    public void Short_takes_of_a_sequencer_do_not_remove_those_of_the_day()
    {
        _ = Directory.CreateDirectory(Folder);
        for (int take = 0; take < 2050; take++)
            Put($"20261130T{take:000000}Z-netmanager-1-{take:000000}.csv");
        Put("20261129T201404Z-netmanager-1-000001.csv");
        Create(Files(), "20261130T210000Z-netmanager-1-002101").Dispose();
        string[] names = Directory.GetFiles(Folder, "20261130T*");
        Assert.That((names.Length, Directory.GetFiles(Folder).Length), Is.EqualTo((2000, 2000)));
    }

    [Test]
    public void The_folder_is_looked_through_once_a_minute()
    {
        var clock = new VirtualClock();
        var files = new TakeFiles(Folder, clock, Wall(days: 2));
        Create(files, NameOf(200)).Dispose();
        for (int take = 0; take < 130; take++)
            Put(NameOf(take) + ".csv");
        clock.Now += 59 * VirtualClock.Second;
        Create(files, NameOf(201)).Dispose();
        Assert.That(Directory.GetFiles(Folder), Has.Length.EqualTo(132));
        clock.Now += VirtualClock.Second;
        Create(files, NameOf(202)).Dispose();
        Assert.That(Directory.GetFiles(Folder), Has.Length.EqualTo(100));
    }

    [Test]
    public void What_cannot_be_removed_stands_in_the_way_of_no_take()
    {
        _ = Directory.CreateDirectory(Folder);
        for (int take = 0; take < 130; take++)
            Put(NameOf(take) + ".csv");
        var removed = new List<string>();
        FakeWall wall = Wall(days: 2);
        // It is removed by another process when the folder has been looked through.
        wall.Act = () => removed.AddRange(Directory.GetFiles(Folder, "*-000000.csv").Select(path =>
        {
            File.Delete(path);
            return path;
        }));
        Create(new TakeFiles(Folder, new VirtualClock(), wall), NameOf(130)).Dispose();
        Assert.That((removed.Count, Directory.GetFiles(Folder).Length), Is.EqualTo((1, 100)));
    }

    [Test]
    public void Sixteen_mebibytes_are_kept()
    {
        byte[] mebibyte = new byte[1024 * 1024];
        for (int take = 0; take < 20; take++)
        {
            using ITakeFile file = Create(Files(), NameOf(take));
            Assert.That(file.Append(mebibyte).Refusal, Is.Null);
        }
        Assert.That(Directory.GetFiles(Folder), Has.Length.EqualTo(16));
    }

    [TestCase("pipe")]
    [TestCase("link")]
    [TestCase("dead link")]
    [TestCase("empty file")]
    [TestCase("socket")]
    [CancelAfter(10_000)]
    public void What_is_in_the_place_of_the_folder_is_left_as_it_is(string kind)
    {
        _ = Directory.CreateDirectory(Path.GetDirectoryName(Folder)!);
        _ = OddFiles.Make(kind, Folder);
        Assert.That(Files().Create("20261130T211405Z-netmanager-1-1").Refusal, Is.Not.Null);
    }

    [Test]
    public void A_link_to_a_folder_is_not_followed()
    {
        string elsewhere = Path.Combine(_root, "photos");
        _ = Directory.CreateDirectory(elsewhere);
        _ = Directory.CreateDirectory(Path.GetDirectoryName(Folder)!);
        for (int file = 0; file < 120; file++)
            File.WriteAllText(Path.Combine(elsewhere, $"2026-{file}.csv"), "mine");
        _ = Directory.CreateSymbolicLink(Folder, elsewhere);
        Assert.That(
            Files().Create("20261130T211405Z-netmanager-1-1").Refusal, Is.EqualTo(new Refusal("it is no folder of this user")));
        Assert.That(Directory.GetFiles(elsewhere), Has.Length.EqualTo(120));
    }

    [Test]
    public void Another_users_folder_is_not_used()
    {
        Assume.That(Environment.IsPrivilegedProcess, "only root may give folders away");
        _ = Directory.CreateDirectory(Folder);
        OddFiles.GiveAway(Folder);
        Assert.That(
            Files().Create("20261130T211405Z-netmanager-1-1").Refusal, Is.EqualTo(new Refusal("it is no folder of this user")));
    }

    [Test]
    public void A_file_or_a_link_in_the_place_of_a_take_is_not_written_through()
    {
        _ = Directory.CreateDirectory(Folder);
        string target = Path.Combine(_root, "target");
        File.WriteAllText(target, "mine");
        _ = File.CreateSymbolicLink(Path.Combine(Folder, "20261130T211405Z-netmanager-1-1.csv"), target);
        Assert.That(Files().Create("20261130T211405Z-netmanager-1-1").Refusal, Is.Not.Null);
        Assert.That(File.ReadAllText(target), Is.EqualTo("mine"));
    }

    [Test]
    public void Without_a_home_folder_that_of_the_unit_is_used_or_none()
    {
        Environment.SetEnvironmentVariable("XDG_STATE_HOME", null);
        Environment.SetEnvironmentVariable("HOME", "/nonexistent");
        Environment.SetEnvironmentVariable("STATE_DIRECTORY", $"{_root}/unit:/elsewhere");
        Assert.That(StateFolder.Takes, Is.EqualTo($"{_root}/unit/takes"));
        Environment.SetEnvironmentVariable("STATE_DIRECTORY", null);
        Assert.That(
            Files().Create("20261130T211405Z-netmanager-1-1").Refusal,
            Is.EqualTo(new Refusal("there is no home folder; set XDG_STATE_HOME")));
        Assert.That(new StateFile("test.connections").Write("text").Refusal, Is.Not.Null, "not in the current folder either");
        Environment.SetEnvironmentVariable("XDG_STATE_HOME", "relative");
        Assert.That(StateFolder.Takes, Is.Null);
    }

    private static string NameOf(int take) => $"20261130T21{take:0000}Z-netmanager-1-{take:000000}";

    // So many days after the evening of most names.
    private static FakeWall Wall(int days = 0) => new() { Utc = Evening + (days * 24 * 3600 * VirtualClock.Second) };

    private static TakeFiles Files(int days = 0) => new(new VirtualClock(), Wall(days));

    private void Put(string name) => File.WriteAllText(Path.Combine(Folder, name), "mine");

    private static ITakeFile Create(TakeFiles files, string name) =>
        files.Create(name).TryGet(out ITakeFile? file, out Refusal? refusal) ? file : throw new AssertionException(refusal.ToString());

    private sealed class FakeWall : IWallClock
    {
        public Action Act { get; set; } = () => { };

        public long Utc
        {
            get
            {
                Act();
                return field;
            }

            set;
        }

        public long ToLocal(long utc) => utc;
    }
}
