// SPDX-License-Identifier: GPL-2.0-or-later
using System.Diagnostics;
using NetJack2.Cli.Commands;

namespace NetJack2.Cli.Tests;

/// <summary><c>netjack2 unload</c> where jack_unload does not end: the server is stopped, or a module in it is.</summary>
[NonParallelizable]
[Property("Defect", "Fault-31")]
public sealed class UnloadCommandTests
{
    private static readonly TimeSpan s_limit = TimeSpan.FromSeconds(2);

    private readonly TextWriter _errors = Console.Error;
    private readonly string? _path = Environment.GetEnvironmentVariable("PATH");
    private readonly StringWriter _complaints = new();
    private DirectoryInfo _folder = null!;

    [SetUp]
    public void Begin()
    {
        _folder = Directory.CreateTempSubdirectory("netjack2-unload-");
        Environment.SetEnvironmentVariable("PATH", $"{_folder.FullName}:{_path}");
        Console.SetError(_complaints);
    }

    [TearDown]
    public void End()
    {
        Console.SetError(_errors);
        Environment.SetEnvironmentVariable("PATH", _path);
        _folder.Delete(recursive: true);
    }

    [OneTimeTearDown]
    public void Release() => _complaints.Dispose();

    // A module that has a page counts as loaded; one without, as gone, since libjack's program may wait for ever by itself.
    [Test]
    public void It_ends_in_time_with_one_line()
    {
        string program = Path.Combine(_folder.FullName, "jack_unload");
        File.WriteAllText(program, "#!/bin/sh\nexec sleep 600\n");
        if (OperatingSystem.IsLinux())
            File.SetUnixFileMode(program, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        var passed = Stopwatch.StartNew();
        Assert.That(LoadCommand.Unload("netmanager", s_limit, _ => true), Is.EqualTo(1));
        Assert.That(passed.Elapsed, Is.InRange(s_limit, s_limit + TimeSpan.FromSeconds(3)));
        Assert.That(
            _complaints.ToString(),
            Is.EqualTo("netjack2 unload: the server has not unloaded 'netmanager' in 2 s; it is stopped, or one of its clients is\n"));
        passed.Restart();
        Assert.That(LoadCommand.Unload("netmanager", s_limit, _ => false), Is.Zero, "it is gone");
        Assert.That(passed.Elapsed, Is.LessThan(s_limit));
    }
}
