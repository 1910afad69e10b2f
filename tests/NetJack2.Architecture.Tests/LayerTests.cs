// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.Architecture.Tests.Contract;
using NetJack2.Architecture.Tests.Layers;

namespace NetJack2.Architecture.Tests;

/// <summary>Dependencies between projects and folders of managed/ are those of layers.txt, and run one way.</summary>
public class LayerTests
{
    private static readonly FolderGraph s_graph = new(BuiltAssemblies.Read(ProductTests.All));

    private static readonly string[] s_used = [.. s_graph.Edges
        .Select(edge => IsOneProject(edge) ? edge : (From: ProjectOf(edge.From), To: ProjectOf(edge.To)))
        .Select(Arrow)
        .Distinct(StringComparer.Ordinal)];

    private static IEnumerable<string> Allowed => File
        .ReadLines(Path.Combine(AppContext.BaseDirectory, "layers.txt"))
        .Where(line => line.Length > 0 && line[0] != '#')
        .Select(line => line.Split(':', StringSplitOptions.TrimEntries))
        .SelectMany(parts => parts[1].Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(to => $"{parts[0]} -> {to}"));

    [Test]
    public void Every_dependency_is_listed()
        => Assert.That(string.Join('\n', s_used.Except(Allowed, StringComparer.Ordinal)), Is.Empty);

    [Test]
    public void Every_listed_dependency_exists()
        => Assert.That(string.Join('\n', Allowed.Except(s_used, StringComparer.Ordinal)), Is.Empty);

    [Test]
    public void There_is_no_circle_of_folders()
        => Assert.That(FolderGraph.FindCircle(s_graph.Edges), Is.Empty);

    [Test]
    public void There_is_no_circle_of_projects()
        => Assert.That(
            FolderGraph.FindCircle(s_graph.Edges
                .Where(edge => !IsOneProject(edge))
                .Select(edge => (ProjectOf(edge.From), ProjectOf(edge.To)))),
            Is.Empty);

    [TestCase("NetJack2.Link")]
    [TestCase("NetJack2.Sessions")]
    [TestCase("NetJack2.Protocol")]
    [TestCase("NetJack2.Host.Net")]
    public void The_audio_adapter_reaches_nothing_of_the_network(string part)
    {
        ILookup<string, string> next = s_graph.Edges.ToLookup(edge => edge.From, edge => edge.To, StringComparer.Ordinal);
        HashSet<string> reached = s_graph.Folders
            .Where(folder => string.Equals(ProjectOf(folder), "NetJack2.AudioAdapter", StringComparison.Ordinal))
            .ToHashSet(StringComparer.Ordinal);
        Assert.That(reached, Is.Not.Empty);
        for (int before = 0; before != reached.Count;)
        {
            before = reached.Count;
            reached.UnionWith(reached.ToArray().SelectMany(folder => next[folder]));
        }

        Assert.That(reached.Where(folder => $"{folder}.".StartsWith($"{part}.", StringComparison.Ordinal)), Is.Empty);
    }

    [TestCase("A>B B>C", "")]
    [TestCase("A>B B>A", "A B A")]
    [TestCase("A>B B>C C>D D>B", "B C D B")]
    public void A_circle_is_found(string edges, string circle)
        => Assert.That(
            string.Join(' ', FolderGraph.FindCircle(edges.Split(' ').Select(edge => (edge[..1], edge[2..])))),
            Is.EqualTo(circle));

    private static string Arrow((string From, string To) edge)
        => $"{edge.From} -> {edge.To}".Replace("NetJack2.", "", StringComparison.Ordinal);

    private static bool IsOneProject((string From, string To) edge)
        => string.Equals(ProjectOf(edge.From), ProjectOf(edge.To), StringComparison.Ordinal);

    private static string ProjectOf(string folder) => string.Join('.', folder.Split('.').Take(2));
}
