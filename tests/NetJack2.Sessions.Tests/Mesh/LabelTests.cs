// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.Protocol.Mesh;
using NetJack2.Sessions.Handshake;
using NetJack2.Sessions.Rig;
using NetJack2.Sessions.Tests.Connections;
using NetJack2.World;

namespace NetJack2.Sessions.Tests.Mesh;

/// <summary>Users' labels of ports, and what ports lead to on the slave.</summary>
public sealed class LabelTests
{
    private const string Synth = "zyn:out_1", Recorder = "ardour:in_3";

    private Rig _rig = null!;
    private Musician _musician = null!;

    private FakePortServer Jack => _rig.Meshes[0].Jack;

    [SetUp]
    public void Join()
    {
        _rig = new Rig(slaves: 2);
        _rig.JoinWith(jack =>
        {
            jack.Resize("system:playback_", 2, isSource: false, isMidi: false);
            jack.Resize("system:capture_", 2, isSource: true, isMidi: false);
            jack.Resize("system:midi_playback_", 1, isSource: false, isMidi: true);
            jack.Add(Synth, isSource: true);
            jack.Add("keys:midi", isSource: true, isMidi: true);
            jack.Add(Recorder, isSource: false);
        });
        _musician = new Musician(_rig, _rig.Meshes[1].Desk);
    }

    private PortNames NamesOf(string port, string slave = "m0") => _rig.Studio.Manager.Clients
        .Last(client => string.Equals(client.Name, slave, StringComparison.Ordinal)).PortNames.GetValueOrDefault(port);

    [Test]
    public void A_label_is_known_on_all_machines_and_is_the_name_of_the_port()
    {
        _ = _musician.Do(RequestWords.Label, "m0", "from_slave_2", " Vox 1 ");
        _ = _musician.Do(RequestWords.Label, "m1", "midi_to_slave_1", "Click");
        foreach (IRequestDesk desk in (IRequestDesk[])[_rig.Meshes[0].Desk, _rig.Studio.Manager.Desk])
            Assert.That(Lines(new Musician(_rig, desk).List(3, RequestWords.Labels)), Is.EqualTo(
                "m0 from_slave_2 Vox 1; m1 midi_to_slave_1 Click"));
        Assert.That((NamesOf("from_slave_2").Label, NamesOf("from_slave_1").Label), Is.EqualTo(("Vox 1", (string?)null)));
        Assert.That(NamesOf("midi_to_slave_1", slave: "m1").Label, Is.EqualTo("Click"));
        _ = _musician.Do(RequestWords.Label, "m0", "from_slave_2", "Vox 2");
        Assert.That(NamesOf("from_slave_2").Label, Is.EqualTo("Vox 2"));
        _ = _musician.Do(RequestWords.Label, "m0", "from_slave_2", "");
        Assert.That(NamesOf("from_slave_2").Label, Is.Null);
        Assert.That(_musician.List(3, RequestWords.Labels), Has.Count.EqualTo(1));
    }

    [TestCase("m0", "from_slave_0", "x", "a label is for a number, or for a port")]
    [TestCase("m0", "from_slave_03", "x", "a label is for a number, or for a port")]
    [TestCase("m0", "from_slave_256", "x", "a label is for a number, or for a port")]
    [TestCase("m0", "zyn:out_1", "x", "a label is for a number, or for a port")]
    [TestCase("m0", "midi_", "x", "a label is for a number, or for a port")]
    [TestCase("m0", "", "x", "a label is for a number, or for a port")]
    [TestCase("m0", "to_slave_1", "a\u001b[31mb", "no control characters")]
    [TestCase("m0", "to_slave_1", "a\nb", "no control characters")]
    [TestCase("m0", "to_slave_1", "\u202Eb", "no control characters")]
    [TestCase("m0", "to_slave_1", "üüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüü", "at most 63 bytes")]
    [TestCase("m\t0", "to_slave_1", "x", "no control characters")]
    [TestCase("master", "to_slave_1", "x", "a port of a slave's client")]
    public void What_is_no_label_is_refused(string machine, string port, string text, string reason)
    {
        Assert.That(_musician.Fail(RequestWords.Label, machine, port, text), Does.Contain(reason));
        Assert.That(_musician.Fail(RequestWords.Load, RequestWords.Label, machine, port, text), Does.Contain(reason));
        Assert.That(_musician.List(3, RequestWords.Labels), Is.Empty);
    }

    [Test]
    public void A_label_for_what_is_not_there_is_for_files_only()
    {
        _ = _musician.Ask(RequestWords.Label, "m7", "from_slave_1", "x");
        Assert.That((_musician.Status, _musician.Words[0]), Is.EqualTo((RequestStatus.UnknownMachine, "m7")));
        _ = _musician.Ask(RequestWords.Label, "m0", "from_slave_99", "x");
        Assert.That((_musician.Status, _musician.Words[1]), Is.EqualTo((RequestStatus.UnknownPort, "m0:from_slave_99")));
        _ = _musician.Do(RequestWords.Load, RequestWords.Label, "m2", "from_slave_1", "合成");
        _rig.Add("m2");
        _rig.Studio.RunFor(3000);
        Assert.That(NamesOf("from_slave_1", slave: "m2").Label, Is.EqualTo("合成"));
    }

    [Test]
    public void Labels_outlive_the_manager_and_are_bounded()
    {
        var file = new FakeFile();
        Restart(file);
        const int MostAbsent = LabelBook.MostLabels / 2;
        void Load(string machine, int number) =>
            _ = _musician.Do(RequestWords.Load, RequestWords.Label, machine, $"to_slave_{1 + (number % 255)}", "L");
        for (int number = 0; number < MostAbsent; number++)
            Load($"#{number / 255}", number);
        Load("#0", 0);
        Assert.That(
            _musician.Fail(RequestWords.Load, RequestWords.Label, "#9", "to_slave_1", "x"),
            Does.Contain("512 labels of machines that are not there"));
        for (int number = 0; number < LabelBook.MostLabels - MostAbsent; number++)
        {
            string kind = number / 255 % 2 == 0 ? "" : "midi_";
            _ = _musician.Do(
                RequestWords.Load, RequestWords.Label, number < 510 ? "m0" : "m1", $"{kind}to_slave_{1 + (number % 255)}", "L");
        }
        Assert.That(_musician.Fail(RequestWords.Label, "m0", "from_slave_1", "x"), Does.Contain("1024 labels already"));
        _ = _musician.Do(RequestWords.Label, "#0", "to_slave_1", "");
        _ = _musician.Do(RequestWords.Label, "m0", "from_slave_1", "Vox: ü");
        Restart(file);
        Assert.That(_musician.List(3, RequestWords.Labels), Has.Count.EqualTo(LabelBook.MostLabels));
        Assert.That(NamesOf("from_slave_1").Label, Is.EqualTo("Vox: ü"));
        Assert.That(file.Text, Does.EndWith("\nm0\tfrom_slave_1\tlabel\tVox: ü\n"));
    }

    [Test]
    public void Ports_of_the_master_are_named_after_what_they_lead_to()
    {
        _ = Jack.TryConnect(Synth, "system:playback_2");
        _ = Jack.TryConnect("system:capture_1", Recorder);
        _ = Jack.TryConnect("keys:midi", "system:midi_playback_1");
        _ = _musician.Do(RequestWords.Label, "m0", "from_slave_2", "Vox");
        _rig.Studio.RunFor(2000);
        Assert.That(NamesOf("from_slave_2"), Is.EqualTo(new PortNames("Vox", Synth)));
        Assert.That(NamesOf("to_slave_1"), Is.EqualTo(new PortNames(null, Recorder)));
        Assert.That(NamesOf("midi_from_slave_1"), Is.EqualTo(new PortNames(null, "keys:midi")));
        Assert.That((NamesOf("from_slave_1"), NamesOf("from_slave_2", slave: "m1")), Is.EqualTo((default(PortNames), default(PortNames))));
        _ = Jack.TryDisconnect(Synth, "system:playback_2");
        _rig.Studio.RunFor(2000);
        Assert.That(NamesOf("from_slave_2"), Is.EqualTo(new PortNames("Vox", null)));
        _rig.Meshes[0].Close();
        _rig.Studio.RunFor(5000);
        Assert.That(NamesOf("to_slave_1"), Is.EqualTo(default(PortNames)), "nothing is known without netmesh");
    }

    /// <summary>JACK compares a name with those of all its ports.</summary>
    [Test]
    public void Each_port_is_looked_up_once()
    {
        var server = new FakePortServer();
        server.Resize("system:playback_", 255, isSource: false, isMidi: false);
        server.Resize("zyn:out_", 255, isSource: true, isMidi: false);
        for (int number = 1; number <= 255; number++)
            _ = server.TryConnect($"zyn:out_{number}", $"system:playback_{number}");
        var requests = new MachineRequests(server, _rig.Meshes[0].Peers);
        int before = server.Lookups;
        var reply = new WordWriter(new byte[RequestPacket.MostWords]);
        Assert.That(requests.Do(RequestWords.Write("leads", "0"), ref reply), Is.EqualTo(RequestStatus.Done));
        Assert.That(server.Lookups - before, Is.LessThan(270));
    }

    [Test]
    public void What_255_ports_lead_to_comes_in_pages()
    {
        Jack.Resize("system:playback_", 255, isSource: false, isMidi: false);
        string name = new('x', 310);
        for (int number = 1; number <= 255; number++)
        {
            Jack.Add($"{name}:{number}", isSource: true);
            _ = Jack.TryConnect($"{name}:{number}", $"system:playback_{number}");
        }
        _rig.Studio.RunFor(10_000);
        for (int number = 1; number <= 255; number++)
            Assert.That(NamesOf($"from_slave_{number}").Lead, Is.EqualTo($"{name}:{number}"));
    }

    [Test]
    public void Each_machine_lists_its_version_and_its_links()
    {
        string Links(string machine) => Lines(_musician.List(2, RequestWords.Links, machine));
        string version = Links("master");
        Assert.That(version, Does.Match(@"^ \d+\.\d+\.\d+$"));
        Assert.That(Links("m1"), Is.EqualTo($"{version}; m0 1"));
        _rig.Studio.Network.Drop = (_, source, destination) =>
            source.Host == Rig.HostOf(0) && destination.Host == Rig.HostOf(1);
        _rig.Studio.RunFor(8000);
        Assert.That((Links("m1"), Links("m0")), Is.EqualTo(($"{version}; m0 0", $"{version}; m1 1")));
    }

    /// <summary>A server that freewheels has none; the network may be as good as any.</summary>
    [Test]
    public void A_machine_lists_that_it_has_no_link()
    {
        _rig.Add("m2");
        _rig.Meshes[2].IsFreewheeling = true;
        _rig.Studio.RunFor(5000);
        Assert.That(Lines(_musician.List(2, RequestWords.Links, "m2")), Does.EndWith("; m0 -; m1 -"));
        _rig.Meshes[2].IsFreewheeling = false;
        _rig.Studio.RunFor(5000);
        Assert.That(Lines(_musician.List(2, RequestWords.Links, "m2")), Does.EndWith("; m0 1; m1 1"));
    }

    private static string Lines(List<string[]> list) => string.Join("; ", list.Select(words => string.Join(' ', words)));

    private void Restart(FakeFile file)
    {
        _rig.Studio.Manager.Close();
        _rig.Studio.RunFor(5000);
        _ = _rig.Studio.LoadManager(new PatchStore(file, _rig.Studio.World.Clock, new RecordingLog()));
        _ = _rig.Join();
        _rig.Studio.RunFor(2000);
    }
}
