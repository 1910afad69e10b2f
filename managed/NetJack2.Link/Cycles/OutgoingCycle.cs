// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.Protocol;
using NetJack2.Protocol.Wire;

namespace NetJack2.Link.Cycles;

/// <summary>The parts of a cycle besides its samples.</summary>
/// <param name="Cycle">Its number.</param>
/// <param name="Active">Audio ports that are sent.</param>
/// <param name="Wanted">Audio ports of the other direction that the sender wants to receive.</param>
/// <param name="Frames">What stands in the field "frames" of its packets: docs/protocol-extension.md, "Mesh".</param>
public readonly record struct OutgoingCycle(uint Cycle, PortSet Active, PortSet Wanted, uint Frames = PacketHeader.WholePeriod);
