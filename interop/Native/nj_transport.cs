// SPDX-License-Identifier: GPL-2.0-or-later
namespace NetJack2.Interop;

/// <summary>The transport of a net driver's server before a cycle, and what clients have asked for since the one before.</summary>
public partial struct nj_transport
{
    /// <summary>What the clients saw: 0 stopped, 1 rolling, 3 starting.</summary>
    [NativeTypeName("uint32_t")]
    public uint state;

    /// <summary>1: it starts, and all clients are ready or have used up their time.</summary>
    [NativeTypeName("uint32_t")]
    public uint ready;

    /// <summary>What a client has asked for: 0 nothing, 1 start, 2 stop.</summary>
    [NativeTypeName("uint32_t")]
    public uint command;

    /// <summary>1: a client has asked for a position.</summary>
    [NativeTypeName("uint32_t")]
    public uint located;

    /// <summary>Number of the client that is timebase master; less than 1: none.</summary>
    [NativeTypeName("int32_t")]
    public int timebase;

    /// <summary>1: the timebase master gives way to others.</summary>
    [NativeTypeName("uint32_t")]
    public uint conditional;
}
