// SPDX-License-Identifier: GPL-2.0-or-later
using System.Diagnostics;
using System.Text;
using NetJack2.Cli.Rig;
using NetJack2.RealTime;
using NetJack2.Rig.Requests;

namespace NetJack2.Cli.Tests;

/// <summary>Files of patches: what they contain, and what is wrong with one.</summary>
public sealed class PatchFileTests
{
    private const string Patch = "[[patch]]\nfrom = \"a/b\"\nto = \"c/d\"\n";

    [TestCase("keys/zyn:out_1", "stage/system:playback_1")]
    [TestCase("k\"e'y\\s/a b#c", "[[patch]]/x = 1")]
    [TestCase("Schlüssel/合成:出 1", "a/b/c:😀")]
    [TestCase("\u202Ea/b", " / ")]
    public void What_is_saved_is_read(string from, string to)
    {
        string text = PatchFile.Write([new PatchReport(from, to, null), new PatchReport(to, from, "waits")], []);
        Assert.That(Read(text, out string problem), Is.EqualTo([(from, to), (to, from)]), problem);
    }

    [Test]
    public void The_longest_names_fit()
    {
        string port = $"m/{new string('"', 400)}", text = PatchFile.Write(Enumerable.Range(0, 1024).Select(
            number => new PatchReport($"{number}{port}"[..^200], $"{number}{port}"[..^200], null)), []);
        Assert.That(Encoding.UTF8.GetByteCount(text), Is.LessThan(PatchFile.MostBytes));
        Assert.That(Read(text, out string problem), Has.Length.EqualTo(1024), problem);
    }

    [TestCase("")]
    [TestCase("# nothing\r\n\r\n")]
    [TestCase("patch = []")]
    public void A_file_may_have_no_patch(string text) => Assert.That(Read(text, out string problem), Is.Empty, problem);

    [TestCase("patch = [{ from = 'a/b', to = 'c/d' }, { to = 'c/d', from = 'a/b' }]")]
    [TestCase("\uFEFF" + Patch + Patch)]
    [TestCase("[[patch]]\r\nto = 'c/d' # there\r\n'from' = '''a/b'''")]
    [TestCase("[[\"patch\"]]\nfrom = \"\\u0061/b\"\nto = \"c/d\"")]
    public void The_same_patch_in_other_words(string text) =>
        Assert.That(Read(text, out string problem), Is.EqualTo([("a/b", "c/d")]), problem);

    [TestCase("[[patches]]\n", 1, "'patches' is not known")]
    [TestCase(Patch + "[other]\n", 4, "'other' is not known")]
    [TestCase("version = 1\n" + Patch, 1, "'version' is not known")]
    [TestCase("\n[patch]\nfrom = 'a/b'\nto = 'c/d'", 2, "patch is a list")]
    [TestCase("patch = 1", 1, "patch is a list")]
    [TestCase("patch = ['a/b', 'c/d']", 1, "a patch has the keys from and to")]
    [TestCase(Patch + "gain = 2.0", 4, "'gain' is not known")]
    [TestCase("[[patch]]\nform = 'a/b'\nto = 'c/d'", 2, "'form' is not known")]
    [TestCase(Patch + "\n[[patch]]\nfrom = 'a/b'\n", 6, "this patch has no 'to'")]
    [TestCase("[[patch]]\nto = 'a/b'\n" + Patch, 2, "this patch has no 'from'")]
    [TestCase(Patch + "\n[[patch]]\n\n" + Patch, 3, "empty patch")]
    [TestCase("\n[[patch]]", 2, "empty patch")]
    [TestCase(Patch + "from = 'x/y'", 4, "twice")]
    [TestCase("[[patch]]\nfrom = 7", 2, "from is a text in quotes")]
    [TestCase("[[patch]]\nfrom = ['a/b']", 2, "from is a text in quotes")]
    [TestCase("[[patch]]\nfrom.x = 'a/b'", 2, "from is a text in quotes")]
    [TestCase("[[patch]]\nfrom = 'a/b'\nto = 'c'", 3, "to must be MACHINE/PORT")]
    [TestCase("[[patch]]\nfrom = 'a/b'\nto = ''", 3, "to must be MACHINE/PORT")]
    [TestCase("[[patch]]\nfrom = \"a/b\\u0000c\"", 2, "control character")]
    [TestCase("[[patch]]\nfrom = \"a/b\\u001b[31m\"", 2, "control character")]
    [TestCase("[[patch]]\nfrom = \"a/\u0001b\"", 2, "")]
    [TestCase("[[patch]]\nfrom = \"\"\"a/b\nc\"\"\"", 2, "control character")]
    [TestCase("[[patch]]\n\nfrom = \"a/b\nto = 'c/d'", 3, "")]
    [TestCase("[[patch]\nfrom = 'a/b'", 1, "")]
    [TestCase(Patch + "<html>", 4, "")]
    [TestCase(Patch + "patch", 4, "")]
    public void What_is_wrong_has_a_line(string text, int line, string reason)
    {
        Assert.That(Read(text, out string problem), Is.Null);
        Assert.That(problem, Does.StartWith($"line {line}: ").And.Contain(reason).And.Not.Contain("\n"));
    }

    [Test]
    public void Bytes_that_are_no_text_have_a_line()
    {
        byte[] bytes = [.. Encoding.UTF8.GetBytes(Patch + "# "), 0xFF, (byte)'\n'];
        Assert.That(PatchFile.Read(bytes).Refusal?.Reason, Is.EqualTo("line 4: it is not UTF-8"));
        Assert.That(PatchFile.Read(new byte[1000]).Refusal?.Reason, Does.StartWith("line 1: "));
    }

    /// <summary>What could take a parser's stack or time.</summary>
    [TestCase("[")]
    [TestCase("{a=")]
    [TestCase("patch=[")]
    [TestCase("a.")]
    [TestCase("\"")]
    [TestCase("[a]\n")]
    [TestCase("[[patch]]\n")]
    [TestCase("from = ''\n")]
    [TestCase("\n")]
    public void A_long_file_ends_soon(string part)
    {
        foreach (string start in (string[])["", "patch = ", "[[patch]]\nfrom = "])
        {
            string text = start + string.Concat(Enumerable.Repeat(part, (PatchFile.MostBytes - start.Length) / part.Length));
            var passed = Stopwatch.StartNew();
            bool isRead = Read(text, out string problem) is not null;
            Assert.That(isRead, Is.EqualTo(problem.Length == 0));
            Assert.That(problem, Has.Length.LessThan(300));
            Assert.That(passed.Elapsed, Is.LessThan(TimeSpan.FromSeconds(5)));
        }
    }

    [Test]
    public void Labels_that_are_saved_are_read()
    {
        LabelReport[] labels = [new("keys", "from_slave_3", "Vox 1"), new("k\"s", "midi_to_slave_1", "合成 \\ #")];
        PatchFile file = ReadFile(PatchFile.Write([new("a/b", "c/d", null)], labels));
        Assert.That(file.Labels, Is.EqualTo(labels));
        Assert.That(file.Patches, Is.EqualTo([("a/b", "c/d")]));
        file = ReadFile("[[label]]\nmachine = 'm'\nport = '3'\ntext = ''");
        Assert.That(file.Labels, Is.EqualTo([new LabelReport("m", "from_slave_3", "")]));
    }

    [TestCase("[[label]]\nmachine = 'm'\nport = 3", 3, "port is a text in quotes")]
    [TestCase("[[label]]\nmachine = 'm'\nport = '3'", 3, "this label has no 'text'")]
    [TestCase("[[label]]\nmachine = 'm'\nname = 'x'", 3, "'name' is not known; a label has the keys machine, port and text")]
    [TestCase("[[label]]\nmachine = 'm'\nport = '3'\ntext = \"a\\u001bb\"", 4, "control character")]
    [TestCase("label = ['x']", 1, "a label has the keys machine, port and text")]
    [TestCase("[label]\nmachine = 'm'", 1, "label is a list")]
    public void What_is_wrong_with_a_label_has_a_line(string text, int line, string reason) => What_is_wrong_has_a_line(text, line, reason);

    private static (string From, string To)[]? Read(string text, out string problem)
    {
        bool isRead = PatchFile.Read(Encoding.UTF8.GetBytes(text)).TryGet(out PatchFile? file, out Refusal? refusal);
        problem = refusal?.Reason ?? "";
        return isRead ? file!.Patches : null;
    }

    private static PatchFile ReadFile(string text) =>
        PatchFile.Read(Encoding.UTF8.GetBytes(text)).TryGet(out PatchFile? file, out Refusal? refusal)
            ? file : throw new AssertionException(refusal.Reason);
}
