// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.Protocol.Mesh;

namespace NetJack2.Rig.Requests;

/// <summary>The labels of a rig, by the ports that have them: each those of the client on the master, and of the slave at the other end.
/// </summary>
internal sealed class PortLabels
{
    private readonly Dictionary<(string Machine, string Port), string> _texts = [];

    /// <summary>Makes the table of a list of labels; of two labels for one port the first one counts.</summary>
    public PortLabels(IEnumerable<LabelReport> labels)
    {
        foreach (LabelReport label in labels)
        {
            _ = _texts.TryAdd((MachineNames.Master, $"{MachineNames.ClientOf(label.Machine)}:{label.Port}"), label.Text);
            _ = _texts.TryAdd((label.Machine, label.PortThere), label.Text);
        }
    }

    /// <summary>The label of a port; null where it has none.</summary>
    /// <param name="machine">Its machine.</param>
    /// <param name="port">Its full name there.</param>
    public string? Find(string machine, string port) => _texts.GetValueOrDefault((machine, port));
}
