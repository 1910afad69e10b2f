// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.Cli.Commands;
using NetJack2.Cli.Rig;
using NetJack2.Protocol.Mesh;
using NetJack2.Rig.Requests;

namespace NetJack2.Cli.Tests;

/// <summary><c>netjack2 label</c>, and where labels are shown.</summary>
[NonParallelizable]
public sealed class LabelCommandTests
{
    private static readonly LabelReport[] s_labels = [new("keys", "from_slave_3", "Vox 1"), new("keys", "midi_to_slave_1", "Click"),
        new("master-slave", "to_slave_2", "Wedge")];

    [TestCase("3", "from_slave_3")]
    [TestCase("to_slave_3", "to_slave_3")]
    [TestCase("", "")]
    [TestCase("-1", "-1")]
    public void A_number_is_the_audio_that_comes_from_a_machine(string word, string port) =>
        Assert.That(LabelReport.PortOf(word), Is.EqualTo(port));

    [TestCase("master", "keys:from_slave_3", "Vox 1")]
    [TestCase("keys", "system:playback_3", "Vox 1")]
    [TestCase("keys", "system:midi_capture_1", "Click")]
    [TestCase("keys", "system:capture_3", null)]
    [TestCase("keys", "from_slave_3", null)]
    [TestCase("stage", "system:playback_3", null)]
    [TestCase("master", "master:to_slave_2", "Wedge")]
    [TestCase("master-slave", "system:capture_2", "Wedge")]
    [TestCase("master", "master-slave:to_slave_2", null)]
    [TestCase("master", "stage:from_slave_3", null)]
    public void Both_ends_of_a_channel_have_its_label(string machine, string port, string? label) =>
        Assert.That(new PortLabels(s_labels).Find(machine, port), Is.EqualTo(label));

    [TestCase(" Vox\u001b ", "from_slave_3 of 'keys' is labelled 'Vox_'\n")]
    [TestCase("", "from_slave_3 of 'keys' has no label\n")]
    public void What_is_done_is_shown(string text, string output)
    {
        var rig = new Rig();
        Assert.That(Run(() => RigCommands.Label(rig, "keys", "3", text)), Is.EqualTo((0, output)));
        Assert.That(rig.Questions, Is.EqualTo([$"label|keys|from_slave_3|{text}"]));
    }

    [Test]
    public void A_label_with_a_NUL_is_not_asked_for()
    {
        var rig = new Rig();
        Assert.That(RigCommands.Label(rig, "keys", "3", "a\0b"), Is.EqualTo(1));
        Assert.That(rig.Questions, Is.Empty);
    }

    [Test]
    public void Ports_of_the_machine_are_offered()
    {
        Assert.That(PortArgument.CompleteSlavePort(new Rig(), "keys"), Is.EqualTo(["from_slave_3"]));
        Assert.That(PortArgument.CompleteSlavePort(new Rig(), "key"), Is.Empty);
    }

    [Test]
    public void Ports_and_the_graph_have_labels()
    {
        var rig = new Rig();
        Assert.That(Run(() => RigCommands.ListPorts(rig, "master", json: true)).Output, Is.EqualTo(
            """[{"name":"keys:from_slave_3","type":"audio","direction":"out","label":"Vox 1"}]""" + "\n"));
        Assert.That(Run(() => RigCommands.ListPorts(rig, "master", json: false)).Output, Does.Contain("Vox 1"));
        var graph = new RigGraph(
            [new("master", "master", ""), new("keys", "mesh", "")], [new("master/keys:from_slave_3", "keys/system:midi_capture_1", null)],
            s_labels);
        Assert.That(graph.Patches[0].Output, Is.EqualTo("keys:from_slave_3 (Vox 1)"));
        Assert.That(GraphSvg.Write(graph), Does.Contain("keys:from_slave_3 (Vox 1)").And.Contain("system:midi_capture_1 (Click)"));
    }

    private static (int Code, string Output) Run(Func<int> command)
    {
        TextWriter output = Console.Out;
        using var written = new StringWriter();
        try
        {
            Console.SetOut(written);
            return (command(), written.ToString());
        }
        finally
        {
            Console.SetOut(output);
        }
    }

    private sealed class Rig : IRigChannel
    {
        public List<string> Questions { get; } = [];

        public RigReply Ask(params string[] words)
        {
            Questions.Add(string.Join('|', words));
            return new RigReply(RequestStatus.Done, words[0] switch
            {
                RequestWords.Labels => ["2", .. s_labels.SelectMany(label => (string[])[label.Machine, label.Port, label.Text])],
                RequestWords.Ports => ["1", "keys:from_slave_3", "audio", "out"],
                _ => [],
            });
        }
    }
}
