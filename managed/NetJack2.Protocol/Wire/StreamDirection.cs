// SPDX-License-Identifier: GPL-2.0-or-later
namespace NetJack2.Protocol.Wire;

/// <summary>Which way a packet goes: a character code in the header's 32-bit field.</summary>
public static class StreamDirection
{
    /// <summary>Master to slave.</summary>
    public const uint Send = 's';

    /// <summary>Slave to master.</summary>
    public const uint Return = 'r';
}
