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

    // The version, and a slave's peers.
    private const int MostLinks = 64;

    private const string Missing =
        "If one of them has just joined, look again. Otherwise its log shows why: its server freewheels, or has no room for more ports.";

    private const string Closed =
        "Allow incoming UDP to port 19001 (-p of netmesh) on both. A router or a WLAN that isolates its clients may be between them.";

    /// <summary>Checks by requests to the module of this computer; no findings where there is none that this user may ask.</summary>
    public static IEnumerable<Finding> Run(IEnumerable<ModulePage> pages)
    {
        if (!ModuleChannel.Open(AnswerMs).TryGet(out ModuleChannel? channel, out _))
            return [];
        using (channel)
            return [.. Check(new EndingChannel(channel), SlavesOfJack2(pages))];
    }

    /// <summary>Returns the findings about a module's answers.</summary>
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
        var links = new Dictionary<string, Dictionary<string, string>>(StringComparer.Ordinal);
        int faults = 0;
        foreach (MachineReport machine in machines.Where(machine => machine.Role is MachineReport.Master or MachineReport.Mesh))
        {
            if (RigLists.Read(channel, size: 2, MostLinks, out entries, RequestWords.Links, machine.Name) is { } problem)
            {
                faults++;
                yield return new Finding(
                    Verdict.Note, $"The links of '{machine.Name}' are not known: {RigProblem.Describe(problem, channel)}.",
                    "Machines of one rig should have one version of netjack2-cs.");
                continue;
            }
            Dictionary<string, string> its = links[machine.Name] = new Dictionary<string, string>(StringComparer.Ordinal);
            foreach (string[] entry in entries)
                its[entry[0]] = entry[1];
        }
        foreach (Finding finding in CheckVersions(links).Concat(members.SelectMany(machine => CheckLinks(machine, members, links))))
        {
            faults++;
            yield return finding;
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

    // The master is the first one.
    private static IEnumerable<Finding> CheckVersions(Dictionary<string, Dictionary<string, string>> links)
    {
        string? version = null;
        foreach ((string machine, Dictionary<string, string> its) in links)
        {
            string present = its.GetValueOrDefault("", "");
            version ??= present;
            if (!string.Equals(present, version, StringComparison.Ordinal))
            {
                yield return new Finding(
                    Verdict.Note, $"'{machine}' has netjack2-cs {present}, the master {version}.", "Install the same version on both.");
            }
        }
    }

    private static IEnumerable<Finding> CheckLinks(
        MachineReport machine, IEnumerable<MachineReport> members, Dictionary<string, Dictionary<string, string>> links)
    {
        if (!links.TryGetValue(machine.Name, out Dictionary<string, string>? its))
            yield break;
        foreach (MachineReport peer in members.Where(peer => peer != machine))
        {
            switch (its.GetValueOrDefault(peer.Name))
            {
                case RequestWords.Arrives:
                    break;
                case RequestWords.Silent when !HasNone(links, peer, machine):
                    yield return new Finding(
                        Verdict.Wrong, $"'{machine.Name}' ({machine.Address}) receives nothing from '{peer.Name}' ({peer.Address}).",
                        Closed);
                    break;
                case RequestWords.Silent:
                    // That is found at the other end.
                    break;
                default:
                    yield return new Finding(
                        Verdict.Note, $"'{machine.Name}' ({machine.Address}) has no link to '{peer.Name}' ({peer.Address}) now.", Missing);
                    break;
            }
        }
    }

    private static bool HasNone(Dictionary<string, Dictionary<string, string>> links, MachineReport machine, MachineReport peer) =>
        links.TryGetValue(machine.Name, out Dictionary<string, string>? its)
        && its.GetValueOrDefault(peer.Name) is not (RequestWords.Arrives or RequestWords.Silent);
}
