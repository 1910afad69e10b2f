// SPDX-License-Identifier: GPL-2.0-or-later
namespace NetJack2.Protocol.Mesh;

/// <summary>The kinds of packets between a member of a mesh and the manager.</summary>
public enum MeshPacketKind : uint
{
    /// <summary>A member's announcement, and its request for the list of the others.</summary>
    Join = 1,

    /// <summary>The manager's answer: a part of the list, or only its number.</summary>
    Roster = 2,

    /// <summary>A member leaves the mesh; there is no answer.</summary>
    Leave = 3,

    /// <summary>Either end wants something of the other: docs/protocol-extension.md, "Requests".</summary>
    Request = 4,

    /// <summary>The answer to a request, with its serial and a <see cref="RequestStatus"/>.</summary>
    Reply = 5,
}
