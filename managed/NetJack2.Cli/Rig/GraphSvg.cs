// SPDX-License-Identifier: GPL-2.0-or-later
using System.Security;
using System.Text;
using NetJack2.Cli.Layout;
using NetJack2.Rig.Requests;
using NetJack2.Statistics.Untrusted;

namespace NetJack2.Cli.Rig;

/// <summary>
/// The graph of a rig as a picture. Each machine has a box for its outputs at the left and one for its inputs at the right, so that each
/// patch is an arrow from left to right that crosses no box. A line at the left joins the master and its slaves, a dotted one at the
/// right the machines of the mesh.
/// </summary>
internal sealed class GraphSvg
{
    // In pixels. A character is 0.6 of the size of monospaced fonts wide, some a little more.
    private const int Row = 18, Heading = 44, Gap = 20, Margin = 30, Top = 40, Padding = 10, ArrowSpace = 280;
    private const double CharacterWidth = 7.5;

    private const string Legend = "line at the left: sessions; dotted line at the right: mesh; dashed arrow: waits";

    // Those of Okabe and Ito, which colour-blind people can distinguish: one for the arrows of each source.
    private static readonly string[] s_colours = ["#0072b2", "#d55e00", "#009e73", "#cc79a7", "#56b4e9", "#e69f00"];

    private readonly RigGraph _graph;

    private readonly StringBuilder _text = new();

    private readonly int[] _tops;

    private readonly int _left, _right, _leftWidth, _rightWidth, _height;

    private GraphSvg(RigGraph graph)
    {
        _graph = graph;
        _leftWidth = WidthOf(graph.Machines.SelectMany(machine => machine.Outputs));
        _rightWidth = WidthOf(graph.Machines.SelectMany(machine => machine.Inputs));
        (_left, _right) = (Margin, Margin + _leftWidth + ArrowSpace);
        _tops = new int[graph.Machines.Count];
        _height = Top;
        for (int number = 0; number < _tops.Length; number++)
        {
            _tops[number] = _height;
            _height += HeightOf(graph.Machines[number]) + Gap;
        }
        _height += Row;
    }

    /// <summary>Returns the graph as an SVG file.</summary>
    public static string Write(RigGraph graph) => new GraphSvg(graph).Draw();

    private static int HeightOf(GraphMachine machine) =>
        Heading + (Math.Max(machine.Outputs.Count, machine.Inputs.Count) * Row) + (Padding / 2);

    private static string Escape(string text) => SecurityElement.Escape(PlainText.Clean(text));

    private int WidthOf(IEnumerable<string> ports) => (2 * Padding) + (int)(CharacterWidth * ports
        .Concat(_graph.Machines.SelectMany(machine => (string[])[machine.Name, machine.Description]))
        .Select(text => CellWidth.Of(PlainText.Clean(text))).DefaultIfEmpty().Max());

    private string Draw()
    {
        int width = Margin + Math.Max(_right + _rightWidth, _left + (int)(CharacterWidth * Legend.Length));
        _text.Append($"""
            <svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{_height}" viewBox="0 0 {width} {_height}"
                 font-family="monospace" font-size="12">
            <rect width="100%" height="100%" fill="white"/>
            <text x="{_left}" y="24" font-weight="bold">outputs</text>
            <text x="{_right}" y="24" font-weight="bold">inputs</text>

            """);
        DrawPaths(_graph.Machines.Any(machine => machine.IsMaster), machine => machine.Report is not null, _left, -Margin / 2, "");
        DrawPaths(
            _graph.Machines.Count(machine => machine.IsInMesh) > 1, machine => machine.IsInMesh, _right + _rightWidth, Margin / 2,
            " stroke-dasharray=\"2 3\"");
        for (int number = 0; number < _tops.Length; number++)
        {
            GraphMachine machine = _graph.Machines[number];
            DrawBox(machine, machine.Outputs, _tops[number], _left, _leftWidth);
            DrawBox(machine, machine.Inputs, _tops[number], _right, _rightWidth);
        }
        foreach (GraphPatch patch in _graph.Patches)
            DrawPatch(patch);
        _text.Append($"""
            <text x="{_left}" y="{_height - 12}" fill="#555">{Legend}</text>
            </svg>

            """);
        return _text.ToString();
    }

    private void DrawPaths(bool isThere, Func<GraphMachine, bool> takesPart, int edge, int distance, string style)
    {
        int[] heights = [.. _graph.Machines.Zip(_tops).Where(pair => takesPart(pair.First)).Select(pair => pair.Second + (Heading / 2))];
        if (!isThere || heights.Length < 2)
            return;
        string branches = string.Concat(heights.Select(height => $" M{edge} {height} H{edge + distance}"));
        _text.Append($"<path d=\"M{edge + distance} {heights[0]} V{heights[^1]}{branches}\" stroke=\"#555\" fill=\"none\"{style}/>\n");
    }

    private void DrawBox(GraphMachine machine, List<string> ports, int top, int left, int width)
    {
        string stroke = machine.Report is null ? "#888\" stroke-dasharray=\"4 3" : "#333";
        _text.Append($"""
            <rect x="{left}" y="{top}" width="{width}" height="{HeightOf(machine)}" rx="4" fill="#f4f4f4" stroke="{stroke}"/>
            <text x="{left + Padding}" y="{top + 18}" font-weight="bold">{Escape(machine.Name)}</text>
            <text x="{left + Padding}" y="{top + 34}" fill="#555">{Escape(machine.Description)}</text>

            """);
        for (int row = 0; row < ports.Count; row++)
            _text.Append($"<text x=\"{left + Padding}\" y=\"{HeightOf(top, row) + 4}\">{Escape(ports[row])}</text>\n");
    }

    private void DrawPatch(GraphPatch patch)
    {
        (int source, int destination) = (_graph.NumberOf(patch.From), _graph.NumberOf(patch.To));
        (int from, int to) = (_left + _leftWidth, _right);
        int start = HeightOf(_tops[source], patch.From.Outputs.IndexOf(patch.Output));
        int end = HeightOf(_tops[destination], patch.To.Inputs.IndexOf(patch.Input));
        string colour = s_colours[source % s_colours.Length], dashes = patch.Report.Connected ? "" : " stroke-dasharray=\"6 4\"";
        _text.Append($"""
            <g stroke="{colour}" fill="none" stroke-width="1.5"><title>{Escape(Describe(patch.Report))}</title>
            <path d="M{from} {start} C{from + (ArrowSpace / 2)} {start} {to - (ArrowSpace / 2)} {end} {to} {end}"{dashes}/>
            <path d="M{to} {end} l-8 -4 v8 z" fill="{colour}"/></g>

            """);
    }

    private static string Describe(PatchReport patch) =>
        $"{patch.From} -> {patch.To}{(patch.Problem is { } problem ? $" (waits: {problem})" : "")}";

    private static int HeightOf(int top, int row) => top + Heading + (row * Row) + (Row / 2);
}
