// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.Link.Cycles;
using NetJack2.Link.Ports;
using NetJack2.Protocol;
using NetJack2.Protocol.Wire;
using NetJack2.RealTime;

namespace NetJack2.Link.Links;

/// <content>How cycles that were received are played.</content>
public sealed partial class LinkChannel
{
    /// <summary>The cycle's packets ask for ports: remembers which, and fills the gaps that are left in its samples.</summary>
    [RealTimeSafe]
    public void Close(CycleSlot? slot)
    {
        Repair?.CountCycle(slot);
        Counters.Values.WindowFill = Math.Max(0, (int)(Window.Newest - Window.Oldest));
        if (slot is null)
        {
            Counters.Values.Lost++;
            Counters.Values.IncompleteCycles++;
            return;
        }
        if (slot.HasWanted)
            PeerWants = slot.Wanted;
        if (Jack2Format is { PeerAcceptsRemainder: false } format && slot.HasWanted && HasPortsOfJack(slot))
            format.PeerAcceptsRemainder = true;
        int missing = IncomingFormat.FillGaps(slot);
        Counters.Values.Lost += missing;
        if (missing != 0)
            Counters.Values.IncompleteCycles++;
        else
            Counters.Whole++;
    }

    /// <summary>Fills the incoming ports from a slot whose gaps are filled; without one, from what conceals a lost cycle.</summary>
    /// <param name="cycle">The cycle's number.</param>
    /// <param name="slot">What has been received of it, if anything.</param>
    /// <param name="ports">The port buffers.</param>
    /// <param name="connected">Incoming audio ports that are connected here; the others are not touched.</param>
    [RealTimeSafe]
    public void Deliver(uint cycle, CycleSlot? slot, IPortBuffers ports, PortSet connected)
    {
        DeliverAudio(cycle, slot, ports, connected);
        DeliverMidi(cycle, slot, ports);
    }

    /// <summary><see cref="Deliver"/>, of audio only.</summary>
    [RealTimeSafe]
    public void DeliverAudio(uint cycle, CycleSlot? slot, IPortBuffers ports, PortSet connected)
    {
        if (IncomingParameters.Audio == 0)
            return;
        Counters.Values.ConcealedFrames += IncomingFormat.DeliverAudio(cycle, slot, connected, ports);
        Concealer.Process(slot, IncomingFormat, connected, ports, Counters);
        Meters.MeasureIncoming(connected, ports);
    }

    /// <summary><see cref="Deliver"/>, of MIDI only.</summary>
    [RealTimeSafe]
    public void DeliverMidi(uint cycle, CycleSlot? slot, IPortBuffers ports)
    {
        if (IncomingParameters.Midi != 0)
            Midi.Play(cycle, slot, IncomingFormat, ports);
    }

    /// <summary>Fills the incoming ports where there is no cycle to play: the last sound fades out.</summary>
    /// <param name="ports">The port buffers.</param>
    /// <param name="connected">Incoming audio ports that are connected here; the others are not touched.</param>
    [RealTimeSafe]
    public void DeliverNothing(IPortBuffers ports, PortSet connected)
    {
        Concealer.Fade(connected, ports, Counters);
        if (IncomingParameters.Midi != 0)
            Midi.PlayNothing(ports);
    }

    // Of slaves, only a net driver asks for some ports and not for others; of masters, only a manager leaves the frames uncounted.
    [RealTimeSafe]
    private bool HasPortsOfJack(CycleSlot slot) =>
        OutgoingParameters.Stream == StreamDirection.Return
            ? !slot.PeerCountsFrames
            : slot.Wanted != PortSet.First(OutgoingParameters.Audio);
}
