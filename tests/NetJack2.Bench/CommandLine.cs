// SPDX-License-Identifier: GPL-2.0-or-later
using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using System.Numerics;

namespace NetJack2.Bench;

/// <summary>Options of the commands, and their errors: one line, exit code 2 for wrong options, 130 after Ctrl-C.</summary>
internal static class CommandLine
{
    private const int WrongOptions = 2, Interrupted = 130;
    private static readonly TimeSpan s_cleanUpLimit = TimeSpan.FromSeconds(10);

    /// <summary>The file that a report is written to; null: none.</summary>
    public static Option<string?> Out() => new("--out") { Description = "Write the report to this file.", HelpName = "FILE" };

    /// <summary>An option with a number from <paramref name="least"/> to <paramref name="most"/>.</summary>
    public static Option<T> Number<T>(string name, T otherwise, T least, T most, string description)
        where T : struct, INumber<T>
    {
        string range = string.Create(CultureInfo.InvariantCulture, $"{least} to {most}");
        return new Option<T>(name)
        {
            Description = $"{description}, {range}.",
            HelpName = "N",
            DefaultValueFactory = _ => otherwise,
            CustomParser = Parse,
        };

        T Parse(ArgumentResult argument)
        {
            string text = argument.Tokens[0].Value;
            if (T.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out T number) && number >= least && number <= most)
                return number;
            argument.AddError($"{name} '{text}' is not a number from {range}");
            return otherwise;
        }
    }

    public static async Task<int> RunAsync(RootCommand root, string[] arguments)
    {
        ParseResult command = root.Parse(arguments);
        if (command.Errors is [var wrong, ..])
        {
            Console.Error.WriteLine($"{wrong.Message.TrimEnd('.')}; see --help");
            return WrongOptions;
        }

        return await command.InvokeAsync(new InvocationConfiguration
        {
            EnableDefaultExceptionHandler = false,
            ProcessTerminationTimeout = s_cleanUpLimit,
        });
    }

    /// <summary>Sets the action of a command, which returns the exit code. Ctrl-C cancels its token; it then has 10 s to end.</summary>
    public static void SetRun(this Command command, Func<ParseResult, CancellationToken, Task<int>> run)
        => command.SetAction(async (options, interruption) =>
        {
            try
            {
                return await run(options, interruption);
            }
            catch (Exception) when (interruption.IsCancellationRequested)
            {
                // Ctrl-C ends the servers and probes as well: they fail, too.
                Console.Error.WriteLine("Interrupted.");
                return Interrupted;
            }
            catch (Exception failure) when (failure is InvalidOperationException or TimeoutException or IOException)
            {
                Console.Error.WriteLine($"{command.Name} failed: {failure.Message}");
                return 1;
            }
        });
}
