// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.Protocol;

namespace NetJack2.Link.Cycles;

/// <summary>The parts of a cycle besides its samples.</summary>
/// <param name="Cycle">Its number.</param>
/// <param name="Active">Audio ports that are sent.</param>
/// <param name="Wanted">Audio ports of the other direction that the sender wants to receive.</param>
public readonly record struct OutgoingCycle(uint Cycle, PortSet Active, PortSet Wanted);
