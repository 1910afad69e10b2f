// SPDX-License-Identifier: GPL-2.0-or-later
using System.CommandLine;
using System.Diagnostics;
using NetJack2.Cli.Doctor;
using NetJack2.Cli.Pages;
using NetJack2.Rig.Pages;

namespace NetJack2.Cli.Commands;

/// <summary>
/// <c>netjack2 load</c> and <c>netjack2 unload</c>: jack_load and jack_unload, with the module's own lines where those print a number,
/// and with an end where jack_unload has none.
/// </summary>
internal static class LoadCommand
{
    private const int Failed = 1, BadUsage = 2;
    private static readonly TimeSpan s_limit = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan s_interval = TimeSpan.FromMilliseconds(100);

    // libjack's program sometimes waits for ever for a thread that it has ended itself, when the module is long gone.
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(1);

    /// <summary>The two commands without their handlers, for the help: <see cref="Run"/> runs them.</summary>
    public static IEnumerable<Command> Create() =>
    [
        new Command("load", "Loads a module into the JACK server: netjack2 load netmanager -c. Prints its reason if it fails."),
        new Command("unload", "Unloads a module: netjack2 unload netmanager."),
    ];

    /// <summary>Whether the words are such a command with a module: what follows are the module's options, -h as well.</summary>
    public static bool IsMeant(string[] words) => words is ["load" or "unload", [not '-', ..], ..] or ["load" or "unload"];

    /// <summary>Runs the command.</summary>
    /// <returns>The exit code.</returns>
    public static int Run(string[] words) => words switch
    {
        ["load", var module, .. var options] => Load(module, string.Join(' ', options.Select(Quote))),
        ["unload", var module] => Unload(module, s_limit, IsLoaded),
        ["unload", ..] => Fail("netjack2 unload: name one module, such as netmanager", BadUsage),
        _ => Fail($"netjack2 {words[0]}: name a module: netmanager, netmesh, netadapter or audioadapter", BadUsage),
    };

    /// <summary>A word as the modules read it: in double quotes where it contains a blank.</summary>
    public static string Quote(string word) => word.Length == 0 || word.Any(char.IsWhiteSpace) ? $"\"{word}\"" : word;

    private static int Load(string module, string options)
    {
        string[] arguments = options.Length == 0 ? [module] : [module, "-i", options];
        DateTime start = DateTime.UtcNow;
        if (SystemCommand.Start("jack_load", arguments) is not { } process)
            return Fail("netjack2 load: there is no jack_load: install jackd2", Failed);
        using (process)
        {
            Task<string> output = process.StandardOutput.ReadToEndAsync(), errors = process.StandardError.ReadToEndAsync();
            bool hasEnded = process.WaitForExit(s_limit);
            if (!hasEnded)
                process.Kill();
            bool isLoaded = hasEnded && process.ExitCode == 0;
            string[] lines = [.. LogLine.ReadAll().Where(line => line.Time >= start && IsOf(line, module)).Select(line => line.Text)];
            TextWriter to = isLoaded ? Console.Out : Console.Error;
            foreach (string line in lines)
                to.WriteLine($"{module}: {line}");
            if (isLoaded)
                return 0;
            if (lines.Length == 0)
                Console.Error.Write(hasEnded ? output.Result + errors.Result : "");
            return Fail(Reason(module, hasEnded, lines.Length != 0), Failed);
        }
    }

    /// <summary>Unloads a module.</summary>
    /// <param name="module">Its name.</param>
    /// <param name="limit">How long the server may take: it may be stopped, or busy for ever.</param>
    /// <param name="isLoaded">Whether a module is there.</param>
    /// <returns>The exit code.</returns>
    internal static int Unload(string module, TimeSpan limit, Predicate<string> isLoaded)
    {
        if (SystemCommand.Start("jack_unload", module) is not { } process)
            return Fail("netjack2 unload: there is no jack_unload: install jackd2", Failed);
        using (process)
        {
            Task<string> output = process.StandardOutput.ReadToEndAsync(), errors = process.StandardError.ReadToEndAsync();
            for (var passed = Stopwatch.StartNew(); !process.WaitForExit(s_interval);)
            {
                bool isGone = passed.Elapsed > s_patience && !isLoaded(module);
                if (!isGone && passed.Elapsed < limit)
                    continue;
                process.Kill();
                return isGone ? 0 : Fail(
                    $"netjack2 unload: the server has not unloaded '{module}' in {limit.TotalSeconds:0} s; "
                    + "it is stopped, or one of its clients is", Failed);
            }
            if (process.ExitCode == 0)
                return 0;
            Console.Error.Write(output.Result + errors.Result);
            return Fail($"netjack2 unload: '{module}' is not unloaded: is a server running, and is it loaded? (netjack2 list)", Failed);
        }
    }

    private static string Reason(string module, bool hasEnded, bool hasLines) => (hasEnded, hasLines) switch
    {
        (false, _) => $"netjack2 load: the server does not answer ({s_limit.TotalSeconds:0} s)",
        (_, true) => $"netjack2 load: '{module}' is not loaded: see above",
        _ when Obstacle(module) is { } obstacle => $"netjack2 load: '{module}' is not loaded: {obstacle}",
        _ => $"netjack2 load: '{module}' is not loaded, and no module has logged the reason: does a server of this user run? "
            + "(netjack2 doctor)",
    };

    private static string? Obstacle(string module) => JackProcess.FindAll()
        .Select(server => JackProcess.VariableOf(server, ServerChecks.Variable))
        .Select(folder => string.IsNullOrEmpty(folder) ? null : ModuleProcessor.Obstacle(Path.Combine(folder, $"{module}.so")))
        .FirstOrDefault(obstacle => obstacle is not null);

    private static bool IsOf(LogLine line, string module) => string.Equals(line.Module, module, StringComparison.Ordinal);

    private static bool IsLoaded(string module) =>
        ModulePage.ReadAll().Any(page => !page.IsStale && string.Equals(page.Name, module, StringComparison.Ordinal));

    private static int Fail(string problem, int code)
    {
        Console.Error.WriteLine(problem);
        return code;
    }
}
