// SPDX-License-Identifier: GPL-2.0-or-later
using System.Runtime.CompilerServices;

namespace NetJack2.Interop;

/// <summary>A connection of one of a net driver's ports.</summary>
public partial struct nj_connection
{
    /// <summary>1: from the driver's port to the other; 0: the other way.</summary>
    [NativeTypeName("uint32_t")]
    public uint is_source;

    /// <summary>UTF-8, NUL-terminated: the driver's port, by its short name.</summary>
    [NativeTypeName("char[321]")]
    public _own_e__FixedBuffer own;

    /// <summary>UTF-8, NUL-terminated: the port at the other end, by its full name.</summary>
    [NativeTypeName("char[321]")]
    public _other_e__FixedBuffer other;

    /// <summary>The bytes of <see cref="own"/>.</summary>
    [InlineArray(321)]
    public struct _own_e__FixedBuffer
    {
        private byte _e0;
    }

    /// <summary>The bytes of <see cref="other"/>.</summary>
    [InlineArray(321)]
    public struct _other_e__FixedBuffer
    {
        private byte _e0;
    }
}
