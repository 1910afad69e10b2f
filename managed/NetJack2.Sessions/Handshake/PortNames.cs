// SPDX-License-Identifier: GPL-2.0-or-later
namespace NetJack2.Sessions.Handshake;

/// <summary>Names for people of a port of a slave's client on the master.</summary>
/// <param name="Label">What a user calls it; null: nothing.</param>
/// <param name="Lead">The port that it leads to on the slave, or comes from there; null where that is not known or there is none.</param>
public readonly record struct PortNames(string? Label, string? Lead);
