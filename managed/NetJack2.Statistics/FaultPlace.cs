// SPDX-License-Identifier: GPL-2.0-or-later
namespace NetJack2.Statistics;

/// <summary>Where native code or a thread enters a module; an exception there is counted in <see cref="SessionCounters.Faults"/>.</summary>
public enum FaultPlace
{
    /// <summary>There was no exception.</summary>
    None,

    /// <summary>A cycle: JACK's process callback, or a driver's or adapter's cycle.</summary>
    Cycle,

    /// <summary>The end of a driver's cycle, in which it is sent.</summary>
    Send,

    /// <summary>The wait for the next cycle, in which packets are received.</summary>
    Wait,

    /// <summary>JACK's transport: sync and timebase callbacks.</summary>
    Transport,

    /// <summary>A notification of JACK: period, latency, ports, connections, freewheel, xrun, a new thread.</summary>
    Notification,

    /// <summary>A step of the module's control thread.</summary>
    Control,

    /// <summary>Loading or unloading of the module.</summary>
    Load,
}
