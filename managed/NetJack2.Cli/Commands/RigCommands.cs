// SPDX-License-Identifier: GPL-2.0-or-later
using System.CommandLine;
using NetJack2.Cli.Layout;
using NetJack2.Protocol.Mesh;
using NetJack2.RealTime;
using NetJack2.Rig.Requests;
using NetJack2.Statistics.Untrusted;

namespace NetJack2.Cli.Commands;

/// <summary>
/// <c>netjack2 ports</c>, <c>connect</c>, <c>disconnect</c>, <c>patches</c>, <c>label</c> and <c>labels</c>: the ports of all machines of
/// the rig, from any of them.
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
        CreateLabel(),
        CreateLabels(),
        SetCommand.Create(),
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
        command.SetAction(result => With("ports", channel => ListPorts(channel, result.GetValue(machine)!, result.GetValue(json))));
        return command;
    }

    /// <summary>Lists the ports of a machine.</summary>
    /// <returns>The exit code.</returns>
    internal static int ListPorts(IRigChannel channel, string machine, bool json)
    {
        var labels = new PortLabels(RigLists.Labels(channel));
        return ShowList(
            channel, "ports", PortReport.Size, words => PortReport.Read(words, machine, labels), json, RigJson.Write,
            port => [port.Name, port.Type, port.Direction, port.Label ?? ""], RequestWords.Ports, machine);
    }

    private static Command CreateLabel()
    {
        Argument<string> machine = PortArgument.CreateMachine();
        Argument<string> port = PortArgument.CreateSlavePort(machine);
        var text = new Argument<string>("TEXT") { Description = "The label; empty to remove it." };
        var command = new Command("label", "Labels what comes from a machine of the rig, or goes there.") { machine, port, text };
        command.SetAction(result => With("label", channel =>
            Label(channel, result.GetValue(machine)!, result.GetValue(port)!, result.GetValue(text)!)));
        return command;
    }

    /// <summary>Labels a port.</summary>
    /// <returns>The exit code.</returns>
    internal static int Label(IRigChannel channel, string machine, string port, string text)
    {
        string name = LabelReport.PortOf(port);
        RigReply reply = text.Contains('\0', StringComparison.Ordinal)
            ? RigReply.Failed("a label has no control characters") : channel.Ask(RequestWords.Label, machine, name, text);
        if (reply.Status != RequestStatus.Done)
            return Fail("label", RigProblem.Describe(reply, channel));
        string done = text.Trim().Length == 0 ? "has no label" : $"is labelled '{text.Trim()}'";
        Output.Write([PlainText.Clean($"{name} of '{machine}' {done}")]);
        return Done;
    }

    private static Command CreateLabels() => CreateList(
        RequestWords.Labels, "Lists what label has set.", LabelReport.Size, LabelReport.Read, RigJson.Write,
        label => [label.Machine, label.Port, label.Text]);

    private static Command CreatePatches() => CreateList(
        RequestWords.Patches, "Lists what connect has made, and what each of it waits for.", PatchReport.Size, PatchReport.Read,
        RigJson.Write, patch => [patch.From, "->", patch.To, patch.Problem is { } problem ? $"waits: {problem}" : "connected"]);

    // A list of the whole rig, whose command has the name of the request.
    private static Command CreateList<T>(
        string name, string description, int size, Func<string[], T> read, Func<T[], string> write, Func<T, string[]> describe)
    {
        Option<bool> json = JsonOption();
        var command = new Command(name, description) { json };
        command.SetAction(result => With(
            name, channel => ShowList(channel, name, size, read, result.GetValue(json), write, describe, name)));
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
