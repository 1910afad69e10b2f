// SPDX-License-Identifier: GPL-2.0-or-later
using System.Text;
using NetJack2.Statistics.Untrusted;

namespace NetJack2.Cli.Rig;

/// <summary>The graph of a rig in DOT, for Graphviz: sessions are lines, paths of the mesh are dotted, patches are arrows.</summary>
internal static class GraphDot
{
    /// <summary>Returns the graph as a file for Graphviz.</summary>
    public static string Write(RigGraph graph)
    {
        var text = new StringBuilder("digraph rig {\n    rankdir=LR\n    node [shape=box]\n    edge [fontsize=10]\n");
        for (int number = 0; number < graph.Machines.Count; number++)
        {
            GraphMachine machine = graph.Machines[number];
            text.Append($"    m{number} [label={Quote(machine.Name, machine.Description)}");
            text.Append(machine.Report is null ? ", style=dashed]\n" : "]\n");
            for (int earlier = 0; earlier < number; earlier++)
            {
                GraphMachine other = graph.Machines[earlier];
                string path = $"m{earlier} -> m{number} [dir=none, color=gray";
                if (other.IsMaster && machine.Report is not null)
                    text.Append($"    {path}]\n");
                else if (other.IsInMesh && machine.IsInMesh)
                    text.Append($"    {path}, style=dotted, constraint=false]\n");
            }
        }
        foreach (GraphPatch patch in graph.Patches)
        {
            text.Append($"    m{graph.NumberOf(patch.From)} -> m{graph.NumberOf(patch.To)} ");
            text.Append($"[label={Quote($"{patch.Output} → {patch.Input}")}");
            text.Append(patch.Report.Connected ? "]\n" : ", style=dashed]\n");
        }
        return text.Append("}\n").ToString();
    }

    // Labels have escapes of C and entities of HTML.
    private static string Quote(params string[] lines) => $"\"{string.Join("\\n", lines.Select(line => PlainText.Clean(line)
        .Replace("\\", "\\\\", StringComparison.Ordinal)
        .Replace("\"", "\\\"", StringComparison.Ordinal)
        .Replace("&", "&amp;", StringComparison.Ordinal)))}\"";
}
