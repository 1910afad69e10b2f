// SPDX-License-Identifier: GPL-2.0-or-later
namespace NetJack2.Protocol.Wire;

/// <summary>Which way a packet goes: a character code in the header's 32-bit field.</summary>
public enum StreamDirection : uint
{
    /// <summary>The send direction: from master to slave.</summary>
    Send = 's',

    /// <summary>The return direction: from slave to master.</summary>
    Return = 'r',
}
