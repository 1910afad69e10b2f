// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.Cli.Commands;
using NetJack2.Cli.Pages;
using NetJack2.Statistics.Untrusted;

namespace NetJack2.Cli.Tests;

/// <summary>The lines that modules keep, and the words for a module's options.</summary>
public class KeptLineTests
{
    private const string Line = "2026-11-30T20:15:00.250Z 4711 net driver: Connected to master 'a: b'";

    [Test]
    public void A_line_is_read()
    {
        LogLine line = LogLine.Parse(Line)!;
        Assert.That((line.Time.Kind, line.Time.Millisecond), Is.EqualTo((DateTimeKind.Utc, 250)));
        Assert.That((line.ProcessId, line.Module, line.Text), Is.EqualTo((4711, "net driver", "Connected to master 'a: b'")));
    }

    [TestCase("")]
    [TestCase("no line")]
    [TestCase("2026-11-30T20:15:00.250Z x net driver: text")]
    [TestCase("yesterday 1 net driver: text")]
    [TestCase("2026-11-30T20:15:00.250Z 1 text")]
    public void What_is_no_line_is_skipped(string line) => Assert.That(LogLine.Parse(line), Is.Null);

    [Test]
    public void Nothing_in_a_line_controls_a_terminal() =>
        Assert.That(LogLine.Parse("2026-11-30T20:15:00.250Z 1 a\u001b: b\u001b[2J")!.ToString(), Does.EndWith(" 1 a_: b_[2J"));

    [Test]
    public void The_lines_of_all_files_are_in_the_order_of_their_times()
    {
        DirectoryInfo folder = Directory.CreateTempSubdirectory();
        string own = Path.Combine(folder.FullName, $"netjack2-log.{PlainFile.User}");
        File.WriteAllText(own, $"{Line}\nhalf a li");
        for (int count = 0; count < 100; count++)
            File.WriteAllText(Path.Combine(folder.FullName, $"netjack2-log.0{count}x"), $"{Line} made up\n");
        File.WriteAllText($"{own}.old", "2026-11-30T20:14:00.000Z 1 netmanager: earlier\n");
        File.CreateSymbolicLink(Path.Combine(folder.FullName, "netjack2-log.2"), "/dev/zero");
        Assert.That(LogLine.ReadAll(folder.FullName).Select(line => line.Module), Is.EqualTo(["netmanager", "net driver"]));
        folder.Delete(recursive: true);
        Assert.That(LogLine.ReadAll(folder.FullName), Is.Empty);
    }

    [TestCase("-c", ExpectedResult = "-c")]
    [TestCase("hw:My Card", ExpectedResult = "\"hw:My Card\"")]
    [TestCase("", ExpectedResult = "\"\"")]
    public string An_option_with_a_blank_is_quoted_for_the_module(string word) => LoadCommand.Quote(word);
}
