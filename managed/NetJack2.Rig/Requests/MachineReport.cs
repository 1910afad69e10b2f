// SPDX-License-Identifier: GPL-2.0-or-later
namespace NetJack2.Rig.Requests;

/// <summary>A machine of the rig.</summary>
/// <param name="Name">Its name in commands.</param>
/// <param name="Role">"master", "mesh", or "slave": one without netmesh.</param>
/// <param name="Address">Where it is; empty for the master.</param>
internal sealed record MachineReport(string Name, string Role, string Address)
{
    /// <summary>Number of words in an entry.</summary>
    public const int Size = 3;

    /// <summary>The role of the computer on which netmanager runs.</summary>
    public const string Master = "master";

    /// <summary>The role of a slave with netmesh.</summary>
    public const string Mesh = "mesh";

    /// <summary>Returns the role in words for people.</summary>
    public string DescribeRole() => Role switch
    {
        Master => "master",
        Mesh => "in the mesh",
        _ => "through the master only",
    };

    /// <summary>Returns the machine of an entry's words.</summary>
    public static MachineReport Read(string[] words) => new(words[0], words[1], words[2]);
}
