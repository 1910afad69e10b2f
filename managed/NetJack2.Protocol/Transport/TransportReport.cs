// SPDX-License-Identifier: GPL-2.0-or-later
namespace NetJack2.Protocol.Transport;

/// <summary>The state of one end's transport in a cycle: docs/protocol-extension.md, "Transport packets".</summary>
public record struct TransportReport
{
    /// <summary>State of the sender's transport in the cycle.</summary>
    public TransportState State;

    /// <summary>Flags of the report.</summary>
    public TransportMarks Marks;

    /// <summary>From a master: how often state or place have changed otherwise than by rolling. From a slave:
    /// that of the master which it follows.</summary>
    public uint Serial;

    /// <summary>From a slave: what its clients have asked for last.</summary>
    public TransportCommand Command;

    /// <summary>From a slave: the number of that command. From a master: that of the last one heeded.</summary>
    public uint CommandSerial;

    /// <summary>From a slave: the number of the last position asked for. From a master: that of the last one heeded.</summary>
    public uint LocateSerial;

    /// <summary>From a slave: the number of its timebase master. From a master: that of the last one refused.</summary>
    public uint TimebaseSerial;

    /// <summary>Where the transport is in the cycle, or is asked to go.</summary>
    public TransportPosition Position;
}
