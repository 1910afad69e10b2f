// SPDX-License-Identifier: GPL-2.0-or-later
using System.CommandLine;
using System.Globalization;
using NetJack2.Cli.Commands;
using NetJack2.Protocol.Mesh;
using NetJack2.Rig.Pages;
using NetJack2.Rig.Requests;
using NetJack2.Statistics;

namespace NetJack2.Cli.Tests;

/// <summary>Lists of the rig, and what is printed where a name does not exist.</summary>
public sealed class RigTests
{
    private static readonly string[] s_machines = ["foh", "keys", "stage"];

    [TestCase("kesy", "keys")]
    [TestCase("STAGE", "stage")]
    [TestCase("f", null)]
    [TestCase("", null)]
    [TestCase("xyz", null)]
    [TestCase("fo", "foh")]
    public void TheNearestNameNeedsTheFewestChanges(string name, string? nearest) =>
        Assert.That(NearestName.Of(name, s_machines), Is.EqualTo(nearest));

    [Test]
    public void AListIsReadPageByPage()
    {
        var module = new Module(_ => 1000);
        Assert.That(RigLists.Read(module, 3, out List<string[]> entries, RequestWords.Ports, "keys"), Is.Null);
        Assert.That(entries.Select(words => words[0]), Is.EqualTo(Enumerable.Range(0, 1000).Select(number => $"p{number}")));
    }

    [Test]
    public void AListThatChangesIsReadAnew()
    {
        var module = new Module(question => question < 3 ? 20 : 19);
        Assert.That(RigLists.Read(module, 3, out List<string[]> entries, RequestWords.Ports, "keys"), Is.Null);
        Assert.That(entries, Has.Count.EqualTo(19));
        var restless = new Module(question => 20 + question);
        Assert.That(RigLists.Read(restless, 3, out entries, RequestWords.Ports, "keys"), Is.Null);
        Assert.That(restless.Questions, Is.LessThan(50), "at some time it is good enough");
    }

    // An answer that comes later would be taken for that to the next question.
    [Test]
    public void AModuleThatHasNotAnsweredIsAskedNoMore()
    {
        var module = new Silent();
        var channel = new EndingChannel(module);
        Assert.That(RigLists.Machines(channel), Is.Empty);
        Assert.That(RigLists.Ports(channel, "keys"), Is.Empty);
        Assert.That(channel.Ask("patches").IsLast, Is.True);
        Assert.That(module.Questions, Is.EqualTo(1));
    }

    /// <summary>Another user's netmanager does not hide the netmesh of one's own.</summary>
    [Test]
    public void EachModuleThatCouldBeAskedIsTried()
    {
        ModulePage[] pages = [Page(ModuleKind.NetMesh), Page(ModuleKind.NetDriver), Page(ModuleKind.NetManager, isStale: true),
            Page(ModuleKind.NetManager)];
        Assert.That(ModuleChannel.InOrder(pages), Is.EqualTo([pages[3], pages[0]]));
    }

    /// <summary>Whose process does not answer makes a program wait for each time that it is tried.</summary>
    [Test]
    public void AModuleOfAnotherUserIsTriedLastOnceAndByRootOnly()
    {
        const uint stranger = 4_000_000_000;
        ModulePage foreign = Page(ModuleKind.NetManager) with { Owner = stranger, ProcessId = 2 };
        ModulePage[] pages = [foreign, foreign with { Path = "another" }, Page(ModuleKind.NetMesh)];
        Assert.That(ModuleChannel.InOrder(pages), Is.EqualTo([pages[2], foreign]));
        Assert.That(ModuleChannel.IsAllowed(foreign), Is.EqualTo(Environment.IsPrivilegedProcess));
        Assert.That(ModuleChannel.IsAllowed(pages[2]), Is.True);
    }

    [TestCase("2000000000")]
    [TestCase("-1")]
    [TestCase("2", "a", "audio")]
    [TestCase("many")]
    [TestCase("")]
    public void AHostileListIsRefused(params string[] words)
    {
        RigReply? reply = RigLists.Read(new Parrot(new RigReply(RequestStatus.Done, words)), 3, out _, RequestWords.Machines);
        Assert.That(reply?.Status, Is.EqualTo(RequestStatus.Refused));
    }

    [Test]
    public void AnEndlessListEnds()
    {
        var parrot = new Parrot(new RigReply(RequestStatus.Done, ["8000", "a", "audio", "in"]));
        Assert.That(RigLists.Read(parrot, 3, out List<string[]> entries, RequestWords.Machines), Is.Null);
        Assert.That(entries, Has.Count.EqualTo(8000));
        RigReply? reply = RigLists.Read(new Parrot(new RigReply(RequestStatus.Done, ["8000"])), 3, out entries, RequestWords.Machines);
        Assert.That(reply?.Words, Is.EqualTo(["the list ends after 0 of 8000 entries"]));
    }

    [Test]
    public void TheMessageNamesTheNearest()
    {
        var module = new Module(_ => 20);
        Assert.That(
            RigProblem.Describe(new RigReply(RequestStatus.UnknownPort, ["keys", "P77"]), module),
            Is.EqualTo("there is no port 'P77' on 'keys'; the nearest is 'p7'"));
        Assert.That(
            RigProblem.Describe(new RigReply(RequestStatus.UnknownMachine, ["\u001b[31m"]), new Parrot(RigReply.Failed("no"))),
            Is.EqualTo("there is no machine '_[31m' in the rig; netjack2 list --network lists them"));
        Assert.That(RigProblem.Describe(new RigReply((RequestStatus)9, []), module), Is.EqualTo("no reason is given"));
    }

    [TestCase(false, "keys/zyn:out_1", "foh/a/b:in")]
    [TestCase(true, "keys", "foh/a:in")]
    [TestCase(true, "/zyn:out_1", "foh/a:in")]
    [TestCase(true, "keys/", "foh/a:in")]
    [TestCase(true, "keys/zyn:out_1")]
    [TestCase(true, "keys/zyn:out_1", "foh/a:in", "foh/b:in")]
    [TestCase(true, "", "*")]
    public void WordsThatNameNoPortAreBadUsage(bool isBad, params string[] words)
    {
        foreach (Command command in RigCommands.Create().Where(command => command.Name is "connect" or "disconnect"))
            Assert.That(command.Parse(words).Errors.Count != 0, Is.EqualTo(isBad));
    }

    [TestCase("", "foh/", "keys/", "keys/b/")]
    [TestCase("ke", "foh/", "keys/", "keys/b/")]
    [TestCase("keys/", "keys/zyn:out_1")]
    [TestCase("keys/zyn:o", "keys/zyn:out_1")]
    [TestCase("keys/b/", "keys/b/a b:out")]
    [TestCase("foh/")]
    [TestCase("/", "foh/", "keys/", "keys/b/")]
    public void AWordBecomesAMachineOrItsPorts(string word, params string[] completions)
    {
        var rig = new Ports(
            ("foh", []), ("keys", ["zyn:out_1", "audio", "out", "zyn:in", "midi", "in"]), ("keys/b", ["a b:out", "midi", "out"]));
        Assert.That(PortArgument.Complete(rig, word, RequestWords.Out), Is.EqualTo(completions));
    }

    private static ModulePage Page(ModuleKind module, bool isStale = false) => new(module, 1, "default", isStale, 0, []);

    /// <summary>A module whose list has as many entries as a function of the number of the question returns, four a page.</summary>
    private sealed class Module(Func<int, int> total) : IRigChannel
    {
        public int Questions { get; private set; }

        public RigReply Ask(params string[] words)
        {
            int count = total(Questions++), first = int.Parse(words[^1], CultureInfo.InvariantCulture);
            return new RigReply(RequestStatus.Done, [
                $"{count}",
                .. Enumerable.Range(first, Math.Clamp(count - first, 0, 4)).SelectMany(number => (string[])[$"p{number}", "audio", "in"]),
            ]);
        }
    }

    /// <summary>A rig with machines and their ports.</summary>
    private sealed class Ports(params (string Name, string[] Words)[] machines) : IRigChannel
    {
        public RigReply Ask(params string[] words) => new(RequestStatus.Done, words[0] is RequestWords.Machines
            ? [$"{machines.Length}", .. machines.SelectMany(machine => (string[])[machine.Name, "mesh", ""])]
            : PageOf(Array.Find(machines, machine => string.Equals(machine.Name, words[1], StringComparison.Ordinal)).Words));

        private static string[] PageOf(string[] ports) => [$"{ports.Length / 3}", .. ports];
    }

    /// <summary>A module that always reports the same.</summary>
    private sealed class Parrot(RigReply reply) : IRigChannel
    {
        public RigReply Ask(params string[] words) => reply;
    }

    private sealed class Silent : IRigChannel
    {
        public int Questions { get; private set; }

        public RigReply Ask(params string[] words)
        {
            Questions++;
            return RigReply.Failed("it does not answer") with { IsLast = true };
        }
    }
}
