// SPDX-License-Identifier: GPL-2.0-or-later
namespace NetJack2.Protocol.Session;

/// <summary>How samples travel, as numbered on the wire.</summary>
public enum SampleEncoder
{
    /// <summary>IEEE-754 single precision, 4 bytes a sample, little-endian.</summary>
    Float = 0,

    /// <summary>16-bit integers, little-endian: 1.0 is 32767.</summary>
    Int16 = 1,

    /// <summary>CELT, an obsolete codec that jack2 may ask for: it is always rejected.</summary>
    Celt = 2,

    /// <summary>Opus: in its custom modes with jack2, in its standard format between netjack2-cs peers.</summary>
    Opus = 3,
}
