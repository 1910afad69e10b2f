// SPDX-License-Identifier: GPL-2.0-or-later
using System.CommandLine;
using System.CommandLine.Completions;
using NetJack2.Cli.Commands;
using NetJack2.Protocol.Mesh;
using NetJack2.Rig.Requests;

namespace NetJack2.Cli.Tests;

/// <summary><c>netjack2 set</c>.</summary>
[NonParallelizable]
public sealed class SetCommandTests
{
    [Test]
    public void Options_are_asked_for_by_their_letters_and_shown()
    {
        var rig = new Rig(new RigReply(RequestStatus.Done, []));
        TextWriter output = Console.Out;
        using var written = new StringWriter();
        try
        {
            Console.SetOut(written);
            Assert.That(SetCommand.Set(rig, "keys", [("l", "3"), ("e", "int16")]), Is.Zero);
        }
        finally
        {
            Console.SetOut(output);
        }
        Assert.That(rig.Questions, Is.EqualTo(["set|keys|l|3|e|int16"]));
        Assert.That(written.ToString(), Is.EqualTo("'keys' has -l 3 -e int16 until its server is restarted\n"));
    }

    [Test]
    public void What_the_slave_refuses_is_a_failure() =>
        Assert.That(SetCommand.Set(new Rig(RigReply.Failed("'keys': no")), "keys", [("l", "31")]), Is.EqualTo(1));

    // What a value may be is the slave's decision, whatever it looks like.
    [TestCase(false, "keys", "-l", "3")]
    [TestCase(false, "keys", "-l3")]
    [TestCase(false, "keys", "--latency=auto:stable")]
    [TestCase(false, "keys", "-l", "-1")]
    [TestCase(false, "keys", "-l", "")]
    [TestCase(false, "-l", "3", "-R", "1", "-e", "opus", "-O", "96", "keys")]
    [TestCase(true, "keys")]
    [TestCase(true, "-l", "3")]
    [TestCase(true, "keys", "-l")]
    [TestCase(true, "keys", "-l", "3", "-l", "4")]
    [TestCase(true, "keys", "-C", "3")]
    [TestCase(true, "keys", "stage", "-l", "3")]
    public void A_machine_and_an_option_are_needed(bool isBad, params string[] words) =>
        Assert.That(SetCommand.Create().Parse(words).Errors.Count != 0, Is.EqualTo(isBad));

    [TestCase("keys -l ", "auto", "auto:stable")]
    [TestCase("keys -e ", "float", "int16", "opus")]
    public void Words_of_an_option_are_offered(string line, params string[] words) =>
        Assert.That(SetCommand.Create().Parse(line).GetCompletions(line.Length).Select(item => item.Label), Is.SupersetOf(words));

    private sealed class Rig(RigReply reply) : IRigChannel
    {
        public List<string> Questions { get; } = [];

        public RigReply Ask(params string[] words)
        {
            Questions.Add(string.Join('|', words));
            return reply;
        }
    }
}
