// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.Rig.Requests;

namespace NetJack2.Serve.Network;

/// <summary>The whole rig, as the netmanager or the netmesh of this computer knows it.</summary>
/// <param name="Machines">The machines, as <c>netjack2 list --network --json</c> writes them.</param>
/// <param name="Ports">The ports of each machine, as <c>netjack2 ports --json</c> writes them.</param>
/// <param name="Patches">The patches, as <c>netjack2 patches --json</c> writes them.</param>
/// <param name="Problem">Why nothing is known; null: all of it is.</param>
internal sealed record NetworkReport(
    IReadOnlyList<MachineReport> Machines, IReadOnlyDictionary<string, PortReport[]> Ports, IReadOnlyList<PatchReport> Patches,
    string? Problem);
