// SPDX-License-Identifier: GPL-2.0-or-later
namespace NetJack2.Protocol.Transport;

/// <summary>A command to a transport.</summary>
public enum TransportCommand : uint
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>To roll.</summary>
    Start = 1,

    /// <summary>To stand.</summary>
    Stop = 2,
}
