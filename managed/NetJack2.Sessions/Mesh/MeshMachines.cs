// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.Sessions.Handshake;
using NetJack2.Sessions.Rig;
using NetJack2.Statistics.Untrusted;

namespace NetJack2.Sessions.Mesh;

/// <summary>The machines of the rig: the master, and the slaves whose sessions run.</summary>
/// <remarks>Control thread.</remarks>
internal sealed class MeshMachines(ManagerSessions sessions, MeshBroker broker, IManagerHost host)
{
    private const char Separator = '/';

    // A slave may have the name of the master's computer.
    private const string MasterSuffix = "-master";

    private readonly string _hostName = PlainText.Clean(host.HostName);
    private readonly string _otherName = PlainText.Clean(host.HostName) + MasterSuffix;

    // Allocates nothing.
    private string MasterName
    {
        get
        {
            foreach (SlaveSession slave in sessions.Slaves)
            {
                if (slave.State.IsRunning && string.Equals(slave.ClientName, _hostName, StringComparison.Ordinal))
                    return _otherName;
            }
            return _hostName;
        }
    }

    /// <summary>All machines, the master first. Allocates.</summary>
    public List<Machine> All()
    {
        var all = new List<Machine> { new(MasterName, "", IsMaster: true, null) };
        foreach (SlaveSession slave in sessions.Slaves)
        {
            if (slave.State.IsRunning)
                all.Add(new Machine(slave.ClientName, slave.Peer.HostText, IsMaster: false, broker.At(slave.Slot)));
        }
        return all;
    }

    /// <summary>The token of a machine whose ports can be connected; 0 where there is none of that name. Allocates nothing.</summary>
    public uint TokenOf(string name)
    {
        foreach (SlaveSession slave in sessions.Slaves)
        {
            if (slave.State.IsRunning && string.Equals(slave.ClientName, name, StringComparison.Ordinal))
                return broker.At(slave.Slot)?.Token ?? 0;
        }
        return string.Equals(MasterName, name, StringComparison.Ordinal) ? Machine.MasterToken : 0;
    }

    /// <summary>The machine of a name; null where there is none.</summary>
    public Machine? Find(string name) => All().Find(machine => string.Equals(machine.Name, name, StringComparison.Ordinal));

    /// <summary>Reads MACHINE/PORT. Where a machine's name contains a slash, the longest name counts.</summary>
    /// <param name="text">What a user wrote.</param>
    /// <param name="end">Both names; the machine's as it was written, where there is no such machine.</param>
    /// <returns>The machine; null where there is none.</returns>
    public Machine? Read(string text, out PatchEnd end)
    {
        Machine? found = null;
        foreach (Machine machine in All())
        {
            if (machine.Name.Length > (found?.Name.Length ?? -1) && text.Length > machine.Name.Length
                && text[machine.Name.Length] == Separator && text.StartsWith(machine.Name, StringComparison.Ordinal))
                found = machine;
        }
        int slash = found?.Name.Length ?? text.IndexOf(Separator, StringComparison.Ordinal);
        end = slash < 0 ? new PatchEnd(text, "") : new PatchEnd(text[..slash], text[(slash + 1)..]);
        return found;
    }
}
