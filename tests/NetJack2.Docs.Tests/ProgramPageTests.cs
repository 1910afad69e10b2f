// SPDX-License-Identifier: GPL-2.0-or-later
using System.CommandLine;
using System.Text.RegularExpressions;
using NetJack2.Cli.Commands;

namespace NetJack2.Docs.Tests;

/// <summary>netjack2(1), which native/man/ProgramPage.cpp writes, against the commands of the program.</summary>
public partial class ProgramPageTests
{
    private static readonly string s_page = File.ReadAllText(Page.InTree("native/man/ProgramPage.cpp"));

    // Those of the program itself: help and version.
    private static readonly string[] s_others = ["-h", "--help"];

    private static IEnumerable<Command> Commands => ProgramCommand.Create().Subcommands;

    [Test]
    public void The_synopsis_has_each_command_with_its_options()
        => Assert.That(
            Synopsis().Matches(s_page).Select(line => line.Groups["command"].Value + Canonical(line.Groups["rest"].Value)),
            Is.EquivalentTo(Commands.Select(command =>
                command.Name + string.Concat(command.Options.Select(NameOf).Order(StringComparer.Ordinal)))));

    [Test]
    public void The_options_are_those_of_the_commands()
        => Assert.That(
            Items().Matches(s_page).SelectMany(item => Option().Matches(item.Groups["term"].Value)).Select(option => option.Value),
            Is.EquivalentTo(
                Commands.SelectMany(command => command.Options).SelectMany(WordsOf).Concat(s_others).Distinct(StringComparer.Ordinal)));

    [Test]
    public void Each_command_has_a_description()
        => Assert.That(
            Items().Matches(s_page).Select(item => item.Groups["term"].Value),
            Is.SupersetOf(Commands.Where(command => command.Subcommands.Count == 0).Select(command => command.Name)));

    private static IEnumerable<string> WordsOf(Option option) => option.Aliases.Append(option.Name);

    private static string NameOf(Option option) => option.Name;

    // [-a ADDRESS] → --multicast-ip, whatever the order
    private static string Canonical(string synopsis)
        => string.Concat(Option().Matches(synopsis).Select(word => Find(word.Value)).Select(NameOf).Order(StringComparer.Ordinal));

    private static Option Find(string word)
        => Commands.SelectMany(command => command.Options).First(option => WordsOf(option).Contains(word, StringComparer.Ordinal));

    [GeneratedRegex(
        @"page\.Paragraph\(""netjack2 (?<command>[a-z]+)(?<rest>[^""]*)""\);", RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1000)]
    private static partial Regex Synopsis();

    [GeneratedRegex(@"page\.Item\(\s*""(?<term>[^""]*)""", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Items();

    [GeneratedRegex(@"(?<![\w-])--?[A-Za-z][a-z-]*", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Option();
}
