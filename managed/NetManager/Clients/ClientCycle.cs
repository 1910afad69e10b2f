// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.Host.Peers;
using NetJack2.Link.Links;

namespace NetJack2.NetManager.Clients;

/// <summary>What the process thread of a client that stands for a slave works with.</summary>
internal sealed class ClientCycle(MasterLink? link, PeerPorts ports, PeerPortBuffers buffers, int period)
{
    /// <summary>The session, or none between sessions.</summary>
    public MasterLink? Link => link;

    /// <summary>The client's ports.</summary>
    public PeerPorts Ports => ports;

    /// <summary>Their buffers in the session's period.</summary>
    public PeerPortBuffers Buffers => buffers;

    /// <summary>Frames in a cycle of the session.</summary>
    public int Period => period;
}
