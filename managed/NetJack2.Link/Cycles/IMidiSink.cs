// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.RealTime;

namespace NetJack2.Link.Cycles;

/// <summary>Receives the MIDI events of a cycle, in the order of the packets that carry them.</summary>
public interface IMidiSink
{
    /// <summary>Adds an event. Cycle thread; real-time safe.</summary>
    /// <param name="port">The MIDI port, from 0; the caller has checked that it exists.</param>
    /// <param name="time">The frame in the cycle, below the period.</param>
    /// <param name="data">The event's bytes; they are copied.</param>
    /// <returns>False where the port has no room for it.</returns>
    [RealTimeSafe]
    bool Add(int port, uint time, ReadOnlySpan<byte> data);
}
