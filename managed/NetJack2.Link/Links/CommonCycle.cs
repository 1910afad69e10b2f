// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.Protocol.Wire;

namespace NetJack2.Link.Links;

/// <summary>The number that a cycle has for all slaves of one master: docs/protocol-extension.md, "Mesh".</summary>
public static class CommonCycle
{
    /// <summary>Stands for no number: the master's server freewheels, or nothing arrives from the master.</summary>
    public const uint None = PacketHeader.WholePeriod;
}
