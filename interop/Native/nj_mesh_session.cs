// SPDX-License-Identifier: GPL-2.0-or-later
using System.Runtime.CompilerServices;

namespace NetJack2.Interop;

/// <summary>The session of a net driver, as netmesh joins the mesh of its master with it.</summary>
public partial struct nj_mesh_session
{
    /// <summary>Random, known to the two ends of the session only.</summary>
    [NativeTypeName("uint64_t")]
    public ulong key;

    /// <summary>The session's number.</summary>
    [NativeTypeName("uint32_t")]
    public uint session_id;

    /// <summary>Of a link-local address, the interface's number.</summary>
    [NativeTypeName("uint32_t")]
    public uint manager_scope;

    /// <summary>The manager's address; of IPv4, ::ffff:a.b.c.d.</summary>
    [NativeTypeName("uint8_t[16]")]
    public _manager_host_e__FixedBuffer manager_host;

    /// <summary>The UDP port that slaves announce themselves to.</summary>
    [NativeTypeName("uint32_t")]
    public uint manager_port;

    /// <summary>1: a session runs whose master numbers its cycles for the mesh; 0: everything else is 0.</summary>
    [NativeTypeName("uint32_t")]
    public uint is_running;

    /// <summary>The bytes of <see cref="manager_host"/>.</summary>
    [InlineArray(16)]
    public struct _manager_host_e__FixedBuffer
    {
        private byte _e0;
    }
}
