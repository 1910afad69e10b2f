// SPDX-License-Identifier: GPL-2.0-or-later
using System.CommandLine;
using System.Runtime.Versioning;
using NetJack2.Cli.Commands;
using NetJack2.Cli.Rig;
using NetJack2.Protocol.Mesh;
using NetJack2.RealTime;
using NetJack2.Rig.Requests;
using NetJack2.Statistics.Tests;

namespace NetJack2.Cli.Tests;

/// <summary><c>netjack2 patch</c>, with a module that has a list of patches.</summary>
[NonParallelizable]
public sealed class PatchCommandTests
{
    private static readonly (string From, string To)[] s_patches = [("a/b", "c/d"), ("a/e", "gone/f"), ("g/h", "c/d")];

    private string _folder = "";

    private string File => Path.Combine(_folder, "rig.toml");

    private string[] Left =>
        [.. Directory.GetFileSystemEntries(_folder).Select(path => Path.GetFileName(path)!).Order(StringComparer.Ordinal)];

    [SetUp]
    public void MakeFolder() => _folder = Directory.CreateTempSubdirectory("netjack2-").FullName;

    [TearDown]
    public void RemoveFolder() => Directory.Delete(_folder, recursive: true);

    [Test]
    public void What_is_kept_is_saved()
    {
        var rig = new Rig(["a/b", "c/d", "", "e/f", "g/h", "'g' is away", "i/j", "k/l", $"{RequestWords.Removal}: 'k' is away"]);
        Assert.That(PatchCommand.Save(rig, File), Is.Zero);
        Assert.That(ReadFile().Patches, Is.EqualTo([("a/b", "c/d"), ("e/f", "g/h")]));
        Assert.That(PatchCommand.Save(new Rig([]), File), Is.Zero);
        Assert.That(ReadFile().Patches, Is.Empty, "the file is replaced");
        Assert.That(Left, Is.EqualTo(["rig.toml"]));
    }

    [Test]
    public void A_file_without_a_name_is_refused_and_nothing_is_left()
    {
        (int code, _, string errors) = Run(() => PatchCommand.Save(new Rig(["a/b", "c/d", ""]), ""));
        Assert.That((code, errors), Is.EqualTo((1, "netjack2 patch save: FILE: it has no name\n")));
        Assert.That(System.IO.File.Exists($".{Environment.ProcessId}"), Is.False);
    }

    [Test]
    [SupportedOSPlatform("linux")]
    public void The_rights_of_a_file_that_is_replaced_stay()
    {
        System.IO.File.WriteAllText(File, "");
        System.IO.File.SetUnixFileMode(File, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        Assert.That(PatchCommand.Save(new Rig(["a/b", "c/d", ""]), File), Is.Zero);
        Assert.That(System.IO.File.GetUnixFileMode(File), Is.EqualTo(UnixFileMode.UserRead | UnixFileMode.UserWrite));
    }

    // Where the new file is written first, another user may have put a link.
    [Test]
    public void What_is_in_the_way_of_the_new_file_stays_and_the_old_one_too()
    {
        string inTheWay = $"{File}.{Environment.ProcessId}", elsewhere = Path.Combine(_folder, "elsewhere");
        System.IO.File.WriteAllText(File, "old");
        System.IO.File.WriteAllText(elsewhere, "another's");
        System.IO.File.CreateSymbolicLink(inTheWay, elsewhere);
        (int code, _, _) = Run(() => PatchCommand.Save(new Rig(["a/b", "c/d", ""]), File));
        Assert.That(code, Is.EqualTo(1));
        Assert.That(
            (System.IO.File.ReadAllText(File), System.IO.File.ReadAllText(elsewhere), Path.Exists(inTheWay)),
            Is.EqualTo(("old", "another's", true)));
    }

    [Test]
    public void A_name_with_a_control_character_is_not_saved()
    {
        (int code, _, string errors) = Run(() => PatchCommand.Save(new Rig(["a/\u001b", "c/d", "", "e/f", "g/h", ""]), File));
        Assert.That((code, errors), Is.EqualTo(
            (1, "netjack2 patch save: not saved: a/_ -> c/d: there is a control character in a name\n")));
        Assert.That(ReadFile().Patches, Is.EqualTo([("e/f", "g/h")]));
    }

    [TestCase("pipe", "it is no file")]
    [TestCase("link to a pipe", "it is no file")]
    [TestCase("folder", "it is a folder")]
    [TestCase("socket", "it is no file")]
    [TestCase("loop of links", "it cannot be written")]
    [TestCase("link", null)]
    [TestCase("empty file", null)]
    public void What_is_no_file_stays(string kind, string? problem)
    {
        OddFiles.Make(kind, File);
        string[] before = Left;
        (int code, _, string errors) = Run(() => PatchCommand.Save(new Rig(["a/b", "c/d", ""]), File));
        Assert.That(errors, Is.EqualTo(problem is null ? "" : $"netjack2 patch save: {File}: {problem}\n"));
        Assert.That(code, Is.EqualTo(problem is null ? 0 : 1));
        Assert.That(Left, Is.EqualTo(before));
    }

    [Test]
    public void A_file_in_no_folder_is_not_saved()
    {
        string file = Path.Combine(_folder, "none", "rig.toml");
        (int code, _, string errors) = Run(() => PatchCommand.Save(new Rig([]), file));
        Assert.That((code, errors), Is.EqualTo((1, $"netjack2 patch save: {file}: there is no such folder\n")));
    }

    [TestCase("pipe", "it is no file")]
    [TestCase("folder", "it is a folder")]
    [TestCase("socket", "No such device or address")]
    [TestCase("link to zeros", "it is no file")]
    [TestCase("endless file", "it has 68719476736 bytes, more than 1572864")]
    [TestCase("dead link", "there is no such file")]
    [TestCase("loop of links", "it is a link")]
    [TestCase("link", "line 1: ")]
    public void What_is_no_file_of_patches_is_not_loaded(string kind, string problem)
    {
        OddFiles.Make(kind, File);
        (int code, string output, string errors) = Load(File);
        Assert.That(errors, Does.StartWith($"netjack2 patch load: {File}: {problem}"));
        Assert.That((code, output, errors.Count(character => character == '\n')), Is.EqualTo((1, "", 1)));
    }

    [Test]
    public void A_patch_that_cannot_be_connected_does_not_stop_the_others()
    {
        var rig = new Rig([], words => words[2].StartsWith("gone", StringComparison.Ordinal)
            ? new RigReply(RequestStatus.UnknownMachine, ["gone"]) : new RigReply(RequestStatus.Done, ["x", "y"]));
        (int code, string output, string errors) = Run(() => PatchCommand.Connect(rig, s_patches));
        Assert.That(errors, Is.EqualTo(
            "netjack2 patch load: a/e -> gone/f: there is no machine 'gone' in the rig; netjack2 list --network lists them\n"));
        Assert.That((code, output), Is.EqualTo((1, "2 of 3 patches are connected\n")));
        Assert.That(rig.Connected, Is.EqualTo(["a/b c/d", "a/e gone/f", "g/h c/d"]), "in the order of the file");
    }

    [Test]
    public void A_patch_that_waits_is_no_failure()
    {
        var rig = new Rig([], words => new RigReply(
            RequestStatus.Done, words[2].StartsWith("gone", StringComparison.Ordinal) ? ["there is no \u001b"] : ["x", "y"]));
        (int code, string output, string errors) = Run(() => PatchCommand.Connect(rig, s_patches));
        Assert.That((code, errors), Is.EqualTo((0, "")));
        Assert.That(output, Is.EqualTo(
            "waits: a/e -> gone/f: there is no _\n"
            + "2 of 3 patches are connected, 1 will be, when what they wait for is there: netjack2 patches lists them\n"));
    }

    [Test]
    public void A_module_that_does_not_answer_is_asked_once()
    {
        var rig = new Rig([], _ => RigReply.Failed("no answer") with { IsLast = true });
        (int code, string output, _) = Run(() => PatchCommand.Connect(rig, s_patches));
        Assert.That((code, output, rig.Connected.Count), Is.EqualTo((1, "0 of 3 patches are connected\n", 1)));
    }

    [Test]
    public void Labels_are_saved_and_loaded()
    {
        var rig = new Rig([], _ => new RigReply(RequestStatus.Done, [])) { Labels = ["keys", "from_slave_3", "Vox 1"] };
        Assert.That(PatchCommand.Save(rig, File), Is.Zero);
        PatchFile file = ReadFile();
        Assert.That(file.Labels, Is.EqualTo([new LabelReport("keys", "from_slave_3", "Vox 1")]));
        Assert.That(PatchCommand.SetLabels(rig, file.Labels), Is.Zero);
        Assert.That(rig.Connected, Is.EqualTo(["label keys"]));
        var refusing = new Rig([], _ => RigReply.Failed("a label\nis wrong"));
        (int code, _, string errors) = Run(() => PatchCommand.SetLabels(refusing, file.Labels));
        Assert.That((code, errors), Is.EqualTo((1, "netjack2 patch load: label from_slave_3 of 'keys': a label_is wrong\n")));
    }

    [Test]
    public void Without_the_labels_nothing_is_saved()
    {
        System.IO.File.WriteAllText(File, "old");
        var rig = new Rig(["a/b", "c/d", ""]) { LabelProblem = "the manager has too many requests; try again" };
        (int code, _, string errors) = Run(() => PatchCommand.Save(rig, File));
        Assert.That(
            (code, errors, System.IO.File.ReadAllText(File)),
            Is.EqualTo((1, "netjack2 patch save: the manager has too many requests; try again\n", "old")));
        rig.LabelProblem = "the manager's version of netjack2 does not know this request";
        Assert.That(PatchCommand.Save(rig, File), Is.Zero, "a manager of before has none");
        Assert.That(System.IO.File.ReadAllText(File), Does.Contain("a/b"));
    }

    [Test]
    public void A_label_with_a_control_character_is_not_saved()
    {
        var rig = new Rig([]) { Labels = ["a\t", "to_slave_1", "x", "keys", "to_slave_1", "y"] };
        (int code, _, string errors) = Run(() => PatchCommand.Save(rig, File));
        Assert.That((code, errors), Is.EqualTo(
            (1, "netjack2 patch save: not saved: label to_slave_1 of 'a_': there is a control character in a name\n")));
        Assert.That(
            ReadFile().Labels, Is.EqualTo([new LabelReport("keys", "to_slave_1", "y")]));
    }

    [Test]
    public void A_manager_that_cannot_wait_connects()
    {
        var rig = new Rig([], words => words[0] is RequestWords.Load
            ? RigReply.Failed("the manager's version of netjack2 does not know this request")
            : words[2].StartsWith("gone", StringComparison.Ordinal)
                ? RigReply.Failed("it is away") : new RigReply(RequestStatus.Done, ["x", "y"]));
        (int code, string output, string errors) = Run(() => PatchCommand.Connect(rig, s_patches));
        Assert.That((code, output), Is.EqualTo((1, "2 of 3 patches are connected\n")));
        Assert.That(errors, Is.EqualTo("netjack2 patch load: a/e -> gone/f: it is away\n"));
    }

    [TestCase("patch")]
    [TestCase("patch", "save")]
    [TestCase("patch", "load")]
    [TestCase("patch", "load", "a", "b")]
    [TestCase("patch", "delete", "a")]
    public void Words_that_name_no_file_are_bad_usage(params string[] words) =>
        Assert.That(new RootCommand { PatchCommand.Create() }.Parse(words).Errors, Is.Not.Empty);

    private static (int Code, string Output, string Errors) Load(string file) =>
        Run(() => PatchCommand.Create().Parse(["load", file]).Invoke());

    private static (int Code, string Output, string Errors) Run(Func<int> command)
    {
        (TextWriter output, TextWriter errors) = (Console.Out, Console.Error);
        using StringWriter written = new(), complaints = new();
        try
        {
            Console.SetOut(written);
            Console.SetError(complaints);
            return (command(), written.ToString(), complaints.ToString());
        }
        finally
        {
            Console.SetOut(output);
            Console.SetError(errors);
        }
    }

    /// <summary>A module with a list of patches, in one page, and an answer for each that is to be connected.</summary>
    private PatchFile ReadFile() => PatchFile.Read(System.IO.File.ReadAllBytes(File)).TryGet(out PatchFile? file, out Refusal? refusal)
        ? file : throw new AssertionException(refusal.Reason);

    private sealed class Rig(string[] patches, Func<string[], RigReply>? connect = null) : IRigChannel
    {
        public List<string> Connected { get; } = [];

        public string[] Labels { get; init; } = [];

        public string? LabelProblem { get; set; }

        public RigReply Ask(params string[] words)
        {
            if (words[0] is RequestWords.Patches)
                return new RigReply(RequestStatus.Done, [$"{patches.Length / PatchReport.Size}", .. patches]);
            if (words[0] is RequestWords.Labels && LabelProblem is not null)
                return RigReply.Failed(LabelProblem);
            if (words[0] is RequestWords.Labels)
                return new RigReply(RequestStatus.Done, [$"{Labels.Length / LabelReport.Size}", .. Labels]);
            if (words[0] is not (RequestWords.Load or RequestWords.Connect))
                return RigReply.Failed("no");
            Connected.Add($"{words[1]} {words[2]}");
            return connect!(words);
        }
    }
}
