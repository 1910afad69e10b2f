// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.Link.Cycles;
using NetJack2.Link.Ports;
using NetJack2.Link.Takes;
using NetJack2.Protocol;
using NetJack2.Protocol.Session;
using NetJack2.Protocol.Wire;
using NetJack2.RealTime;
using NetJack2.Statistics.Takes;

namespace NetJack2.Link.Links;

/// <content>How cycles that were received are played.</content>
public sealed partial class LinkChannel
{
    private TakeRecorder? _take;
    private uint _played;
    private bool _hasPlayed;
    private int _cyclesMadeUp;

    /// <summary>Records what is played wrongly. Control thread, before the first cycle.</summary>
    public void Record(TakeRecorder take)
    {
        _take = take;
        _cyclesMadeUp = CyclesOfCode;
        Midi.Doubts.Take = take;
    }

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
    /// <param name="slot">The packets of it that have arrived; null: none.</param>
    /// <param name="ports">The port buffers.</param>
    /// <param name="connected">Incoming audio ports that are connected here; the others are not touched.</param>
    [RealTimeSafe]
    public void Deliver(uint cycle, CycleSlot? slot, IPortBuffers ports, PortSet connected)
    {
        DeliverAudio(cycle, slot, ports, connected);
        DeliverMidi(cycle, slot, ports);
    }

    /// <summary>Fills the incoming audio ports as <see cref="Deliver"/>, without MIDI.</summary>
    [RealTimeSafe]
    public void DeliverAudio(uint cycle, CycleSlot? slot, IPortBuffers ports, PortSet connected)
    {
        Connect(connected);
        // Of a cycle of which nothing has come, that is recorded.
        if (_hasPlayed && cycle != _played + 1 && slot is not null)
        {
            _take?.AddAll(TakeMark.Skipped);
            _cyclesMadeUp = CyclesOfCode;
        }
        (_hasPlayed, _played) = (true, cycle);
        if (IncomingParameters.Audio == 0)
            return;
        int made = IncomingFormat.DeliverAudio(cycle, slot, connected, ports);
        Counters.Values.ConcealedFrames += made;
        if (connected != default && IsMadeUp(slot))
            _take?.AddAll(TakeMark.Concealed);
        Concealer.Process(slot, IncomingFormat, connected, ports, Counters, _take);
        Meters.MeasureIncoming(connected, ports);
    }

    // Of coded audio the decoder fills the gaps, also with silence; some of that is played in the next cycles.
    [RealTimeSafe]
    private bool IsMadeUp(CycleSlot? slot)
    {
        if (IncomingParameters.Encoder != SampleEncoder.Opus)
            return false;
        bool isMadeUp = _cyclesMadeUp > 0;
        _cyclesMadeUp = Math.Max(0, _cyclesMadeUp - 1);
        if (slot is { Packets.IsComplete: true })
            return isMadeUp;
        _cyclesMadeUp = CyclesOfCode;
        return true;
    }

    // So many cycles later a sample may be played, because it is coded.
    private int CyclesOfCode => (Session.CodingDelay + IncomingParameters.Period - 1) / IncomingParameters.Period;

    /// <summary>Fills the incoming MIDI ports as <see cref="Deliver"/>, without audio.</summary>
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
        Miss(connected, TakeMark.Absent);
        _hasPlayed = false;
        Concealer.Fade(connected, ports, Counters);
        if (IncomingParameters.Midi != 0)
            Midi.PlayNothing(ports);
    }

    /// <summary>Ends the continuity of the playback: the next cycle is faded in.</summary>
    [RealTimeSafe]
    public void Forget()
    {
        Concealer.Forget();
        (_hasPlayed, _cyclesMadeUp) = (false, CyclesOfCode);
    }

    /// <summary>The cycle does not have what the peer has sent for it.</summary>
    /// <param name="connected">Incoming audio ports that are connected here.</param>
    /// <param name="mark">Why that is so.</param>
    [RealTimeSafe]
    public void Miss(PortSet connected, TakeMark mark)
    {
        Connect(connected);
        _take?.AddAll(mark);
    }

    [RealTimeSafe]
    private void Connect(PortSet connected) => _take?.Connect(connected, hasMidi: IncomingParameters.Midi != 0);

    // Of slaves, only a net driver asks for some ports and not for others; of masters, only a manager leaves the frames uncounted.
    [RealTimeSafe]
    private bool HasPortsOfJack(CycleSlot slot) =>
        OutgoingParameters.Stream == StreamDirection.Return
            ? !slot.PeerCountsFrames
            : slot.Wanted != PortSet.First(OutgoingParameters.Audio);
}
