// SPDX-License-Identifier: GPL-2.0-or-later
using System.Diagnostics;

namespace NetJack2.Statistics.Tests;

/// <summary>What another user may put in the place of a file.</summary>
internal static class OddFiles
{
    private const string Stranger = "12345";

    public static string[] Names =>
        ["pipe", "link", "link to a pipe", "link to zeros", "loop of links", "dead link", "folder", "socket", "empty file", "endless file"];

    /// <summary>Makes one of these.</summary>
    public static string Make(string kind, string path)
    {
        switch (kind)
        {
            case "pipe":
                Run("mkfifo", path);
                break;
            case "link":
                File.WriteAllBytes(Target(path), new byte[1000]);
                _ = File.CreateSymbolicLink(path, Target(path));
                break;
            case "link to a pipe":
                // The text of a link is its length: this one has that of a page.
                Run("mkfifo", Target(path));
                _ = File.CreateSymbolicLink(path, Long(Target(path)));
                break;
            case "link to zeros":
                _ = File.CreateSymbolicLink(path, Long("/dev/zero"));
                break;
            case "loop of links":
                _ = File.CreateSymbolicLink(path, path);
                break;
            case "dead link":
                _ = File.CreateSymbolicLink(path, "/none");
                break;
            case "folder":
                _ = Directory.CreateDirectory(path);
                break;
            case "socket":
                // Left behind: .NET removes the one that it has bound.
                Run("python3", "-c", $"import socket; socket.socket(socket.AF_UNIX).bind('{path}')");
                break;
            case "empty file":
                File.WriteAllBytes(path, []);
                break;
            default:
                using (FileStream file = File.Create(path))
                    file.SetLength(64L * 1024 * 1024 * 1024);
                break;
        }
        return path;
    }

    /// <summary>Makes a file another user's.</summary>
    public static void GiveAway(string path, bool recursive = false) =>
        Run("chown", [.. recursive ? ["-R"] : Array.Empty<string>(), $"{Stranger}:{Stranger}", path]);

    private static string Target(string path) => Path.Combine(Path.GetDirectoryName(path)!, "target");

    private static string Long(string path) => "/" + string.Concat(Enumerable.Repeat("./", 40)) + path[1..];

    private static void Run(string program, params string[] arguments)
    {
        using Process process = Process.Start(program, arguments);
        process.WaitForExit();
        Assert.That(process.ExitCode, Is.Zero, program);
    }
}
