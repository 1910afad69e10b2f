// SPDX-License-Identifier: GPL-2.0-or-later
using System.Globalization;
using System.Xml.Linq;
using NetJack2.Cli.Rig;
using NetJack2.Rig.Requests;
using NetJack2.Statistics.Untrusted;

namespace NetJack2.Cli.Tests;

/// <summary>The rig as a picture and in DOT.</summary>
public sealed class GraphTests
{
    private static readonly XNamespace s_svg = "http://www.w3.org/2000/svg";

    private static readonly MachineReport[] s_rig =
        [new("stage", "mesh", "10.0.0.2"), new("keys", "mesh", "10.0.0.3"), new("master", "master", ""), new("old", "slave", "10.0.0.4")];

    private static readonly PatchReport[] s_patches =
    [
        new("keys/zyn:out_1", "stage/a:in", null), new("keys/zyn:out_1", "master/m:in", null),
        new("stage/s:1", "drums/d:in", "'drums' is away"),
    ];

    [Test]
    public void The_order_of_the_lists_does_not_matter()
    {
        var graph = new RigGraph(s_rig, s_patches);
        var other = new RigGraph(s_rig.Reverse(), s_patches.Reverse());
        Assert.That(graph.Machines.Select(machine => machine.Name), Is.EqualTo(["master", "keys", "old", "stage", "drums"]));
        Assert.That(GraphSvg.Write(other), Is.EqualTo(GraphSvg.Write(graph)));
        Assert.That(GraphDot.Write(other), Is.EqualTo(GraphDot.Write(graph)));
    }

    [Test]
    public void Dot_has_machines_paths_and_patches() => Assert.That(GraphDot.Write(new RigGraph(s_rig, s_patches)), Is.EqualTo("""
        digraph rig {
            rankdir=LR
            node [shape=box]
            edge [fontsize=10]
            m0 [label="master\nmaster"]
            m1 [label="keys\nin the mesh 10.0.0.3"]
            m0 -> m1 [dir=none, color=gray]
            m2 [label="old\nthrough the master only 10.0.0.4"]
            m0 -> m2 [dir=none, color=gray]
            m3 [label="stage\nin the mesh 10.0.0.2"]
            m0 -> m3 [dir=none, color=gray]
            m1 -> m3 [dir=none, color=gray, style=dotted, constraint=false]
            m4 [label="drums\nnot there", style=dashed]
            m1 -> m0 [label="zyn:out_1 → m:in"]
            m1 -> m3 [label="zyn:out_1 → a:in"]
            m3 -> m4 [label="s:1 → d:in", style=dashed]
        }

        """));

    [TestCase("a\"b\\", "p<&>\"'\\n")]
    [TestCase("</text><script>", "]]>&lt;")]
    [TestCase("a\u001bb", "c\nd\0\uFFFE")]
    [TestCase("\u202E合成", "😀")]
    [TestCase("a/b", "c/d")]
    public void Names_are_escaped(string name, string port)
    {
        var graph = new RigGraph([new("m", "master", ""), new(name, "mesh", "")], [new PatchReport($"{name}/{port}", "m/in", null)]);
        XElement picture = XElement.Parse(GraphSvg.Write(graph));
        string[] texts = [.. picture.Descendants(s_svg + "text").Select(text => text.Value)];
        Assert.That(texts, Does.Contain(PlainText.Clean(name)).And.Contain(PlainText.Clean(port)));
        Assert.That(picture.Elements().Select(element => element.Name.LocalName).Distinct(StringComparer.Ordinal),
            Is.EquivalentTo(["rect", "text", "path", "g"]));
        string[] lines = GraphDot.Write(graph).Split('\n');
        Assert.That(lines, Has.Length.EqualTo(10), "no name ends a line");
        Assert.That(lines.Select(Unquoted), Has.None.Contains("\""), "and none ends a quotation");
    }

    [TestCase(0)]
    [TestCase(1)]
    [TestCase(3)]
    [TestCase(9)]
    [TestCase(64)]
    public void Nothing_covers_another_thing(int count)
    {
        PatchReport[] patches = [.. Enumerable.Range(0, count).SelectMany(from => Enumerable.Range(0, count)
            .Where(to => to != from).Select(to => new PatchReport($"m{from}/synth:out_{to}", $"m{to}/rec:in_{from}", null)))];
        var graph = new RigGraph(
            Enumerable.Range(0, count).Select(number => new MachineReport($"m{number}", number == 0 ? "master" : "mesh", "")), patches);
        XElement picture = XElement.Parse(GraphSvg.Write(graph));
        int height = int.Parse(picture.Attribute("height")!.Value, CultureInfo.InvariantCulture);
        (int X, int Top, int Bottom)[] boxes = [.. picture.Elements(s_svg + "rect").Skip(1).Select(Box)];
        Assert.That(boxes, Has.Length.EqualTo(2 * count));
        foreach (IGrouping<int, (int X, int Top, int Bottom)> column in boxes.GroupBy(box => box.X))
            Assert.That(column.Select(box => box.Bottom).Zip(column.Select(box => box.Top).Skip(1)).All(gap => gap.First < gap.Second));
        Assert.That(boxes, Has.All.Matches<(int X, int Top, int Bottom)>(box => box.Bottom < height));
        Assert.That(picture.Elements(s_svg + "g").Count(), Is.EqualTo(patches.Length));
    }

    private static (int X, int Top, int Bottom) Box(XElement box)
    {
        int top = Number(box, "y");
        return (Number(box, "x"), top, top + Number(box, "height"));
    }

    private static int Number(XElement element, string name) => int.Parse(element.Attribute(name)!.Value, CultureInfo.InvariantCulture);

    // Without what is in quotation marks.
    private static string Unquoted(string line)
    {
        string plain = line.Replace("\\\\", "", StringComparison.Ordinal).Replace("\\\"", "", StringComparison.Ordinal);
        string[] parts = plain.Split('"');
        return parts.Length is 1 or 3 ? parts[0] + parts[^1] : plain;
    }
}
