// SPDX-License-Identifier: GPL-2.0-or-later
namespace NetJack2.Link.Cycles;

/// <summary>The result of a packet's validation.</summary>
public enum PacketVerdict
{
    /// <summary>It was put where it belongs.</summary>
    Accepted,

    /// <summary>The packet was received before.</summary>
    Duplicate,

    /// <summary>Its layout is not the session's.</summary>
    Malformed,
}
