// SPDX-License-Identifier: GPL-2.0-or-later
namespace NetJack2.Protocol.Transport;

/// <summary>Flags of a transport packet, as numbered on the wire.</summary>
[Flags]
public enum TransportMarks : uint
{
    /// <summary>No flag is set.</summary>
    None = 0,

    /// <summary>From a slave: all its clients are ready for the start of this serial number.</summary>
    Ready = 1,

    /// <summary>From a slave: its server has a timebase master. From a master: the slave's timebase holds.</summary>
    Timebase = 2,

    /// <summary>From a slave: its timebase master gives way to one that the master has.</summary>
    Conditional = 4,

    /// <summary>From a slave: the position is one that a client asks for, not the server's.</summary>
    Requested = 8,

    /// <summary>Every flag that has a meaning; others are removed from what is received.</summary>
    All = Ready | Timebase | Conditional | Requested,
}
