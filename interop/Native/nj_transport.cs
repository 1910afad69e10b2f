// SPDX-License-Identifier: GPL-2.0-or-later
namespace NetJack2.Interop;

/// <summary>The transport of a net driver's server before a cycle, and the requests of clients since the previous cycle.</summary>
public partial struct nj_transport
{
    /// <summary>State of the transport for clients: 0 stopped, 1 rolling, 3 starting.</summary>
    [NativeTypeName("uint32_t")]
    public uint state;

    /// <summary>1: it is starting, and all clients are ready or have timed out.</summary>
    [NativeTypeName("uint32_t")]
    public uint ready;

    /// <summary>Request of a client: 0 none, 1 start, 2 stop.</summary>
    [NativeTypeName("uint32_t")]
    public uint command;

    /// <summary>1: a client has requested a position.</summary>
    [NativeTypeName("uint32_t")]
    public uint located;

    /// <summary>Number of the client that is timebase master; less than 1: none.</summary>
    [NativeTypeName("int32_t")]
    public int timebase;

    /// <summary>1: another client may replace the timebase master.</summary>
    [NativeTypeName("uint32_t")]
    public uint conditional;
}
