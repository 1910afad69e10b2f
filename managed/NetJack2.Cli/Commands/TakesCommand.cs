// SPDX-License-Identifier: GPL-2.0-or-later
using System.CommandLine;
using System.Globalization;
using NetJack2.Cli.Layout;
using NetJack2.Cli.Takes;
using NetJack2.Statistics.Untrusted;

namespace NetJack2.Cli.Commands;

/// <summary><c>netjack2 takes</c>: what was played wrongly from each start of the transport to its stop.</summary>
internal static class TakesCommand
{
    private const string Last = "last";

    public static Command Create()
    {
        var which = new Argument<string?>("TAKE")
        {
            Description = "\"last\", or the number of a take in the list: shows what was wrong in it.",
            Arity = ArgumentArity.ZeroOrOne,
        };
        which.CompletionSources.Add(Last);
        which.Validators.Add(result =>
        {
            if (result.Tokens.Count != 0 && NumberOf(result.Tokens[0].Value) is null)
                result.AddError($"The take must be \"last\" or a number from 1 on, and not '{PlainText.Clean(result.Tokens[0].Value)}'.");
        });
        var json = new Option<bool>("--json") { Description = "Write JSON, for programs." };
        var command = new Command(
            "takes", "Lists the takes of this user's servers, newest first: whether each frame was played as it was sent.") { which, json };
        command.SetAction(result => Show(StateFolder.Takes, result.GetValue(which), result.GetValue(json)));
        return command;
    }

    /// <summary>Writes the list, or one take.</summary>
    /// <returns>The exit code: 0 if there is one.</returns>
    public static int Show(string? folder, string? which, bool json)
    {
        IReadOnlyList<TakeReport> takes = TakeFolder.ReadAll(folder);
        if (which is null)
            ShowAll(takes, json);
        else if (NumberOf(which) is { } number && number <= takes.Count)
            ShowOne(takes[number - 1], json);
        else
            return Complain(takes.Count == 0 ? "There is no take." : $"There is no take {which}; the oldest is {takes.Count}.");
        return takes.Count == 0 ? 1 : 0;
    }

    private static void ShowAll(IReadOnlyList<TakeReport> takes, bool json)
    {
        if (json)
            Console.Out.WriteLine(TakesJson.Write(takes));
        else if (takes.Count == 0)
            Output.Write(TextLines.Wrap(
                "There is no take. One is recorded each time JACK's transport rolls while something of a network port is connected.",
                Output.Width));
        else
            Output.Write(TakeLines.List(takes, Output.Width));
    }

    private static void ShowOne(TakeReport take, bool json)
    {
        if (json)
            Console.Out.WriteLine(TakesJson.Write(take));
        else
            Output.Write(TakeLines.Details(take, Output.Width));
    }

    private static int Complain(string line)
    {
        Console.Error.WriteLine(line);
        return 1;
    }

    private static int? NumberOf(string word) =>
        string.Equals(word, Last, StringComparison.Ordinal) ? 1
        : int.TryParse(word, NumberStyles.None, CultureInfo.InvariantCulture, out int number) && number > 0 ? number : null;
}
