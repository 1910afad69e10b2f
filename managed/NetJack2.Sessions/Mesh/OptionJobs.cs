// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.Protocol.Mesh;
using NetJack2.Sessions.Rig;

namespace NetJack2.Sessions.Mesh;

/// <summary>How options of a slave's session are set. The slave knows which values they have.</summary>
/// <remarks>Control thread.</remarks>
internal sealed class OptionJobs(MeshMachines machines)
{
    /// <summary>Sets options of a machine's session.</summary>
    /// <param name="name">The machine.</param>
    /// <param name="options">For each option its letter and its value.</param>
    /// <param name="outcome">What it comes to.</param>
    public IEnumerable<MachineCall> Set(string name, ReadOnlySpan<string> options, RequestOutcome outcome)
    {
        Machine? machine = machines.Find(name);
        if (machine is null)
            outcome.MissMachine(name);
        else if (machine.IsMaster)
            outcome.Refuse($"'{MachineNames.Master}' has no session of its own: each slave has one, name a slave");
        else if (!machine.IsReachable)
            outcome.Refuse($"'{name}' has no netmesh that has joined: its options are set where it is started");
        else
            return Ask(new MachineCall(machine, [MachineRequests.Set, .. options]), outcome);
        return [];
    }

    private static IEnumerable<MachineCall> Ask(MachineCall call, RequestOutcome outcome)
    {
        yield return call;
        if (outcome.Accept(call, ""))
            outcome.Finish([]);
    }
}
