// SPDX-License-Identifier: GPL-2.0-or-later
namespace NetJack2.Host.Peers;

/// <summary>The link and the ports that the process thread of a peer's client works with.</summary>
/// <param name="link">What connects the two; null between sessions.</param>
/// <param name="ports">The client's ports.</param>
/// <param name="period">Frames in a cycle of the link.</param>
public sealed class PeerCycle<TLink>(TLink? link, PeerPorts ports, int period)
    where TLink : class
{
    /// <summary>The link between the two; null between sessions.</summary>
    public TLink? Link => link;

    /// <summary>The buffers of the client's ports, in the link's period.</summary>
    public PeerPortBuffers Buffers { get; } = new(ports, period);

    /// <summary>Frames in a cycle of the link.</summary>
    public int Period => period;
}
