// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.Host.Peers;
using NetJack2.Link.Mesh;

namespace NetJack2.NetMesh.Clients;

/// <summary>What the process thread of a client that stands for another computer works with.</summary>
internal sealed class PeerCycle(MeshLink? link, PeerPorts ports, int period)
{
    /// <summary>The link, or none between links.</summary>
    public MeshLink? Link => link;

    /// <summary>The client's ports.</summary>
    public PeerPorts Ports => ports;

    /// <summary>Their buffers in the link's period.</summary>
    public PeerPortBuffers Buffers { get; } = new(ports, period);

    /// <summary>Frames in a cycle of the link.</summary>
    public int Period => period;
}
