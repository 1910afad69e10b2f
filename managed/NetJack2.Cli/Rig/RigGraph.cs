// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.Rig.Requests;

namespace NetJack2.Cli.Rig;

/// <summary>The machines of a rig and its patches, in an order that does not depend on when each of them connected.</summary>
internal sealed class RigGraph
{
    private readonly List<GraphMachine> _machines;

    private readonly List<GraphPatch> _patches = [];

    private readonly PortLabels _labels;

    /// <summary>A graph of what a module lists.</summary>
    public RigGraph(IEnumerable<MachineReport> machines, IEnumerable<PatchReport> patches, IEnumerable<LabelReport>? labels = null)
    {
        _labels = new PortLabels(labels ?? []);
        _machines =
        [
            .. machines.OrderBy(machine => machine.Role is not MachineReport.Master)
                .ThenBy(machine => machine.Name, StringComparer.Ordinal)
                .Select(machine => new GraphMachine(machine.Name, machine)),
        ];
        foreach (PatchReport patch in patches.OrderBy(patch => patch.From, StringComparer.Ordinal)
            .ThenBy(patch => patch.To, StringComparer.Ordinal))
        {
            (GraphMachine source, string output) = Split(patch.From);
            (GraphMachine destination, string input) = Split(patch.To);
            Add(output, source.Outputs);
            Add(input, destination.Inputs);
            _patches.Add(new GraphPatch(source, output, destination, input, patch));
        }
        foreach (GraphMachine machine in _machines)
        {
            machine.Outputs.Sort(StringComparer.Ordinal);
            machine.Inputs.Sort(StringComparer.Ordinal);
        }
    }

    /// <summary>The master, the slaves by their names, and machines that patches wait for.</summary>
    public IReadOnlyList<GraphMachine> Machines => _machines;

    /// <summary>The patches, in the order of their machines and ports.</summary>
    public IReadOnlyList<GraphPatch> Patches => _patches;

    /// <summary>The index of one of <see cref="Machines"/>.</summary>
    public int NumberOf(GraphMachine machine) => _machines.IndexOf(machine);

    private static void Add(string port, List<string> ports)
    {
        if (!ports.Contains(port, StringComparer.Ordinal))
            ports.Add(port);
    }

    private (GraphMachine Machine, string Port) Split(string word)
    {
        string name = PortWord.MachineOf(word, _machines.Select(machine => machine.Name)) ?? word.Split(PortWord.Separator)[0];
        GraphMachine? machine = _machines.Find(machine => string.Equals(machine.Name, name, StringComparison.Ordinal));
        if (machine is null)
        {
            machine = new GraphMachine(name, null);
            _machines.Add(machine);
        }
        string port = word[Math.Min(name.Length + 1, word.Length)..];
        return (machine, _labels.Find(name, port) is { } label ? $"{port} ({label})" : port);
    }
}
