// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.Cli.Doctor;
using NetJack2.Protocol.Mesh;
using NetJack2.Rig.Requests;

namespace NetJack2.Cli.Tests;

/// <summary>What doctor makes of the machines of a rig and their links.</summary>
public sealed class MeshChecksTests
{
    [Test]
    public void A_whole_mesh_is_good()
    {
        var rig = new Rig { Links = { ["keys"] = ["", "1.0", "stage", "1"], ["stage"] = ["", "1.0", "keys", "1"] } };
        Assert.That(Check(rig), Is.EqualTo(["Good 2 slaves are in the mesh, and each of them receives from each other one."]));
    }

    [Test]
    public void A_path_that_is_closed_in_one_direction_is_wrong()
    {
        var rig = new Rig { Links = { ["keys"] = ["", "1.0", "stage", "0"], ["stage"] = ["", "1.0", "keys", "1"] } };
        Assert.That(Check(rig), Is.EqualTo(["Wrong 'keys' (10.0.0.2) receives nothing from 'stage' (10.0.0.3)."]));
    }

    [TestCase("stage", "-")]
    [TestCase]
    public void Where_there_is_no_link_the_network_is_not_blamed(params string[] links)
    {
        var rig = new Rig { Links = { ["keys"] = ["", "1.0", .. links], ["stage"] = ["", "1.0", "keys", "0"] } };
        Assert.That(Check(rig), Is.EqualTo(["Note 'keys' (10.0.0.2) has no link to 'stage' (10.0.0.3) now."]));
    }

    [Test]
    public void A_machine_that_claims_more_links_than_a_rig_has_is_asked_no_more()
    {
        var rig = new Rig { Links = { ["keys"] = ["", "1.0"], ["stage"] = ["", "1.0", "keys", "1"] }, Claimed = 8000 };
        Assert.That(Check(rig)[0], Does.StartWith("Note The links of 'keys' are not known"));
        Assert.That(rig.Questions, Is.LessThan(100));
    }

    [Test]
    public void Machines_that_are_not_in_the_mesh_have_a_reason()
    {
        var rig = new Rig
        {
            Links = { ["keys"] = ["", "1.0", "stage", "1"], ["stage"] = ["", "1.0", "keys", "1"] },
            Others = ["old", "slave", "10.0.0.8", "box", "slave", "10.0.0.9"],
        };
        string[] findings = Check(rig, "old");
        Assert.That(findings[0], Is.EqualTo("Note 'old' (10.0.0.8) is reached through the master only: it uses the protocol of jack2."));
        Assert.That(findings[1], Is.EqualTo("Note 'box' (10.0.0.9) is reached through the master only: no netmesh of it has joined."));
        Assert.That(findings[2], Does.StartWith("Good "));
    }

    [Test]
    public void Versions_that_differ_are_named()
    {
        var rig = new Rig { Links = { ["keys"] = ["", "1.1", "stage", "1"], ["stage"] = ["", "1.0", "keys", "1"] } };
        Assert.That(Check(rig), Is.EqualTo(["Note 'keys' has netjack2-cs 1.1, the master 1.0."]));
        _ = rig.Links.Remove("keys");
        Assert.That(Check(rig), Is.EqualTo(["Note The links of 'keys' are not known: 'keys': its netjack2 does not know this request."]));
    }

    [Test]
    public void A_master_without_slaves_is_not_mentioned() => Assert.That(Check(new Rig { IsAlone = true }), Is.Empty);

    private static string[] Check(Rig rig, params string[] ofJack2) =>
        [.. MeshChecks.Check(rig, ofJack2.ToHashSet(StringComparer.Ordinal)).Select(finding => $"{finding.Verdict} {finding.Text}")];

    private sealed class Rig : IRigChannel
    {
        public Dictionary<string, string[]> Links { get; } = new(StringComparer.Ordinal) { ["master"] = ["", "1.0"] };

        public string[] Others { get; init; } = [];

        public bool IsAlone { get; init; }

        // The links of a machine, one in each page.
        public int Claimed { get; init; }

        public int Questions { get; private set; }

        private string[] Machines => IsAlone
            ? ["master", "master", ""]
            : ["master", "master", "", "keys", "mesh", "10.0.0.2", "stage", "mesh", "10.0.0.3", .. Others];

        public RigReply Ask(params string[] words) => ++Questions == 0 ? RigReply.Failed("no") : words switch
        {
            [RequestWords.Links, "keys", var first] when Claimed != 0 => new RigReply(RequestStatus.Done, [$"{Claimed}", $"x{first}", "1"]),
            [RequestWords.Machines, ..] => new RigReply(RequestStatus.Done, [$"{Machines.Length / 3}", .. Machines]),
            [RequestWords.Links, var name, ..] when Links.TryGetValue(name, out string[]? links) =>
                new RigReply(RequestStatus.Done, [$"{links.Length / 2}", .. links]),
            [RequestWords.Links, var name, ..] => RigReply.Failed($"'{name}': its netjack2 does not know this request"),
            _ => RigReply.Failed("no"),
        };
    }
}
