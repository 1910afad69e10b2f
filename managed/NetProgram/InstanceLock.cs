// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.Interop;
using NetJack2.Statistics.Untrusted;

namespace NetJack2.NetProgram;

/// <summary>The lock that a second program of the same name on the same server does not get. PipeWire would give both a client.</summary>
internal static class InstanceLock
{
    /// <summary>Takes it.</summary>
    /// <param name="command">The program's command.</param>
    /// <param name="name">The name of its client.</param>
    /// <param name="isTaken">Whether another process has it.</param>
    /// <returns>What holds it until it is disposed of; null where another process has it, or the user has no folder for it.</returns>
    public static IDisposable? Take(string command, string name, out bool isTaken)
    {
        isTaken = false;
        try
        {
            string folder = Path.Combine(Root, "netjack2");
            _ = Directory.CreateDirectory(folder);
            IDisposable? hold = PlainFile.TryLock(Path.Combine(folder, FileName($"{command}-{Server}-{name}.lock")));
            isTaken = hold is null;
            return hold;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return null; // jackd refuses the name of the second by itself
        }
    }

    // Of this user alone, so that no other user can be in the way. A service of the system has no folder of a session.
    private static string Root => Environment.GetEnvironmentVariable("XDG_RUNTIME_DIR") is { Length: > 0 } set && Path.IsPathRooted(set)
        ? set
        : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".local", "state");

    private static string Server => NetJack2Program.nj_program_is_pipewire() != 0
        ? $"pipewire-{Environment.GetEnvironmentVariable("PIPEWIRE_REMOTE")}"
        : $"jack-{Environment.GetEnvironmentVariable("JACK_DEFAULT_SERVER")}";

    private static string FileName(string name) =>
        new([.. name.Select(character => char.IsAsciiLetterOrDigit(character) || character is '-' or '.' ? character : '_')]);
}
