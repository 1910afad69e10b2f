// SPDX-License-Identifier: GPL-2.0-or-later
namespace NetJack2.Link.Cycles;

/// <summary>The result of a packet's validation.</summary>
public enum PacketVerdict
{
    /// <summary>The packet is valid, and its content is in the slot.</summary>
    Accepted,

    /// <summary>The packet was received before; it is ignored.</summary>
    Duplicate,

    /// <summary>The packet's layout is not the session's; it is ignored.</summary>
    Malformed,
}
