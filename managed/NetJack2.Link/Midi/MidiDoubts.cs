// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.Link.Cycles;
using NetJack2.Link.Takes;
using NetJack2.Protocol.Extension;
using NetJack2.RealTime;
using NetJack2.Statistics.Takes;

namespace NetJack2.Link.Midi;

/// <summary>Cycles whose MIDI events were not there in time: whether there were any is known only when later packets repeat them, or do
/// not.</summary>
/// <remarks>Used by the one thread that runs the link's cycles.</remarks>
/// <param name="direction">What is received.</param>
public sealed class MidiDoubts(DirectionParameters direction)
{
    private readonly Doubt[] _doubts = new Doubt[MidiRepeat.Cycles + 1];

    /// <summary>Records what is lost or late. Control thread, before the first cycle.</summary>
    public TakeRecorder? Take { get; set; }

    /// <summary>Not all events of a cycle were there when it was played.</summary>
    [RealTimeSafe]
    public void Miss(uint cycle)
    {
        if (direction.RepeatsMidi)
            _doubts[IndexOf(cycle)] = new Doubt { Cycle = cycle, IsOpen = true };
        else
            Take?.AddAll(TakeMark.MidiLost);
    }

    /// <summary>Events of an earlier cycle are played now.</summary>
    [RealTimeSafe]
    public void Find(uint cycle)
    {
        Take?.AddAll(TakeMark.MidiLate);
        ref Doubt doubt = ref _doubts[IndexOf(cycle)];
        doubt.IsOpen &= doubt.Cycle != cycle;
    }

    /// <summary>Events did not fit into a port, or had no port.</summary>
    [RealTimeSafe]
    public void Drop() => Take?.AddAll(TakeMark.MidiLost);

    /// <summary>A cycle has been played. A packet of it that repeats events ends the doubts about cycles before it, and so do the next
    /// cycles if none of them repeats any.</summary>
    [RealTimeSafe]
    public void Follow(uint cycle, CycleSlot? slot)
    {
        for (int index = 0; index < _doubts.Length; index++)
        {
            ref Doubt doubt = ref _doubts[index];
            int ago = (int)(cycle - doubt.Cycle);
            if (!doubt.IsOpen || ago <= 0)
                continue;
            if (slot is not null)
                doubt.Followers++;
            if (slot is { RepeatLength: not 0 } || doubt.Followers == MidiRepeat.Cycles)
                doubt.IsOpen = false; // what is not repeated was not there
            if (!doubt.IsOpen || ago < MidiRepeat.Cycles)
                continue;
            doubt.IsOpen = false;
            int start = -ago * direction.Period;
            Take?.AddAll(TakeMark.MidiLost, start, start + direction.Period);
        }
    }

    [RealTimeSafe]
    private int IndexOf(uint cycle) => (int)(cycle % (uint)_doubts.Length);

    private struct Doubt
    {
        public uint Cycle;
        public int Followers;
        public bool IsOpen;
    }
}
