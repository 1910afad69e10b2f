// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.RealTime;
using NetJack2.Serve.Options;

namespace NetJack2.Serve.Tests;

/// <summary>The command line of netjack2 serve.</summary>
public class ServeOptionsTests
{
    private const string Token = "0123456789abcdef";

    [TestCase("", "127.0.0.1:8019")]
    [TestCase("--http 127.0.0.1:80", "127.0.0.1:80")]
    [TestCase("--http=127.0.0.2:9000", "127.0.0.2:9000")]
    [TestCase("--http localhost:9000", "127.0.0.1:9000")]
    [TestCase("--http [::1]:9000", "[::1]:9000")]
    [TestCase("--http 0.0.0.0:8019 --token " + Token, "0.0.0.0:8019")]
    [TestCase("--token " + Token + " --http [::]:8019", "[::]:8019")]
    public void An_address_is_read(string words, string address)
        => Assert.That(Read(words, out _)?.Address.ToString(), Is.EqualTo(address));

    [TestCase("--http nonsense", "ADDRESS:PORT")]
    [TestCase("--http :8019", "ADDRESS:PORT")]
    [TestCase("--http 8019", "ADDRESS:PORT")]
    [TestCase("--http 127.0.0.1", "ADDRESS:PORT")]
    [TestCase("--http 127.0.0.1:", "ADDRESS:PORT")]
    [TestCase("--http 127.0.0.1:65536", "ADDRESS:PORT")]
    [TestCase("--http ::1:8019", "ADDRESS:PORT")]
    [TestCase("--http [::1]", "ADDRESS:PORT")]
    [TestCase("--http studio:8019", "ADDRESS:PORT")]
    [TestCase("--http", "--http needs")]
    [TestCase("--token", "--token needs")]
    [TestCase("--port 8019", "no option '--port'")]
    [TestCase("8019", "no option '8019'")]
    [TestCase("--token short", "16 to 128")]
    [TestCase("--token " + Token + "é", "16 to 128")]
    [TestCase("--token @/nowhere", "there is none")]
    [TestCase("--http 0.0.0.0:8019", "add --token")]
    [TestCase("--http [::]:80", "add --token")]
    [TestCase("--http 192.168.7.1:8019", "add --token")]
    public void A_wrong_option_is_reported_in_one_line(string words, string part)
    {
        Assert.That(Read(words, out string problem), Is.Null);
        Assert.That(problem, Does.Contain(part).And.Not.Contain('\n'));
    }

    [TestCase("--help", true)]
    [TestCase("-h", true)]
    [TestCase("--http 127.0.0.1:80 --help", true)]
    [TestCase("--http nonsense --help", true)]
    [TestCase("", false)]
    [TestCase("--http 127.0.0.1:80", false)]
    public void Help_is_given_wherever_it_is_asked_for(string words, bool isHelp)
        => Assert.That(ServeOptions.IsHelp(words.Split(' ')), Is.EqualTo(isHelp));

    [Test]
    public void A_token_is_read_from_a_file()
    {
        string file = Path.GetTempFileName();
        File.WriteAllText(file, Token + "\n");
        Assert.That(Read($"--token @{file}", out _)?.Token, Is.EqualTo(Token));
        File.WriteAllText(file, new string('a', 2000));
        Assert.That(Read($"--token @{file}", out string problem), Is.Null);
        Assert.That(problem, Does.Contain("more than"));
        File.Delete(file);
    }

    [Test]
    public void An_escape_in_a_word_does_not_reach_the_terminal()
    {
        Assert.That(Read("--http \u001b[2J", out string problem), Is.Null);
        Assert.That(problem, Does.Not.Contain('\u001b'));
    }

    private static ServeOptions? Read(string words, out string problem)
    {
        Result<ServeOptions> read = ServeOptions.Read(words.Split(' ', StringSplitOptions.RemoveEmptyEntries));
        _ = read.TryGet(out ServeOptions? options, out Refusal? refusal);
        problem = refusal?.Reason ?? "";
        return options;
    }
}
