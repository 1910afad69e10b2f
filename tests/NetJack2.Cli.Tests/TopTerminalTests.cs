// SPDX-License-Identifier: GPL-2.0-or-later
using System.Diagnostics;
using System.Text;

namespace NetJack2.Cli.Tests;

/// <summary>The program top in a terminal of script(1), and in a pipe.</summary>
[NonParallelizable]
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class TopTerminalTests
{
    private const string Enter = "\u001b[?1049h", Leave = "\u001b[?7h\u001b[?25h\u001b[?1049l";
    private static readonly TimeSpan s_limit = TimeSpan.FromSeconds(30);

    private readonly StringBuilder _shown = new();

    private static string Program => $"'{Environment.ProcessPath}' '{Path.Combine(AppContext.BaseDirectory, "netjack2.dll")}' top";

    [Test]
    public async Task The_key_that_ends_top_gives_the_terminal_back()
    {
        using Process terminal = Start();
        await AwaitAsync("q end");
        terminal.StandardInput.Write("q");
        await AwaitEndAsync(terminal);
    }

    [TestCase("TERM")]
    [TestCase("INT")]
    [TestCase("HUP")]
    public async Task A_signal_that_ends_top_gives_the_terminal_back(string signal)
    {
        using Process terminal = Start();
        await AwaitAsync("q end");
        using Process kill = Process.Start("kill", [$"-{signal}", ValueOf("pid")]);
        await kill.WaitForExitAsync();
        await AwaitEndAsync(terminal);
    }

    [Test]
    public async Task Top_follows_the_size_of_its_terminal()
    {
        using Process terminal = Start();
        await AwaitAsync("\u001b[24;1H");
        using Process resize = Process.Start("stty", ["-F", ValueOf("tty"), "rows", "31", "cols", "100"]);
        await resize.WaitForExitAsync();
        await AwaitAsync("\u001b[31;1H");
        terminal.StandardInput.Write("q");
        await AwaitEndAsync(terminal);
    }

    [Test]
    public async Task Top_in_a_pipe_ends_by_itself_without_escapes()
    {
        var start = new ProcessStartInfo("sh", ["-c", Program + " | cat"]) { RedirectStandardOutput = true, UseShellExecute = false };
        using Process process = Process.Start(start)!;
        string output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        Assert.That(process.ExitCode, Is.Zero);
        Assert.That(output, Does.Not.Contain("\u001b"));
        // As other programs have sessions or not.
        Assert.That(output, Does.Contain("No session runs on this computer.").Or.StartsWith("name "));
    }

    private Process Start()
    {
        string commands = "stty rows 24 cols 80; echo tty=$(tty); echo before=$(stty -g); "
            + $"sh -c 'echo pid=$$; exec {Program.Replace("'", "\"", StringComparison.Ordinal)}'; "
            + "echo code=$?; echo after=$(stty -g)";
        var start = new ProcessStartInfo("script", ["-qfec", commands, "/dev/null"])
        {
            RedirectStandardInput = true, RedirectStandardOutput = true, StandardOutputEncoding = Encoding.UTF8, UseShellExecute = false,
        };
        start.Environment["TERM"] = "xterm";
        start.Environment["SHELL"] = "/bin/sh";
        Process terminal = Process.Start(start)!;
        terminal.StandardInput.AutoFlush = true;
        _ = CollectAsync(terminal.StandardOutput);
        return terminal;
    }

    private async Task CollectAsync(StreamReader reader)
    {
        char[] text = new char[4096];
        for (int count; (count = await reader.ReadAsync(text)) > 0;)
            lock (_shown)
                _shown.Append(text, 0, count);
    }

    private string Shown()
    {
        lock (_shown)
            return _shown.ToString();
    }

    private async Task AwaitAsync(string text)
    {
        for (var watch = Stopwatch.StartNew(); !Shown().Contains(text, StringComparison.Ordinal); await Task.Delay(20))
            Assert.That(watch.Elapsed, Is.LessThan(s_limit), () => $"No {text} in {Shown()}");
    }

    private async Task AwaitEndAsync(Process terminal)
    {
        await AwaitAsync("after=");
        // script ends with its input.
        terminal.StandardInput.Close();
        await terminal.WaitForExitAsync().WaitAsync(s_limit);
        string shown = Shown();
        int enter = shown.IndexOf(Enter, StringComparison.Ordinal), leave = shown.IndexOf(Leave, StringComparison.Ordinal);
        Assert.That(enter, Is.Positive.And.LessThan(leave));
        Assert.That(ValueOf("code"), Is.EqualTo("0"));
        Assert.That(ValueOf("after"), Is.EqualTo(ValueOf("before")).And.Not.Empty);
    }

    // What a command printed as NAME=VALUE.
    private string ValueOf(string name)
    {
        string shown = Shown();
        int start = shown.IndexOf(name + '=', StringComparison.Ordinal) + name.Length + 1;
        return shown[start..shown.IndexOf('\r', start)];
    }
}
