// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.RealTime;

namespace NetJack2.Host.Clients;

/// <summary>The work of an adapter in a cycle of its JACK server.</summary>
public interface IAdapterCycle
{
    /// <summary>Fills the capture ports and takes what the playback ports hold.</summary>
    /// <param name="ports">The ports of this cycle.</param>
    /// <param name="frame">The number of the cycle's first frame; frames that an xrun has cost are counted.</param>
    /// <param name="time">When the cycle began, in nanoseconds of CLOCK_MONOTONIC.</param>
    [RealTimeSafe]
    void Process(AdapterPorts ports, long frame, long time);
}
