// SPDX-License-Identifier: GPL-2.0-or-later
using System.CommandLine;
using System.Runtime.InteropServices;

namespace NetJack2.Cli.Commands;

/// <summary>
/// Commands for which another program takes the place of this one: netjack2-client for <c>netjack2 master</c> and <c>netjack2 join</c>,
/// which is linked with JACK's library, and netjack2-serve for <c>netjack2 serve</c>, which is several times as large.
/// </summary>
internal static partial class ClientCommand
{
    private const string Library = "libjack.so.0";
    private const string Client = "netjack2-client", Server = "netjack2-serve";
    private const int Failed = 1;

    // Where a build has it, and where a package.
    private static readonly string[] s_folders = [".", "../lib/netjack2"];

    /// <summary>The commands, for the help: their options are those of the other program.</summary>
    public static IEnumerable<Command> Create() =>
    [
        Describe("master", "Connects slaves on the network to this user's JACK server: jackd or PipeWire."),
        Describe("join", "Makes a slave of this user's JACK server, which keeps its own clock."),
        Describe(
            "serve", "Shows the rig in a browser, and to Prometheus.",
            new Option<string>("--http") { Description = "Where.", HelpName = "ADDRESS:PORT" },
            new Option<string>("--token") { Description = "What a client must have.", HelpName = "TOKEN" }),
    ];

    /// <summary>Whether the words are such a command.</summary>
    public static bool IsMeant(string[] words) => words is ["master" or "join" or "serve", ..];

    /// <summary>Runs the other program. Returns only where that fails.</summary>
    /// <returns>The exit code.</returns>
    public static int Replace(string[] words)
    {
        string program = words[0] is "serve" ? Server : Client;
        if (program is Client && !NativeLibrary.TryLoad(Library, out _))
            return Fail(words, $"there is no {Library}: install jackd2 or pipewire-jack");
        string own = Path.GetDirectoryName(Environment.ProcessPath) ?? "";
        if (s_folders.Select(folder => Path.GetFullPath(Path.Combine(own, folder, program))).FirstOrDefault(File.Exists) is not { } file)
            return Fail(words, $"there is no {program} beside this program, nor in ../lib/netjack2: install netjack2-cs again");
        _ = Execute(file, [program, .. words, null]);
        return Fail(words, $"{file} cannot be run: {Marshal.GetLastPInvokeErrorMessage()}");
    }

    private static Command Describe(string name, string description, params Option[] options)
    {
        var command = new Command(name, description) { TreatUnmatchedTokensAsErrors = false };
        foreach (Option option in options)
            command.Options.Add(option);
        return command;
    }

    private static int Fail(string[] words, string problem)
    {
        Console.Error.WriteLine($"netjack2 {words[0]}: {problem}");
        return Failed;
    }

    [LibraryImport("libc", EntryPoint = "execv", StringMarshalling = StringMarshalling.Utf8, SetLastError = true)]
    private static partial int Execute(string path, string?[] words);
}
