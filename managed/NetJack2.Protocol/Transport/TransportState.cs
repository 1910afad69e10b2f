// SPDX-License-Identifier: GPL-2.0-or-later
namespace NetJack2.Protocol.Transport;

/// <summary>State of a transport in a cycle, as JACK numbers it.</summary>
public enum TransportState : uint
{
    /// <summary>The transport is stopped.</summary>
    Stopped = 0,

    /// <summary>It moves by a period in each cycle.</summary>
    Rolling = 1,

    /// <summary>It is to roll as soon as all clients that need time are ready.</summary>
    Starting = 3,
}
