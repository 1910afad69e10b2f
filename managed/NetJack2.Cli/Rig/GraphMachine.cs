// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.Rig.Requests;

namespace NetJack2.Cli.Rig;

/// <summary>A machine in a <see cref="RigGraph"/>.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Report">What is known of it; null if only patches name it.</param>
internal sealed record GraphMachine(string Name, MachineReport? Report)
{
    /// <summary>Its ports that patches begin at.</summary>
    public List<string> Outputs { get; } = [];

    /// <summary>Its ports that patches end at.</summary>
    public List<string> Inputs { get; } = [];

    /// <summary>Whether it is the master, on which netmanager runs.</summary>
    public bool IsMaster => Report?.Role is MachineReport.Master;

    /// <summary>Whether it exchanges audio with other slaves directly.</summary>
    public bool IsInMesh => Report?.Role is MachineReport.Mesh;

    /// <summary>The description of the machine for people: its role and address.</summary>
    public string Description => Report is null ? "not there" : $"{Report.DescribeRole()} {Report.Address}".TrimEnd();
}
