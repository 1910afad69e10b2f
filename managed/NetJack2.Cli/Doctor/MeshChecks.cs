// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.Protocol.Mesh;
using NetJack2.Rig.Pages;
using NetJack2.Rig.Requests;
using NetJack2.Statistics;

namespace NetJack2.Cli.Doctor;

/// <summary>The machines of the rig: which of them are in the mesh, and whether there is a path between each two of these.</summary>
internal static class MeshChecks
{
    private const int AnswerMs = 3000;

    private const string Closed =
        "Allow incoming UDP to port 19001 (-p of netmesh) on both. A router or a WLAN that isolates its clients may be between them.";

    /// <summary>Asks the module of this computer; nothing where there is none that this user may ask.</summary>
    public static IEnumerable<Finding> Run(IEnumerable<ModulePage> pages)
    {
        if (!ModuleChannel.Open(AnswerMs).TryGet(out ModuleChannel? channel, out _))
            return [];
        using (channel)
            return [.. Check(new EndingChannel(channel), SlavesOfJack2(pages))];
    }

    /// <summary>What the module's answers mean.</summary>
    /// <param name="channel">The module.</param>
    /// <param name="ofJack2">Slaves that are known to be of jack2; only the master knows it.</param>
    internal static IEnumerable<Finding> Check(IRigChannel channel, IReadOnlySet<string> ofJack2)
    {
        if (RigLists.Read(channel, MachineReport.Size, out List<string[]> entries, RequestWords.Machines) is { } reply)
        {
            yield return new Finding(Verdict.Note, $"The machines of the rig are not known: {RigProblem.Describe(reply, channel)}.");
            yield break;
        }
        MachineReport[] machines = [.. entries.Select(MachineReport.Read)];
        foreach (MachineReport machine in machines.Where(machine => machine.Role is not (MachineReport.Master or MachineReport.Mesh)))
            yield return Outside(machine, ofJack2.Contains(machine.Name));
        MachineReport[] members = [.. machines.Where(machine => machine.Role is MachineReport.Mesh)];
        int faults = 0;
        string? version = null;
        foreach (MachineReport machine in machines.Where(machine => machine.Role is MachineReport.Master or MachineReport.Mesh))
        {
            foreach (Finding finding in CheckMachine(channel, machine, members, ref version))
            {
                faults++;
                yield return finding;
            }
        }
        if (members.Length > 1 && faults == 0)
        {
            yield return new Finding(
                Verdict.Good, $"{members.Length} slaves are in the mesh, and each of them receives from each other one.");
        }
    }

    private static HashSet<string> SlavesOfJack2(IEnumerable<ModulePage> pages) =>
    [
        .. pages.Where(page => page.Module == ModuleKind.NetManager && !page.IsStale).SelectMany(page => page.Sessions)
            .Where(session => session.Protocol is "jack2").Select(session => session.Name),
    ];

    private static Finding Outside(MachineReport machine, bool isOfJack2) => isOfJack2
        ? new Finding(
            Verdict.Note, $"'{machine.Name}' ({machine.Address}) is reached through the master only: it uses the protocol of jack2.",
            "Connect its ports there, and those of its client on the master; with netjack2-cs on it and netmesh it is in the mesh.")
        : new Finding(
            Verdict.Note, $"'{machine.Name}' ({machine.Address}) is reached through the master only: no netmesh of it has joined.",
            "netjack2 load netmesh there, if it has the net driver; netadapter is not in the mesh.");

    private static List<Finding> CheckMachine(
        IRigChannel channel, MachineReport machine, IReadOnlyList<MachineReport> members, ref string? version)
    {
        if (RigLists.Read(channel, size: 2, out List<string[]> entries, RequestWords.Links, machine.Name) is { } reply)
        {
            return [new Finding(
                Verdict.Note, $"The links of '{machine.Name}' are not known: {RigProblem.Describe(reply, channel)}.",
                "Machines of one rig should have one version of netjack2-cs.")];
        }
        var findings = new List<Finding>();
        var links = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (string[] entry in entries)
            links[entry[0]] = entry[1];
        string its = links.GetValueOrDefault("", "");
        version ??= its;
        if (!string.Equals(its, version, StringComparison.Ordinal))
        {
            findings.Add(new Finding(
                Verdict.Note, $"'{machine.Name}' has netjack2-cs {its}, the master {version}.", "Install the same version on both."));
        }
        if (machine.Role is MachineReport.Master)
            return findings;
        foreach (MachineReport peer in members.Where(peer => peer != machine))
        {
            if (links.GetValueOrDefault(peer.Name) is not "1")
            {
                findings.Add(new Finding(
                    Verdict.Wrong, $"'{machine.Name}' ({machine.Address}) receives nothing from '{peer.Name}' ({peer.Address}).", Closed));
            }
        }
        return findings;
    }
}
