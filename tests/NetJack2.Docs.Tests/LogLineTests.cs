// SPDX-License-Identifier: GPL-2.0-or-later
using System.Text.RegularExpressions;

namespace NetJack2.Docs.Tests;

/// <summary>docs/log-lines.md explains every line that the modules log, and no other.</summary>
public partial class LogLineTests
{
    private static IEnumerable<TestCaseData> Lines => Explained.Select(line => new TestCaseData(line).SetName($"{{m}}({line})"));

    private static IEnumerable<TestCaseData> Calls => LogCalls.All.Select(call => new TestCaseData(call).SetName($"{{m}}({call})"));

    private static IEnumerable<string> Explained =>
        from mark in Page.Open("docs/log-lines.md").Marked("log-lines")
        from row in Row().Matches(mark.Block)
        select row.Groups["line"].Value;

    /// <param name="line">With … for a varying part.</param>
    [TestCaseSource(nameof(Lines))]
    public void An_explained_line_is_logged(string line)
        => Assert.That(line.Split('…').Where(part => !LogCalls.AllText.Contains(part, StringComparison.Ordinal)), Is.Empty);

    [TestCaseSource(nameof(Calls))]
    public void A_logged_line_is_explained(object call)
        => Assert.That(Explained.Where(line => Array.TrueForAll(line.Split('…'), ((LogCalls.Call)call).Argument.Contains)), Is.Not.Empty);

    /// <summary>The server cuts a line, with the module's name in front of it, at 255 bytes.</summary>
    [TestCaseSource(nameof(Calls))]
    public void A_logged_line_with_names_of_usual_length_has_at_most_200_bytes(object call)
        => Assert.That(((LogCalls.Call)call).UsualBytes, Is.LessThanOrEqualTo(200 - "audioadapter: ".Length));

    [Test]
    public void The_calls_are_found() => Assert.That(LogCalls.All.Count(), Is.GreaterThan(50));

    [Test]
    public void They_are_found_below_a_folder_of_any_name()
    {
        string root = Path.Combine(Directory.CreateTempSubdirectory("netjack2-").FullName, "tests", "NetJack2.Cli", "native");
        string[] files = ["managed/NetManager/A.cs", "managed/NetJack2.Cli/B.cs", "native/plugin/C.cpp", "native/tests/D.h"];
        foreach (string file in files)
        {
            Directory.CreateDirectory(Path.Combine(root, Path.GetDirectoryName(file)!));
            File.WriteAllText(Path.Combine(root, file), "");
        }

        Assert.That(
            LogCalls.SourcesIn(root).Select(file => Path.GetRelativePath(root, file)), Is.EquivalentTo((string[])[files[0], files[2]]));
        Directory.Delete(Path.GetFullPath(Path.Combine(root, "../../..")), recursive: true);
    }

    // - `Waiting for a master at …` — …
    [GeneratedRegex(@"^- `(?<line>[^`]+)`", RegexOptions.Multiline | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Row();
}
