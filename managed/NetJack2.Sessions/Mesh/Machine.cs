// SPDX-License-Identifier: GPL-2.0-or-later
namespace NetJack2.Sessions.Mesh;

/// <summary>A machine of the rig.</summary>
/// <param name="Name">Its name for users.</param>
/// <param name="PeerName">Its name in requests to machines: of the slave's client on the master; empty for the master.</param>
/// <param name="Address">Where it is; empty for the master.</param>
/// <param name="Member">What the manager knows of it as a member of the mesh; null where it is none.</param>
internal sealed record Machine(string Name, string PeerName, string Address, BrokerMember? Member)
{
    /// <summary>The <see cref="Token"/> of the master, which does not join anew; no member has it.</summary>
    public const uint MasterToken = 1;

    /// <summary>Whether it is the machine on which the manager runs.</summary>
    public bool IsMaster => PeerName.Length == 0;

    /// <summary>A number that is another one each time that the machine joins; <see cref="MasterToken"/> where it is no member of the
    /// mesh.</summary>
    public uint Token => Member?.Token ?? MasterToken;

    /// <summary>Whether its ports can be listed and connected by the manager.</summary>
    public bool IsReachable => IsMaster || Member is not null;
}
