// SPDX-License-Identifier: GPL-2.0-or-later
using System.CommandLine;
using NetJack2.Cli.Rig;
using NetJack2.Protocol.Mesh;
using NetJack2.Rig.Requests;

namespace NetJack2.Cli.Commands;

/// <summary><c>netjack2 graph</c>: a picture of the rig.</summary>
internal static class GraphCommand
{
    private const string Name = "graph";

    public static Command Create()
    {
        var dot = new Option<bool>("--dot") { Description = "Write DOT, for Graphviz." };
        var command = new Command(Name, "Writes a picture of the rig and its patches, in SVG.") { dot };
        command.SetAction(result => RigCommands.With(Name, channel => Write(channel, result.GetValue(dot))));
        return command;
    }

    /// <summary>Writes it to standard output.</summary>
    /// <returns>The exit code.</returns>
    internal static int Write(IRigChannel channel, bool isDot)
    {
        RigReply? reply = RigLists.Read(channel, MachineReport.Size, out List<string[]> machines, RequestWords.Machines);
        List<string[]> patches = [];
        reply ??= RigLists.Read(channel, PatchReport.Size, out patches, RequestWords.Patches);
        if (reply is not null)
            return RigCommands.Fail(Name, RigProblem.Describe(reply, channel));
        var graph = new RigGraph(machines.Select(MachineReport.Read), patches.Select(PatchReport.Read), RigLists.Labels(channel));
        Console.Out.Write(isDot ? GraphDot.Write(graph) : GraphSvg.Write(graph));
        return RigCommands.Done;
    }
}
