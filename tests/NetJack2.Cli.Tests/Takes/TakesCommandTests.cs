// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.Cli.Commands;
using NetJack2.Statistics.Takes;
using NetJack2.Statistics.Tests;

namespace NetJack2.Cli.Tests.Takes;

/// <summary>The command, with the folder that it finds.</summary>
[NonParallelizable]
public class TakesCommandTests
{
    private string _folder = null!;

    [SetUp]
    public void Make() => _folder = Directory.CreateTempSubdirectory("netjack2-takes").FullName;

    [TearDown]
    public void Remove() => Directory.Delete(_folder, recursive: true);

    [Test]
    public void Without_a_take_the_exit_code_is_1()
    {
        Assert.That(TakesCommand.Show(null, null, json: false), Is.EqualTo(1));
        Assert.That(TakesCommand.Show(Path.Combine(_folder, "none"), null, json: false), Is.EqualTo(1));
        Assert.That(Run(null, json: true), Is.EqualTo((1, "[]")));
        Assert.That(TakesCommand.Show(_folder, "last", json: false), Is.EqualTo(1));
    }

    [Test]
    public void The_newest_is_the_first_and_the_last()
    {
        Write("20261130T201405Z-netmanager-1-1", 1000);
        Write("20261130T211405Z-net-driver-1-1", 2000);
        Assert.That(Run("last", json: true).Text, Does.Contain("\"frames\":2000").And.Contain("\"isExact\":true"));
        Assert.That(Run("2", json: true).Text, Does.Contain("\"frames\":1000"));
        Assert.That(TakesCommand.Show(_folder, "3", json: true), Is.EqualTo(1));
        Assert.That(Run(null, json: false).Text.Split('\n'), Has.Length.EqualTo(2));
    }

    [TestCaseSource(typeof(OddFiles), nameof(OddFiles.Names))]
    [CancelAfter(10_000)]
    public void What_is_in_the_place_of_a_take_is_passed_over(string kind)
    {
        Write("20261130T201405Z-netmanager-1-1", 1000);
        _ = OddFiles.Make(kind, Path.Combine(_folder, "20261130T221405Z-netmanager-1-2.csv"));
        Assert.That(Run("last", json: true).Text, Does.Contain("\"frames\":1000"));
    }

    [Test]
    public void Another_users_file_is_passed_over()
    {
        Assume.That(Environment.IsPrivilegedProcess, "only root may give files away");
        Write("20261130T201405Z-netmanager-1-1", 1000);
        OddFiles.GiveAway(Path.Combine(_folder, "20261130T201405Z-netmanager-1-1.csv"));
        Assert.That(TakesCommand.Show(_folder, null, json: false), Is.EqualTo(1));
    }

    [TestCase("last", 0)]
    [TestCase("7", 0)]
    [TestCase("0", 1)]
    [TestCase("-1", 1)]
    [TestCase("first", 1)]
    [TestCase("99999999999", 1)]
    public void A_word_that_is_no_take_is_an_error(string word, int errors) =>
        Assert.That(TakesCommand.Create().Parse([word]).Errors, Has.Count.EqualTo(errors));

    private (int Code, string Text) Run(string? which, bool json)
    {
        TextWriter before = Console.Out;
        using var text = new StringWriter();
        Console.SetOut(text);
        try
        {
            return (TakesCommand.Show(_folder, which, json), text.ToString().TrimEnd('\n'));
        }
        finally
        {
            Console.SetOut(before);
        }
    }

    private void Write(string name, int frames) => File.WriteAllText(
        Path.Combine(_folder, name + TakeWords.Extension),
        $"{TakeWords.Heading}\n2026-11-30T20:14:05.000Z,\"x\",\"\",,begin,0,0,0,48000\n"
        + $"2026-11-30T20:14:09.000Z,\"x\",\"\",,end,{frames},{frames},0,48000\n");
}
