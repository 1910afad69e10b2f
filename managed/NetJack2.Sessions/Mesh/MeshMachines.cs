// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.Protocol.Mesh;
using NetJack2.Sessions.Handshake;
using NetJack2.Sessions.Rig;

namespace NetJack2.Sessions.Mesh;

/// <summary>The machines of the rig: the master, and the slaves whose sessions run.</summary>
/// <remarks>Control thread. A name stands for one machine, whatever other machines there are: patches outlive machines.</remarks>
internal sealed class MeshMachines(ManagerSessions sessions, MeshBroker broker)
{
    private static readonly Machine s_master = new(MachineNames.Master, "", "", null);

    /// <summary>All machines, the master first. Allocates.</summary>
    public List<Machine> All()
    {
        var all = new List<Machine> { s_master };
        foreach (SlaveSession slave in sessions.Slaves)
        {
            if (slave.State.IsRunning)
                all.Add(MachineOf(slave));
        }
        return all;
    }

    /// <summary>The token of a machine whose ports can be connected; 0 where there is none of that name. Allocates nothing.</summary>
    public uint TokenOf(string name) =>
        name is MachineNames.Master ? Machine.MasterToken : SlaveOf(name) is { } slave ? broker.At(slave.Slot)?.Token ?? 0 : 0;

    /// <summary>Another number after machines have joined or left.</summary>
    public uint Version => broker.Version;

    /// <summary>The number of the master's own ports.</summary>
    public ushort OwnPorts { get; set; }

    /// <summary>The numbers of the ports of a patch's machines; 0 where one is not there. Allocates nothing.</summary>
    public (ushort From, ushort To) PortsOf(Patch patch) => (PortsOf(patch.From.Machine), PortsOf(patch.To.Machine));

    /// <summary>The machine of a name; null where there is none.</summary>
    public Machine? Find(string name) => name is MachineNames.Master ? s_master : SlaveOf(name) is { } slave ? MachineOf(slave) : null;

    /// <summary>Reads MACHINE/PORT. Where a machine's name contains a slash, the longest name counts.</summary>
    /// <param name="text">What a user wrote.</param>
    /// <returns>Both names; the machine's as it was written, where there is no such machine.</returns>
    public PatchEnd Read(string text)
    {
        int slash = text.IndexOf(PatchEnd.Separator, StringComparison.Ordinal), longest = 0;
        foreach (Machine machine in All())
        {
            int length = machine.Name.Length;
            if (length > longest && text.Length > length && text[length] == PatchEnd.Separator
                && text.StartsWith(machine.Name, StringComparison.Ordinal))
                slash = longest = length;
        }
        return slash < 0 ? new PatchEnd(text, "") : new PatchEnd(text[..slash], text[(slash + 1)..]);
    }

    /// <summary>The name of a slave in the rig.</summary>
    public static string NameOf(SlaveSession slave) => MachineNames.Of(slave.ClientName);

    private ushort PortsOf(string name) => name is MachineNames.Master
        ? OwnPorts
        : SlaveOf(name) is { } slave && broker.At(slave.Slot) is { } member ? GraphNumber.Ports(member.Graph) : (ushort)0;

    private SlaveSession? SlaveOf(string name)
    {
        foreach (SlaveSession slave in sessions.Slaves)
        {
            if (slave.State.IsRunning && MachineNames.Is(name, slave.ClientName))
                return slave;
        }
        return null;
    }

    /// <summary>Returns a slave as a machine of the rig. Allocates.</summary>
    public Machine MachineOf(SlaveSession slave) => new(NameOf(slave), slave.ClientName, slave.Peer.HostText, broker.At(slave.Slot));
}
