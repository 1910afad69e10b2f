// SPDX-License-Identifier: GPL-2.0-or-later
namespace NetJack2.Protocol.Session;

/// <summary>How samples travel, as numbered on the wire.</summary>
public enum SampleEncoder
{
    /// <summary>IEEE-754 single precision.</summary>
    Float = 0,

    /// <summary>16-bit integers.</summary>
    Int16 = 1,

    /// <summary>CELT, a codec of the past.</summary>
    Celt = 2,

    /// <summary>Opus: in its custom modes with jack2, in its standard format between netjack2-cs peers.</summary>
    Opus = 3,
}
