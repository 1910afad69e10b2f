// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.Protocol.Mesh;
using NetJack2.Statistics.Untrusted;

namespace NetJack2.Rig.Requests;

/// <summary>Why a request was not done, for people.</summary>
internal static class RigProblem
{
    /// <summary>Returns the reason in one line. Where a machine or a port does not exist, it names the nearest one that does.</summary>
    public static string Describe(RigReply reply, IRigChannel channel) => PlainText.Clean(reply switch
    {
        { Status: RequestStatus.UnknownMachine, Words: [var name, ..] } =>
            $"there is no machine '{name}' in the rig{Nearest(name, RigLists.Machines(channel), "netjack2 list --network")}",
        { Status: RequestStatus.UnknownPort, Words: [var machine, var port, ..] } =>
            $"there is no port '{port}' on '{machine}'{Nearest(port, PortsOf(channel, machine), $"netjack2 ports {machine}")}",
        { Words: [var reason, ..] } => reason,
        _ => "no reason is given",
    });

    private static string Nearest(string name, IEnumerable<string> names, string command) =>
        NearestName.Of(name, names) is { } nearest ? $"; the nearest is '{nearest}'" : $"; {command} lists them";

    private static IEnumerable<string> PortsOf(IRigChannel channel, string machine) =>
        RigLists.Ports(channel, machine).Select(port => port.Name);
}
