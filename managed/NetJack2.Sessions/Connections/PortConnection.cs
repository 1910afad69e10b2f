// SPDX-License-Identifier: GPL-2.0-or-later
namespace NetJack2.Sessions.Connections;

/// <summary>A connection of one of a slave's ports.</summary>
/// <param name="Own">The slave's port, by its short name.</param>
/// <param name="Other">The port at the other end, by its full name; one that begins with a colon belongs to the slave, too.</param>
/// <param name="IsSource">Whether the slave's port is where the signal comes from.</param>
public readonly record struct PortConnection(string Own, string Other, bool IsSource);
