// SPDX-License-Identifier: GPL-2.0-or-later
using System.CommandLine;
using NetJack2.Cli.Pages;

namespace NetJack2.Cli.Commands;

/// <summary><c>netjack2 log</c>: the last log lines of this computer's modules, wherever their servers' own logs go.</summary>
internal static class LogCommand
{
    private const int UsualCount = 50;

    public static Command Create()
    {
        var lines = new Option<int>("--lines", "-n")
        {
            Description = "How many lines, the newest.",
            HelpName = "N",
            DefaultValueFactory = _ => UsualCount,
        };
        lines.Validators.Add(result =>
        {
            if (result.Tokens.Count != 0 && (!int.TryParse(result.Tokens[0].Value, out int count) || count < 1))
                result.AddError($"--lines must be a number from 1 on, and not '{result.Tokens[0].Value}'.");
        });
        var command = new Command("log", "Shows the last log lines of the modules of this computer.") { lines };
        command.SetAction(result => Show(result.GetValue(lines)));
        return command;
    }

    private static int Show(int count)
    {
        IReadOnlyList<LogLine> all = LogLine.ReadAll();
        foreach (LogLine line in all.TakeLast(count))
            Console.Out.WriteLine(line);
        if (all.Count == 0)
            Console.Error.WriteLine("No module of netjack2-cs of this user has logged anything since the computer started.");
        return all.Count == 0 ? 1 : 0;
    }
}
