// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.Link.Links;

namespace NetJack2.NetManager.Clients;

/// <summary>What the process thread of a client that stands for a slave works with.</summary>
/// <param name="Link">The session, or none between sessions.</param>
/// <param name="Ports">The client's ports.</param>
/// <param name="Buffers">Their buffers in the session's period.</param>
/// <param name="Period">Frames in a cycle of the session.</param>
internal sealed record ClientCycle(MasterLink? Link, ClientPorts Ports, ClientPortBuffers Buffers, int Period);
