// SPDX-License-Identifier: GPL-2.0-or-later
namespace NetJack2.Protocol.Transport;

/// <summary>A command that a slave's client gives to the transport, as numbered on the wire.</summary>
public enum TransportCommand : uint
{
    /// <summary>No command yet.</summary>
    None = 0,

    /// <summary>The transport is to start.</summary>
    Start = 1,

    /// <summary>The transport is to stop.</summary>
    Stop = 2,
}
