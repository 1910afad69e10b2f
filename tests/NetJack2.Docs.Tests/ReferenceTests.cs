// SPDX-License-Identifier: GPL-2.0-or-later
using System.Runtime.Versioning;
using System.Text.RegularExpressions;

namespace NetJack2.Docs.Tests;

/// <summary>What the pages refer to is there.</summary>
[SupportedOSPlatform("linux")]
public partial class ReferenceTests
{
    private const string Defects = "docs/defects.md";

    private static IEnumerable<Page> Pages => Page.All;

    [TestCaseSource(nameof(Pages))]
    public void Every_relative_link_leads_somewhere(object page)
        => Assert.That(
            Link().Matches(((Page)page).Text).Select(match => match.Groups["target"].Value).Where(target => !Leads((Page)page, target)),
            Is.Empty);

    [TestCaseSource(nameof(Pages))]
    public void Every_script_that_is_named_can_be_run(object page)
        => Assert.That(Script().Matches(((Page)page).Text).Select(match => match.Value).Where(script => !IsExecutable(script)), Is.Empty);

    [TestCaseSource(nameof(Pages))]
    public void Every_source_that_is_named_exists(object page)
        => Assert.That(
            Source()
                .Matches(((Page)page).Text)
                .Select(match => match.Groups["path"].Value)
                .Where(path => !File.Exists(Page.InTree(path)) && !Directory.Exists(Page.InTree(path))),
            Is.Empty);

    [TestCaseSource(nameof(Pages))]
    public void Every_defect_that_is_named_is_described(object page)
    {
        if (!File.Exists(Page.InTree(Defects))) return; // there is no list yet
        Assert.That(NumbersIn((Page)page), Is.SubsetOf(NumbersIn(Page.Open(Defects))));
    }

    private static bool Leads(Page page, string target)
    {
        if (target.Contains("://", StringComparison.Ordinal)) return true;
        string[] parts = target.Split('#');
        string path = parts[0].Length == 0 ? page.Path : Path.Combine(Path.GetDirectoryName(page.Path)!, parts[0]);
        if (!File.Exists(Page.InTree(path)) && !Directory.Exists(Page.InTree(path))) return false;
        return parts.Length == 1 || Page.Open(path).Anchors.Contains(parts[1], StringComparer.Ordinal);
    }

    private static bool IsExecutable(string script)
        => File.Exists(Page.InTree(script)) && (File.GetUnixFileMode(Page.InTree(script)) & UnixFileMode.UserExecute) != UnixFileMode.None;

    private static IEnumerable<string> NumbersIn(Page page)
        => Number().Matches(page.Text).Select(match => match.Value).Distinct(StringComparer.Ordinal);

    [GeneratedRegex(@"\]\((?<target>[^)\s]+)\)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Link();

    [GeneratedRegex(@"\bscripts/[\w-]+\.sh\b", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Script();

    // `managed/NetJack2.RealTime/Handover.cs`, `native/options`
    [GeneratedRegex(
        @"`(?<path>(managed|native|tests|interop|cmake|packaging|docs)/[\w./-]*\w)`", RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1000)]
    private static partial Regex Source();

    [GeneratedRegex(@"\bD-\d\d\b", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Number();
}
