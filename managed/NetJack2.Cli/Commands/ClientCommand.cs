// SPDX-License-Identifier: GPL-2.0-or-later
using System.CommandLine;
using System.Runtime.InteropServices;

namespace NetJack2.Cli.Commands;

/// <summary>
/// <c>netjack2 master</c> and <c>netjack2 join</c>: another program, netjack2-client, takes the place of this one. It is linked with
/// JACK's library, which this one does without.
/// </summary>
internal static partial class ClientCommand
{
    private const string Library = "libjack.so.0";
    private const string Program = "netjack2-client";
    private const int Failed = 1;

    // Where a build has it, and where a package.
    private static readonly string[] s_folders = [".", "../lib/netjack2"];

    /// <summary>The commands, for the help: their options are those of the other program.</summary>
    public static IEnumerable<Command> Create() => Describe(
        ("master", "Connects slaves on the network to this user's JACK server: jackd or PipeWire."),
        ("join", "Makes a slave of this user's JACK server, which keeps its own clock."));

    /// <summary>Whether the words are such a command.</summary>
    public static bool IsMeant(string[] words) => words is ["master" or "join", ..];

    /// <summary>Runs the other program. Returns only where that fails.</summary>
    /// <returns>The exit code.</returns>
    public static int Replace(string[] words)
    {
        if (!NativeLibrary.TryLoad(Library, out _))
            return Fail(words, $"there is no {Library}: install jackd2 or pipewire-jack");
        string own = Path.GetDirectoryName(Environment.ProcessPath) ?? "";
        if (s_folders.Select(folder => Path.GetFullPath(Path.Combine(own, folder, Program))).FirstOrDefault(File.Exists) is not { } file)
            return Fail(words, $"there is no {Program} beside this program, nor in ../lib/netjack2: install netjack2-cs again");
        _ = Execute(file, [Program, .. words, null]);
        return Fail(words, $"{file} cannot be run: {Marshal.GetLastPInvokeErrorMessage()}");
    }

    private static IEnumerable<Command> Describe(params (string Name, string Description)[] commands) => commands.Select(
        command => new Command(command.Name, command.Description) { TreatUnmatchedTokensAsErrors = false });

    private static int Fail(string[] words, string problem)
    {
        Console.Error.WriteLine($"netjack2 {words[0]}: {problem}");
        return Failed;
    }

    [LibraryImport("libc", EntryPoint = "execv", StringMarshalling = StringMarshalling.Utf8, SetLastError = true)]
    private static partial int Execute(string path, string?[] words);
}
