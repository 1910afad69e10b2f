// SPDX-License-Identifier: GPL-2.0-or-later
using System.CommandLine;
using NetJack2.Cli.Layout;
using NetJack2.Protocol.Mesh;
using NetJack2.RealTime;
using NetJack2.Rig.Requests;
using NetJack2.Statistics.Untrusted;

namespace NetJack2.Cli.Commands;

/// <summary>
/// <c>netjack2 ports</c>, <c>connect</c>, <c>disconnect</c> and <c>patches</c>: the ports of all machines of the rig, from any of them.
/// </summary>
internal static class RigCommands
{
    /// <summary>Exit codes of the commands: success and failure.</summary>
    public const int Done = 0, Failed = 1;

    public static IEnumerable<Command> Create() =>
    [
        CreatePorts(),
        CreateChange("connect", "Connects an output of a machine of the rig to an input of another one.", RequestWords.Connect),
        CreateChange("disconnect", "Removes what connect has made.", RequestWords.Disconnect),
        CreatePatches(),
        PatchCommand.Create(),
        GraphCommand.Create(),
    ];

    /// <summary>Lists the machines of the rig.</summary>
    /// <returns>The exit code.</returns>
    public static int ListMachines(bool json) => With("list", channel =>
        ShowList(
            channel, "list", MachineReport.Size, MachineReport.Read, json, RigJson.Write,
            machine => [machine.Name, machine.DescribeRole(), machine.Address], RequestWords.Machines));

    /// <summary>Runs a command that asks a module.</summary>
    /// <param name="command">Its name, for messages.</param>
    /// <param name="run">Returns the exit code.</param>
    public static int With(string command, Func<IRigChannel, int> run)
    {
        if (!ModuleChannel.Open().TryGet(out ModuleChannel? channel, out Refusal? refusal))
            return Fail(command, refusal.Reason);
        using (channel)
            return run(new EndingChannel(channel));
    }

    private static Command CreatePorts()
    {
        Argument<string> machine = PortArgument.CreateMachine();
        Option<bool> json = JsonOption();
        var command = new Command("ports", "Lists the JACK ports of a machine of the rig.") { machine, json };
        command.SetAction(result => With("ports", channel => ShowList(
            channel, "ports", PortReport.Size, PortReport.Read, result.GetValue(json), RigJson.Write,
            port => [port.Name, port.Type, port.Direction], RequestWords.Ports, result.GetValue(machine)!)));
        return command;
    }

    private static Command CreatePatches()
    {
        Option<bool> json = JsonOption();
        var command = new Command("patches", "Lists what connect has made, and what each of it waits for.") { json };
        command.SetAction(result => With("patches", channel => ShowList(
            channel, "patches", PatchReport.Size, PatchReport.Read, result.GetValue(json), RigJson.Write,
            patch => [patch.From, "->", patch.To, patch.Problem is { } problem ? $"waits: {problem}" : "connected"],
            RequestWords.Patches)));
        return command;
    }

    private static Command CreateChange(string name, string description, string request)
    {
        Argument<string> from = PortArgument.Create("FROM", "An output, as MACHINE/PORT: keys/zyn:out_1.", RequestWords.Out);
        Argument<string> to = PortArgument.Create("TO", "An input of another machine.", RequestWords.In);
        var command = new Command(name, description) { from, to };
        command.SetAction(result => With(name, channel =>
        {
            (string source, string destination) = (result.GetValue(from)!, result.GetValue(to)!);
            RigReply reply = channel.Ask(request, source, destination);
            if (reply.Status != RequestStatus.Done)
                return Fail(name, RigProblem.Describe(reply, channel));
            string through = reply.Words is [var first, var last, ..] ? $"{first} on the one, {last} on the other" : "";
            Output.Write([PlainText.Clean($"{name}ed: {source} -> {destination}{(through.Length == 0 ? "" : $" ({through})")}")]);
            return Done;
        }));
        return command;
    }

    private static Option<bool> JsonOption() => new("--json") { Description = "Write JSON, for programs." };

    private static int ShowList<T>(
        IRigChannel channel, string command, int size, Func<string[], T> read, bool json, Func<T[], string> write,
        Func<T, string[]> describe, params string[] question)
    {
        if (RigLists.Read(channel, size, out List<string[]> entries, question) is { } reply)
            return Fail(command, RigProblem.Describe(reply, channel));
        T[] reports = [.. entries.Select(read)];
        if (json)
            Console.Out.WriteLine(write(reports));
        else
            Output.Write(TextLines.Columns(
                [.. reports.Select(report => describe(report).Select(PlainText.Clean).ToArray())], Output.Width, indent: 0));
        return Done;
    }

    /// <summary>Shows why a command failed.</summary>
    /// <returns>The exit code.</returns>
    public static int Fail(string command, string problem)
    {
        Console.Error.WriteLine($"netjack2 {command}: {PlainText.Clean(problem)}");
        return Failed;
    }
}
