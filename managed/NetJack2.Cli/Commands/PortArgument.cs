// SPDX-License-Identifier: GPL-2.0-or-later
using System.CommandLine;
using NetJack2.Protocol.Mesh;
using NetJack2.Rig.Requests;
using NetJack2.Statistics.Untrusted;

namespace NetJack2.Cli.Commands;

/// <summary>Machines and ports of the rig as words of a command.</summary>
internal static class PortArgument
{
    // A shell that completes a word waits so long for each page of a list.
    private const int CompletionMs = 1000;

    /// <summary>Creates an argument for a port, as MACHINE/PORT.</summary>
    /// <param name="name">The word's name.</param>
    /// <param name="description">What it is for.</param>
    /// <param name="direction">Which ports are offered.</param>
    public static Argument<string> Create(string name, string description, string direction)
    {
        var end = new Argument<string>(name) { Description = description };
        end.CompletionSources.Add(context => With(channel => Complete(channel, context.WordToComplete, direction)));
        end.Validators.Add(result =>
        {
            string text = result.Tokens.Count == 0 ? "" : result.Tokens[0].Value;
            if (!PortWord.IsValid(text))
                result.AddError($"{name} must be {PortWord.Form}, and not '{PlainText.Clean(text)}'.");
        });
        return end;
    }

    /// <summary>Creates an argument for a machine's name.</summary>
    public static Argument<string> CreateMachine()
    {
        var machine = new Argument<string>("MACHINE") { Description = "Its name in netjack2 list --network." };
        machine.CompletionSources.Add(_ => With(RigLists.Machines));
        return machine;
    }

    /// <summary>A port of a machine's client on the master.</summary>
    /// <param name="machine">The word for the machine.</param>
    public static Argument<string> CreateSlavePort(Argument<string> machine)
    {
        var port = new Argument<string>("PORT")
        {
            Description = "A number: the audio that comes from the machine. Or a port of its client on the master: to_slave_1.",
        };
        port.CompletionSources.Add(context =>
            context.ParseResult.GetValue(machine) is { } name ? With(channel => CompleteSlavePort(channel, name)) : []);
        return port;
    }

    /// <summary>The ports of a machine's client on the master, by their short names.</summary>
    internal static IEnumerable<string> CompleteSlavePort(IRigChannel channel, string machine)
    {
        string prefix = $"{MachineNames.ClientOf(machine)}:";
        return RigLists.Ports(channel, MachineReport.Master)
            .Where(port => port.Name.StartsWith(prefix, StringComparison.Ordinal))
            .Select(port => port.Name[prefix.Length..]);
    }

    /// <summary>Returns the completions of a word: machines, or the ports of the machine before the slash.</summary>
    internal static IEnumerable<string> Complete(IRigChannel channel, string word, string direction)
    {
        string[] machines = [.. RigLists.Machines(channel)];
        string? machine = PortWord.MachineOf(word, machines);
        return machine is null
            ? machines.Select(name => name + PortWord.Separator)
            : RigLists.Ports(channel, machine)
                .Where(port => string.Equals(port.Direction, direction, StringComparison.Ordinal))
                .Select(port => machine + PortWord.Separator + port.Name);
    }

    // A shell shows and inserts what it gets: a name of another computer is offered only if it does nothing to a terminal.
    private static string[] With(Func<IRigChannel, IEnumerable<string>> complete)
    {
        if (!ModuleChannel.Open(CompletionMs).TryGet(out ModuleChannel? channel, out _))
            return [];
        using (channel)
        {
            return [.. complete(new EndingChannel(channel))
                .Where(word => string.Equals(word, PlainText.Clean(word), StringComparison.Ordinal))];
        }
    }
}
