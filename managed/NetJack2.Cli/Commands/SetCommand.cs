// SPDX-License-Identifier: GPL-2.0-or-later
using System.CommandLine;
using NetJack2.Cli.Layout;
using NetJack2.Protocol.Mesh;
using NetJack2.Rig.Requests;
using NetJack2.Statistics.Untrusted;

namespace NetJack2.Cli.Commands;

/// <summary><c>netjack2 set</c>: options of a slave's session, while it runs. What values they have is decided by the slave.</summary>
internal static class SetCommand
{
    /// <summary>Creates the command.</summary>
    public static Command Create()
    {
        Argument<string> machine = PortArgument.CreateMachine();
        Option<string>[] options =
        [
            CreateOption('l', "latency", "PERIODS", "Network latency in periods (0 to 30, auto or auto:stable).", "auto", "auto:stable"),
            CreateOption('e', "encoding", "ENCODING", "Encoding of the audio samples (float, int16 or opus).", "float", "int16", "opus"),
            CreateOption('O', "opus", "KBIT", "Opus with this many kbit/s per channel (8 to 512)."),
            CreateOption('R', "redundancy", "PERIODS", "Send each packet again in this many later periods (0 to 4)."),
        ];
        var command = new Command("set", "Sets options of a slave's session while it runs; its connections stay.") { machine };
        foreach (Option<string> option in options)
            command.Add(option);
        command.Validators.Add(result =>
        {
            if (!options.Any(option => result.GetResult(option) is not null))
                result.AddError("Name what to set: -l, -e, -O or -R.");
        });
        command.SetAction(result => RigCommands.With("set", channel => Set(
            channel, result.GetValue(machine)!,
            [.. options.Where(option => result.GetResult(option) is not null)
                .Select(option => (LetterOf(option), result.GetValue(option)!))])));
        return command;
    }

    /// <summary>Sets options.</summary>
    /// <returns>The exit code.</returns>
    internal static int Set(IRigChannel channel, string machine, (string Letter, string Value)[] options)
    {
        RigReply reply = channel.Ask(
            [RequestWords.Set, machine, .. options.SelectMany(option => (string[])[option.Letter, option.Value])]);
        if (reply.Status != RequestStatus.Done)
            return RigCommands.Fail("set", RigProblem.Describe(reply, channel));
        string set = string.Join(' ', options.Select(option => $"-{option.Letter} {option.Value}"));
        Output.Write([PlainText.Clean($"'{machine}' has {set} until its server is restarted")]);
        return RigCommands.Done;
    }

    private static Option<string> CreateOption(char letter, string name, string value, string description, params string[] words)
    {
        var option = new Option<string>($"--{name}", $"-{letter}") { HelpName = value, Description = description };
        option.CompletionSources.Add(words);
        return option;
    }

    private static string LetterOf(Option option) => option.Aliases.Single()[1..];
}
